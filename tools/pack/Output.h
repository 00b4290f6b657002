// A delivery folder that is there completely or not at all.
#pragma once

#include <string>
#include <vector>

#include "Pack.h"

namespace vitrine::pack {

/// Whether `folder` may be replaced: it is absent, empty, or one that was written by this programme. A sentence why not,
/// or "".
std::string whyNotReplace(const std::string& folder);

/// Writes the files to a sibling of `folder`, then puts it in its place. A sentence what went wrong, or "". What was in
/// the folder before stays when something does.
std::string writeFolder(const std::string& folder, const std::vector<File>& files);

}  // namespace vitrine::pack
