// The compiled materials, by family, fetched when a product first needs them.
//
// want() asks for a family; the host answers takeWanted() by add(). Materials are shared by all viewers and live
// as long as the engine. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/Material.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::render {

class MaterialLibrary {
public:
    explicit MaterialLibrary(filament::Engine& engine) : mEngine(engine) {}
    ~MaterialLibrary();
    MaterialLibrary(const MaterialLibrary&) = delete;
    MaterialLibrary& operator=(const MaterialLibrary&) = delete;

    /// The family's material, or nullptr while its package is not here; then it is wanted from now on.
    filament::Material* want(std::string_view family);

    /// Whether it was not asked before about that family: its shaders are yet to be compiled, by drawing with it.
    bool takeCold(std::string_view family);

    /// Families wanted since the last call: the host fetches "<family>.filamat".
    std::vector<std::string> takeWanted();

    /// The bytes of a package. Empty bytes: it could not be had, and the next want() asks anew.
    Status add(std::string_view family, Bytes package);

private:
    struct Entry {
        std::string family;
        filament::Material* material = nullptr;
        bool asked = false, told = false, cold = true;
    };
    Entry& entry(std::string_view family);

    filament::Engine& mEngine;
    std::vector<Entry> mEntries;
};

}  // namespace vitrine::render
