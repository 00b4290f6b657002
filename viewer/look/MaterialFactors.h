// The numbers of a glTF material that a look may change, by the names that they have in a glTF file. One table for the
// look file's reader, the inspector's sliders and whoever comes next. Plain data; any thread.
#pragma once

#include <string_view>

#include "gltf/Asset.h"

namespace vitrine::look {

/// Which materials have a factor.
enum class Of : uint8_t { All, Lit, Metallic, Glossy, Mask };

struct Factor {
    const char* name;        ///< as in glTF, such as "roughnessFactor"
    int count;               ///< 1, 3 or 4 numbers
    float min, max;          ///< of each number
    float softMin, softMax;  ///< where a slider ends; numbers beyond are rare
    bool color;              ///< linear RGB or RGBA
    Of of;
    float* (*member)(gltf::Material&);

    /// The first of `count` floats in a row; nullptr: the material has no such factor.
    float* in(gltf::Material& material) const;
};

/// All factors: the core's in the order of the specification, then those of extensions. Static storage.
struct FactorList {
    const Factor* begin_;
    const Factor* end_;
    const Factor* begin() const { return begin_; }
    const Factor* end() const { return end_; }
};
FactorList factors();

/// nullptr for a name that is none.
const Factor* findFactor(std::string_view name);

}  // namespace vitrine::look
