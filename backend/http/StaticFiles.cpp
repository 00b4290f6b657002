#include "http/StaticFiles.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "http/Headers.h"
#include "http/Problem.h"

namespace vitrine::http {

namespace {

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src "
    "'self'; connect-src 'self'; img-src 'self'";

constexpr std::pair<const char*, const char*> kTypes[] = {
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"wasm", "application/wasm"},
    {"glb", "model/gltf-binary"},
    {"gltf", "model/gltf+json"},
    {"usdz", "model/vnd.usdz+zip"},
    {"ktx2", "image/ktx2"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"svg", "image/svg+xml"},
    {"hdr", "image/vnd.radiance"},
    {"ico", "image/x-icon"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/plain; charset=utf-8"},
    {"yaml", "application/yaml"},
};

constexpr std::pair<const char*, const char*> kCodings[] = {{"br", ".br"}, {"gzip", ".gz"}};

std::string typeOf(const std::string& path) {
    const std::string ending = lowerCase(path.substr(path.rfind('.') + 1));
    for (const auto& [known, type] : kTypes)
        if (ending == known) return type;
    return "application/octet-stream";
}

/// `name.<hash>.ending`: what is under such a name never changes.
bool hasHash(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const size_t last = name.rfind('.');
    if (last == std::string::npos || last == 0) return false;
    const size_t before = name.rfind('.', last - 1);
    if (before == std::string::npos) return false;
    const std::string hash = name.substr(before + 1, last - before - 1);
    return hash.size() >= 8 && hash.size() <= 64 &&
           hash.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool isFile(const std::string& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode);
}

struct OpenFile {
    std::shared_ptr<const int> descriptor;
    struct stat facts {};
};

OpenFile openFile(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return {};
    OpenFile file;
    file.descriptor = std::shared_ptr<const int>(new int(descriptor), [](const int* held) {
        ::close(*held);
        delete held;
    });
    if (::fstat(descriptor, &file.facts) != 0 || !S_ISREG(file.facts.st_mode)) return {};
    return file;
}

std::string etagOf(const struct stat& facts) {
    const auto nanoseconds = static_cast<unsigned long long>(facts.st_mtim.tv_sec) * 1000000000ull +
                             static_cast<unsigned long long>(facts.st_mtim.tv_nsec);
    char text[64];
    std::snprintf(text, sizeof text, "\"%llx-%llx\"",
                  static_cast<unsigned long long>(facts.st_size), nanoseconds);
    return text;
}

/// Cuts out the part that the client asks for, where it asks for one.
void applyRange(const Request& request, const std::string& etag, Response& response) {
    const std::string_view condition = request.header("if-range");
    if (!request.hasHeader("range") || (!condition.empty() && condition != etag)) return;
    Range range;
    const uint64_t size = response.file.length;
    switch (parseRange(request.header("range"), size, range)) {
        case RangeKind::Whole:
            return;
        case RangeKind::Part:
            response.status = 206;
            response.file.offset = range.first;
            response.file.length = range.last - range.first + 1;
            response.set("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                              std::to_string(range.last) + "/" +
                                              std::to_string(size));
            return;
        case RangeKind::Unsatisfiable:
            response = problem(problems::rangeNotSatisfiable,
                               "The file has " + std::to_string(size) + " bytes.");
            response.set("Content-Range", "bytes */" + std::to_string(size));
            return;
    }
}

}  // namespace

StaticFiles::StaticFiles(std::vector<Mount> mounts) : mMounts(std::move(mounts)) {}

std::string StaticFiles::find(const std::string& path) const {
    if (path.empty() || path[0] != '/' || path.find('\0') != std::string::npos ||
        path.find("/.") != std::string::npos)
        return "";
    for (const Mount& mount : mMounts) {
        if (path.compare(0, mount.prefix.size(), mount.prefix) != 0) continue;
        std::string file = mount.folder + "/" + path.substr(mount.prefix.size());
        if (path.back() == '/') file += "index.html";
        if (isFile(file)) return file;
    }
    return "";
}

Response StaticFiles::answer(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") {
        Response response =
            problem(problems::methodNotAllowed, "Files are there for GET and HEAD.");
        response.set("Allow", "GET, HEAD");
        return response;
    }
    const std::string path = find(request.path);
    OpenFile file;
    const char* coding = nullptr;
    // A range is of the bytes as they are: whoever asks for one gets no coding.
    for (const auto& [name, ending] : kCodings) {
        if (path.empty() || request.hasHeader("range") || file.descriptor ||
            !accepts(request.header("accept-encoding"), name))
            continue;
        file = openFile(path + ending);
        if (file.descriptor) coding = name;
    }
    if (!path.empty() && !file.descriptor) file = openFile(path);
    if (!file.descriptor)
        return problem(problems::notFound,
                       "There is nothing at " + request.path.substr(0, 200) + ".");

    const std::string etag = etagOf(file.facts);
    Response response;
    response.contentType = typeOf(path);
    response.file = {file.descriptor, 0, static_cast<uint64_t>(file.facts.st_size)};
    const bool notModified = matchesAny(request.header("if-none-match"), etag);
    if (!notModified) applyRange(request, etag, response);
    if (response.status == 416) return response;
    if (notModified) {
        response.status = 304;
        response.contentType.clear();
        response.file = {};
    }
    response.set("ETag", etag);
    response.set("Content-Security-Policy", kPolicy);
    response.set("Cache-Control",
                 hasHash(path) ? "public, max-age=31536000, immutable" : "no-cache");
    response.set("Accept-Ranges", "bytes");
    response.append("Vary", "Accept-Encoding");
    if (coding) response.set("Content-Encoding", coding);
    return response;
}

}  // namespace vitrine::http
