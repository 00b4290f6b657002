// EXT_mesh_gpu_instancing: one mesh at many places.
#pragma once

#include "base/Result.h"
#include "gltf/Accessor.h"
#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace tinygltf {
class Node;
}

namespace vitrine::gltf {

/// The accessors that place a node's instances; −1 = none. Other attributes of the extension are an application's own.
struct InstanceAccessors {
    int translation = -1, rotation = -1, scale = -1;
};
InstanceAccessors instanceAccessors(const tinygltf::Node& node);

/// Fills Node::instances. After readNodes(). Errors: BadGltf where the accessors don't fit each other, TooLarge where
/// there are more than kMaxInstances in all.
Status readInstances(const Source& source, AccessorReader& reader, Asset& asset);

}  // namespace vitrine::gltf
