#include "render/MaterialLibrary.h"

#include <utility>

namespace vitrine::render {

MaterialLibrary::~MaterialLibrary() {
    for (const Entry& e : mEntries) {
        if (e.material) mEngine.destroy(e.material);
    }
}

filament::Material* MaterialLibrary::want(std::string_view family) {
    Entry& e = entry(family);
    e.asked = true;
    return e.material;
}

bool MaterialLibrary::takeCold(std::string_view family) {
    return std::exchange(entry(family).cold, false);
}

std::vector<std::string> MaterialLibrary::takeWanted() {
    std::vector<std::string> wanted;
    for (Entry& e : mEntries) {
        if (e.asked && !e.told && !e.material) {
            e.told = true;
            wanted.push_back(e.family);
        }
    }
    return wanted;
}

Status MaterialLibrary::add(std::string_view family, Bytes package) {
    Entry& e = entry(family);
    if (e.material) return {};
    if (package.size > 0) {
        e.material =
            filament::Material::Builder().package(package.data, package.size).build(mEngine);
    }
    if (e.material) return {};
    e.asked = e.told = false;
    return Error{ErrorCode::MissingResource,
                 "The material package \"" + e.family +
                     "\" could not be loaded. Serve all files of the viewer's folder together, "
                     "unchanged.",
                 e.family + ".filamat"};
}

MaterialLibrary::Entry& MaterialLibrary::entry(std::string_view family) {
    for (Entry& e : mEntries) {
        if (e.family == family) return e;
    }
    mEntries.push_back({std::string(family)});
    return mEntries.back();
}

}  // namespace vitrine::render
