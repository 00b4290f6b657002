// Parameters of a material that a program is made for. Render thread.
//
// A family can do much that one material does not use. Uniform branches keep unused textures from being read, but their code stays
// in the program: it is compiled, holds registers, and software rasterisers run both sides of every branch. Where a parameter's
// value stands in the text as a number, the compiler leaves all of that out.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace vitrine::render {

/// Values of the first parameters of a family, all of them integers, in their order: those of
/// shaders/parameters/switches.txt and layer-switches.txt.
struct FixedParameters {
    struct Name {
        const char* parameter;
        const char* component;  ///< as in the shader, "[1].y"; "" for all of it
    };
    /// In the place of a value: the parameter stays one.
    static constexpr int32_t kFree = INT32_MIN;

    const Name* names = nullptr;  ///< a constant
    uint32_t count = 0;
    std::array<int32_t, 18> values{};

    bool operator==(const FixedParameters& o) const {
        return count == o.count && values == o.values;
    }
};

/// The text of a fragment shader as matc writes it, where the members of the block of parameters have short names, with the
/// values in the place of the parameters. A text without such a block stays as it is.
std::string fixParameters(const std::string& text, const FixedParameters& fixed);

}  // namespace vitrine::render
