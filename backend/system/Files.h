// Files, without exceptions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace vitrine::backend {

/// The whole content; nullopt when it is no readable regular file or has more than `limit` bytes.
std::optional<std::string> readFile(const std::string& path, size_t limit = size_t(64) << 20);

/// nullopt when there is no regular file.
std::optional<uint64_t> fileSize(const std::string& path);

/// Makes a folder with its parents; an empty text, or a sentence that says why not.
std::string makeFolder(const std::string& path);

/// The content of a file of secrets that only its owner may read; made with `bytes` random bytes when it is not there.
/// nullopt when neither works.
std::optional<std::string> secretFile(const std::string& path, size_t bytes);

}  // namespace vitrine::backend
