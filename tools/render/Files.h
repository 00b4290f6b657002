// Files on disk, and the addresses under which the core knows them.
//
// The core resolves what a model asks for against the model's own address and keeps it below that folder. Here that
// folder is "file:///", whatever it is called on disk.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Result.h"

namespace vitrine::poster {

/// All bytes of a file. `shown` is how messages call it. Error: MissingResource.
Result<std::vector<uint8_t>> readFile(const std::string& path, const std::string& shown);

/// Replaces the file. Error: Internal, with the reason that the system gives.
Status writeFile(const std::string& path, const std::vector<uint8_t>& bytes);

class Folder {
public:
    /// The folder that the file is in.
    explicit Folder(const std::string& file);

    /// The address of the file that the folder was made from.
    const std::string& address() const { return mAddress; }

    /// The path of what is at an address that the core made from address(); query and escapes are undone.
    std::string pathOf(const std::string& address) const;

    /// The name to call it by in messages: relative to the folder, without "file:///".
    static std::string nameOf(const std::string& address);

private:
    std::string mPath, mAddress;
};

}  // namespace vitrine::poster
