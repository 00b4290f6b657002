#include "render/Triangle.h"

#include <filament/RenderableManager.h>
#include <utils/EntityManager.h>

#include <vector>

#include "render/Upload.h"

namespace vitrine::render {

using filament::IndexBuffer;
using filament::RenderableManager;
using filament::VertexBuffer;

Triangle::Triangle(filament::Engine& engine, const filament::MaterialInstance& material,
                   float depth, uint8_t priority)
    : mEngine(engine), mEntity(utils::EntityManager::get().create()) {
    mVertices =
        VertexBuffer::Builder()
            .vertexCount(3)
            .bufferCount(1)
            .attribute(filament::VertexAttribute::POSITION, 0, VertexBuffer::AttributeType::FLOAT3)
            .build(engine);
    mVertices->setBufferAt(engine, 0,
                           handOver<VertexBuffer::BufferDescriptor>(
                               std::vector<float>{-1, -1, depth, 3, -1, depth, -1, 3, depth}));
    mIndices = IndexBuffer::Builder()
                   .indexCount(3)
                   .bufferType(IndexBuffer::IndexType::USHORT)
                   .build(engine);
    mIndices->setBuffer(engine,
                        handOver<IndexBuffer::BufferDescriptor>(std::vector<uint16_t>{0, 1, 2}));
    RenderableManager::Builder(1)
        .geometry(0, RenderableManager::PrimitiveType::TRIANGLES, mVertices, mIndices)
        .material(0, &material)
        .culling(false)
        .castShadows(false)
        .receiveShadows(false)
        .priority(priority)
        .build(engine, mEntity);
}

Triangle::~Triangle() {
    mEngine.destroy(mEntity);
    mEngine.destroy(mVertices);
    mEngine.destroy(mIndices);
    utils::EntityManager::get().destroy(mEntity);
}

}  // namespace vitrine::render
