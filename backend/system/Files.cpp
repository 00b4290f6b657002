#include "system/Files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "system/Digest.h"

namespace vitrine::backend {

namespace {
/// Closes what it holds.
struct Descriptor {
    int value;
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
};
}  // namespace

std::optional<std::string> readFile(const std::string& path, size_t limit) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat facts {};
    if (file.value < 0 || ::fstat(file.value, &facts) != 0 || !S_ISREG(facts.st_mode) ||
        static_cast<uint64_t>(facts.st_size) > limit)
        return std::nullopt;
    std::string text(static_cast<size_t>(facts.st_size), '\0');
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::read(file.value, text.data() + done, text.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return std::nullopt;
        done += static_cast<size_t>(n);
    }
    return text;
}

std::optional<uint64_t> fileSize(const std::string& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
    return static_cast<uint64_t>(facts.st_size);
}

std::string makeFolder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    return error ? "The folder " + path + " cannot be made: " + error.message() + "." : "";
}

std::optional<std::string> secretFile(const std::string& path, size_t bytes) {
    {
        const Descriptor made{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
        if (made.value >= 0) {
            const std::string secret = randomBytes(bytes);
            if (::write(made.value, secret.data(), bytes) != static_cast<ssize_t>(bytes) ||
                ::fsync(made.value) != 0) {
                ::unlink(path.c_str());
                return std::nullopt;
            }
        } else if (errno != EEXIST) {
            return std::nullopt;
        }
    }
    std::optional<std::string> secret = readFile(path);
    if (!secret || secret->size() != bytes) return std::nullopt;
    return secret;
}

}  // namespace vitrine::backend
