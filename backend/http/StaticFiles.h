// Files of the demo shop: several folders as one site, with precompressed copies, byte ranges, and the strict policy that
// the element promises to live under. In the cloud a CDN in front of a bucket does this.
#pragma once

#include <string>
#include <vector>

#include "http/Message.h"

namespace vitrine::http {

struct Mount {
    std::string prefix;  ///< of the URL path; begins and ends with '/'
    std::string folder;
};

class StaticFiles {
public:
    /// Of mounts with the same file, the first answers.
    explicit StaticFiles(std::vector<Mount> mounts);

    /// GET and HEAD; everything else is 405, what is not there 404.
    Response answer(const Request& request) const;

    /// The file that an address means; "" when there is none. A folder means its index.html. Names that begin with a dot
    /// are nobody's business.
    std::string find(const std::string& path) const;

private:
    std::vector<Mount> mMounts;
};

}  // namespace vitrine::http
