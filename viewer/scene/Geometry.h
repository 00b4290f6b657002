// A primitive on the GPU. Shared by all nodes that show the same undeformed primitive. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/IndexBuffer.h>
#include <filament/RenderableManager.h>
#include <filament/VertexBuffer.h>

#include <vector>

#include "gltf/Asset.h"

namespace vitrine::scene {

class Geometry {
public:
    /// Uploads a primitive that has vertices and indices.
    Geometry(filament::Engine& engine, const gltf::Primitive& primitive);
    ~Geometry();
    Geometry(const Geometry&) = delete;
    Geometry& operator=(const Geometry&) = delete;

    /// Replaces the shape after skinning or morphing; same vertex count as before. `normals` and `tangents` may
    /// be empty where the primitive has none.
    void reshape(std::vector<glm::vec3>&& positions, const std::vector<glm::vec3>& normals,
                 const std::vector<glm::vec4>& tangents);

    filament::VertexBuffer* vertices() const { return mVertices; }
    filament::IndexBuffer* indices() const { return mIndices; }
    filament::RenderableManager::PrimitiveType type() const { return mType; }
    const gltf::Box& bounds() const { return mBounds; }
    size_t gpuBytes() const { return mGpuBytes; }
    uint32_t triangles() const { return mTriangles; }

private:
    filament::Engine& mEngine;
    filament::VertexBuffer* mVertices = nullptr;
    filament::IndexBuffer* mIndices = nullptr;
    filament::RenderableManager::PrimitiveType mType;
    gltf::Box mBounds;
    size_t mGpuBytes = 0;
    uint32_t mTriangles = 0;
};

}  // namespace vitrine::scene
