#include "tools/render/Files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace vitrine::poster {
namespace {

namespace fs = std::filesystem;

constexpr char kRoot[] = "file:///";
constexpr size_t kRootLength = sizeof kRoot - 1;
constexpr size_t kBlock = 1 << 20;

struct Close {
    void operator()(FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<FILE, Close>;

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(const std::string& text) {
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 &&
                            hexValue(text[i + 2]) >= 0;
        if (escape) {
            plain += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::string encoded(const std::string& name) {
    std::string address;
    for (const char c : name) {
        if (c == '%' || c == '?' || c == '#') {
            char escape[4];
            std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned>(c));
            address += escape;
        } else {
            address += c;
        }
    }
    return address;
}

}  // namespace

Result<std::vector<uint8_t>> readFile(const std::string& path, const std::string& shown) {
    const File file(std::fopen(path.c_str(), "rb"));
    std::vector<uint8_t> bytes, block(kBlock);
    errno = file ? 0 : errno;
    while (const size_t got = file ? std::fread(block.data(), 1, kBlock, file.get()) : 0) {
        bytes.insert(bytes.end(), block.data(), block.data() + got);
    }
    if (file && !std::ferror(file.get())) return bytes;
    return Error{ErrorCode::MissingResource,
                 "The file \"" + shown + "\" cannot be read: " + std::strerror(errno) + "."};
}

Status writeFile(const std::string& path, const std::vector<uint8_t>& bytes) {
    FILE* file = std::fopen(path.c_str(), "wb");
    bool good = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    if (file) good = std::fclose(file) == 0 && good;
    if (good) return {};
    return Error{ErrorCode::Internal,
                 "The file \"" + path + "\" cannot be written: " + std::strerror(errno) + "."};
}

Folder::Folder(const std::string& file)
    : mPath(fs::path(file).parent_path().string()),
      mAddress(kRoot + encoded(fs::path(file).filename().string())) {}

std::string Folder::pathOf(const std::string& address) const {
    return (fs::path(mPath) / nameOf(address)).string();
}

std::string Folder::nameOf(const std::string& address) {
    if (address.compare(0, kRootLength, kRoot) != 0) return address;
    const size_t query = address.find('?');
    return decoded(
        address.substr(kRootLength, query == std::string::npos ? query : query - kRootLength));
}

}  // namespace vitrine::poster
