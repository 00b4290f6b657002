// Morphing and skinning of a primitive's vertices on the CPU.
//
// First morph targets are added, then vertices follow their joints (glTF 2.0, "Morph Targets",
// "Skins"). Normals follow the inverse transpose, so they stay right under unequal scale. Pure; any
// thread; outputs are resized.
#pragma once

#include <glm/mat4x4.hpp>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::pose {

/// `morphWeights` may have fewer entries than there are targets; missing ones are 0. `joints` comes
/// from jointMatrices(); when it is empty, or the primitive has no joints, nothing is skinned and
/// the result is in the mesh's own space. Every joint that the primitive names must be there.
/// Arrays that the primitive lacks come back empty. Normals and the xyz of tangents are unit.
void deform(const gltf::Primitive& primitive, const std::vector<float>& morphWeights,
            const std::vector<glm::mat4>& joints, std::vector<glm::vec3>& positions,
            std::vector<glm::vec3>& normals, std::vector<glm::vec4>& tangents);

/// The positions alone.
void deformPositions(const gltf::Primitive& primitive, const std::vector<float>& morphWeights,
                     const std::vector<glm::mat4>& joints, std::vector<glm::vec3>& positions);

}  // namespace vitrine::pose
