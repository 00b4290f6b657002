#include "render/MaterialLibrary.h"

#include <utility>

namespace vitrine::render {
namespace {

/// A page of many products may need many programs; each is compiled, which takes time, and stays.
constexpr size_t kMostFixed = 48;

void fix(std::string& text, const void* fixed) {
    text = fixParameters(text, *static_cast<const FixedParameters*>(fixed));
}

}  // namespace

MaterialLibrary::MaterialLibrary(filament::Engine& engine) : mEngine(engine) {
    mFixed.reserve(kMostFixed);
}

MaterialLibrary::~MaterialLibrary() {
    for (const Fixed& f : mFixed) mEngine.destroy(f.material);
    for (const Entry& e : mEntries) {
        if (e.material) mEngine.destroy(e.material);
    }
}

filament::Material* MaterialLibrary::want(std::string_view family,
                                          const FixedParameters& parameters) {
    Entry& e = entry(family);
    e.asked = true;
    const Fixed* f = fixed(e, parameters);
    return f ? f->material : e.material;
}

bool MaterialLibrary::takeCold(std::string_view family, const FixedParameters& parameters) {
    Entry& e = entry(family);
    Fixed* f = fixed(e, parameters);
    return std::exchange(f ? f->cold : e.cold, false);
}

/// Null where the general material has to do.
MaterialLibrary::Fixed* MaterialLibrary::fixed(const Entry& e, const FixedParameters& parameters) {
    if (!e.material || parameters.count == 0) return nullptr;
    for (Fixed& f : mFixed) {
        if (f.general == e.material && f.parameters == parameters) return &f;
    }
    if (mFixed.size() == kMostFixed) return nullptr;
    mFixed.push_back({e.material, parameters, nullptr, true});
    Fixed& made = mFixed.back();
    made.material = filament::Material::Builder()
                        .package(e.package.data(), e.package.size())
                        .fragmentEditor(fix, &made.parameters)
                        .build(mEngine);
    return &made;
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
        e.package.assign(package.data, package.data + package.size);
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
