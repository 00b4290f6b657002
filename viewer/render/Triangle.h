// A triangle over the whole view, drawn with one material. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/IndexBuffer.h>
#include <filament/MaterialInstance.h>
#include <filament/VertexBuffer.h>
#include <utils/Entity.h>

#include <cstdint>

namespace vitrine::render {

class Triangle {
public:
    /// The material has `vertexDomain : device` and outlives the object. `depth`: in clip space, −1 … 1. `priority`: the
    /// engine's; what has a higher one is drawn later.
    Triangle(filament::Engine& engine, const filament::MaterialInstance& material, float depth = 0,
             uint8_t priority = 4);
    ~Triangle();
    Triangle(const Triangle&) = delete;
    Triangle& operator=(const Triangle&) = delete;

    /// For a scene.
    utils::Entity entity() const { return mEntity; }

private:
    filament::Engine& mEngine;
    utils::Entity mEntity;
    filament::VertexBuffer* mVertices;
    filament::IndexBuffer* mIndices;
};

}  // namespace vitrine::render
