// The compiled materials, by family, fetched when a product first needs them.
//
// want() asks for a family; the host answers takeWanted() by add(). Materials are shared by all viewers and live
// as long as the engine. A family is compiled anew for each set of fixed parameters, see FixedParameters.h. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/Material.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "render/FixedParameters.h"

namespace vitrine::render {

class MaterialLibrary {
public:
    explicit MaterialLibrary(filament::Engine& engine);
    ~MaterialLibrary();
    MaterialLibrary(const MaterialLibrary&) = delete;
    MaterialLibrary& operator=(const MaterialLibrary&) = delete;

    /// The family's material for these values, or nullptr while its package is not here; then it is wanted from now on. After very
    /// many sets of values: the one that can do everything, so the instance needs the parameters all the same.
    filament::Material* want(std::string_view family, const FixedParameters& fixed = {});

    /// Whether it was not asked before about that material: its shaders are yet to be compiled, by drawing with it.
    bool takeCold(std::string_view family, const FixedParameters& fixed = {});

    /// Families wanted since the last call: the host fetches "<family>.filamat".
    std::vector<std::string> takeWanted();

    /// The bytes of a package. Empty bytes: it could not be had, and the next want() asks anew.
    Status add(std::string_view family, Bytes package);

private:
    struct Entry {
        std::string family;
        filament::Material* material = nullptr;
        std::vector<uint8_t> package = {};
        bool asked = false, told = false, cold = true;
    };
    struct Fixed {
        const filament::Material* general;
        FixedParameters parameters;
        filament::Material* material;
        bool cold;
    };
    Entry& entry(std::string_view family);
    Fixed* fixed(const Entry& entry, const FixedParameters& parameters);

    filament::Engine& mEngine;
    std::vector<Entry> mEntries;
    std::vector<Fixed>
        mFixed;  // the engine points to parameters, so it never grows beyond what is reserved
};

}  // namespace vitrine::render
