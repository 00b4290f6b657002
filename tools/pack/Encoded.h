// Attributes in the compact forms of KHR_mesh_quantization, as bytes of a buffer.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "Geometry.h"

namespace vitrine::pack {

/// EXT_meshopt_compression's filters: the bytes are what its decoder is given, not what it makes.
enum class MeshFilter : uint8_t { None, Octahedral, Quaternion, Exponential };

/// One accessor's elements.
struct Encoded {
    std::vector<uint8_t> bytes;
    uint32_t stride = 0;  ///< bytes from element to element
    uint32_t componentType = kFloat;
    uint32_t components = 3;
    bool normalized = false;
    MeshFilter filter = MeshFilter::None;
    std::vector<double> min, max;  ///< per component, as glTF wants them: of the stored numbers

    size_t count() const { return stride ? bytes.size() / stride : 0; }
};

/// How fine: the full level's numbers, or the preview's.
struct Precision {
    uint32_t positionBits = 14;  ///< of the mesh's longest side: 1/16 pixel of the reference view
    uint32_t normalBits = 10;    ///< octahedral; above 8 in 16-bit components
    uint32_t tangentBits = 8;    ///< as normals; only the direction of a bump depends on them
    uint32_t mantissaBits = 16;  ///< of floats behind the exponential filter
    bool wideWeights = true;     ///< 16-bit skin weights, else 8-bit
    bool filters = true;         ///< meshopt's filters may be used; else plain numbers

    static Precision full() { return {}; }
    static Precision preview() { return {12, 8, 8, 12, false, true}; }
};

/// The cube that a mesh's positions are counted in: position = offset + scale × stored / 65535. One scale for all axes,
/// so that normals need no correction.
struct Grid {
    std::array<float, 3> offset = {0, 0, 0};
    float scale = 1;  ///< of the stored, normalised number

    /// Of the shown primitives of a mesh.
    static Grid of(const Mesh& mesh, uint32_t bits);
    uint32_t largest = 65535;  ///< the largest number stored: 2^bits − 1
};

Encoded encodePositions(const Stream& positions, const Grid& grid);

/// Normals, tangents: unit vectors.
Encoded encodeDirections(const Stream& stream, const Precision& precision);

/// Numbers that must stay floats.
Encoded encodeFloats(const Stream& stream, const Precision& precision);

/// Whole numbers or normalised ones as the narrowest type that holds them: texture coordinates within [0, 1], colours,
/// joints, and what is our own.
Encoded encodeAttribute(const Stream& stream, const Precision& precision);

/// All sets of weights of a primitive: each vertex's sum is exactly 1 in the stored numbers.
std::vector<Encoded> encodeWeights(const std::vector<const Stream*>& sets,
                                   const Precision& precision);

/// Unit quaternions of an animation.
Encoded encodeRotations(const std::vector<float>& values);

}  // namespace vitrine::pack
