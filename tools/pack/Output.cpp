#include "Output.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace vitrine::pack {
namespace {

namespace fs = std::filesystem;

/// "out/" and "out" are the same folder, but only "out" has a sibling.
fs::path normal(const std::string& folder) {
    fs::path path = fs::absolute(fs::path(folder)).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    return path;
}

bool writeFile(const fs::path& path, const std::vector<uint8_t>& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
    file.close();
    return static_cast<bool>(file);
}

}  // namespace

std::string whyNotReplace(const std::string& folder) {
    const fs::path path = normal(folder);
    std::error_code problem;
    if (!fs::exists(path, problem)) return "";
    if (!fs::is_directory(path, problem)) return path.string() + " is not a folder.";
    if (fs::is_empty(path, problem)) return "";
    std::ifstream file(path / "manifest.json", std::ios::binary);
    const std::string manifest(std::istreambuf_iterator<char>(file), {});
    const Json json = Json::parse(manifest, nullptr, false);
    if (whole(json, "vitrine") >= 0) return "";
    return path.string() +
           " holds other files; it is replaced only when it is empty or was written by "
           "vitrine-pack.";
}

std::string writeFolder(const std::string& folder, const std::vector<File>& files) {
    const fs::path target = normal(folder);
    const std::string mark = ".new-" + std::to_string(getpid());
    const fs::path fresh = target.parent_path() / ("." + target.filename().string() + mark);
    const fs::path former = fresh.string() + "-former";
    std::error_code problem;
    fs::create_directories(fresh, problem);
    const auto give = [&](const std::string& what) {
        std::error_code ignored;
        fs::remove_all(fresh, ignored);
        return what + (problem ? ": " + problem.message() : std::string()) + ".";
    };
    if (problem) return give("cannot make " + fresh.string());
    for (const File& file : files) {
        if (!writeFile(fresh / file.name, file.bytes))
            return give("cannot write " + (fresh / file.name).string());
    }
    const bool replaces = fs::exists(target, problem);
    if (replaces) fs::rename(target, former, problem);
    if (problem) return give("cannot move " + target.string() + " away");
    fs::rename(fresh, target, problem);
    if (problem) {
        std::error_code ignored;
        if (replaces) fs::rename(former, target, ignored);
        return give("cannot put " + target.string() + " in its place");
    }
    fs::remove_all(former, problem);
    return "";
}

}  // namespace vitrine::pack
