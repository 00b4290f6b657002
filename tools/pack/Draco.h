// KHR_draco_mesh_compression: one primitive → one compressed block.
#pragma once

#include <utility>

#include "Encoded.h"

namespace vitrine::pack {

struct DracoBlock {
    std::vector<uint8_t> bytes;
    size_t vertices = 0, triangles = 0;  ///< what a decoder gets; Draco drops degenerate triangles
    std::vector<uint32_t> ids;           ///< of the geometry's attributes, in their order
    std::vector<Encoded> layouts;        ///< of the decoded attributes; without bytes
};

/// Whether Draco can hold the primitive: triangles without morph targets.
bool fitsDraco(const Geometry& geometry);

/// Compresses a primitive. Positions are counted in `grid` cells where the mesh has one, so that primitives that touch
/// still do. Errors: Internal, when the encoder refuses.
Result<DracoBlock> encodeDraco(const Geometry& geometry, const Grid& grid);

}  // namespace vitrine::pack
