#include "scene/Ground.h"

#include <filament/Material.h>
#include <filament/RenderableManager.h>
#include <filament/TextureSampler.h>
#include <utils/EntityManager.h>

#include <algorithm>

#include "render/Upload.h"

namespace vitrine::scene {
namespace {

using filament::IndexBuffer;
using filament::RenderableManager;
using filament::Texture;
using filament::VertexAttribute;
using filament::VertexBuffer;
using render::handOver;

/// The ground lies this much of the model's size below it, as in <model-viewer>: a floor that belongs to the model, seen from
/// above, would have the ground's depth otherwise, and their pixels would mix.
constexpr float kBelow = 0.001f;

struct Corner {
    float x, y, z, u, v;
};

}  // namespace

Ground::~Ground() {
    release();
    if (mMaterial) mStage.engine().destroy(mMaterial);
}

void Ground::update(filament::Scene& scene, Model& model, float intensity, float softness) {
    mWaiting = false;
    if (intensity <= 0) return hide(scene);
    filament::Material* material = mStage.materials().want("ground");
    if (!material) {
        mWaiting = true;
        return;
    }
    if (!mMaterial) mMaterial = material->createInstance();

    if (!mValid || softness != mSoftness) {
        mValid = true;
        mSoftness = softness;
        const camera::Framing& bounds = model.framing();
        light::ContactShadow shadow({bounds.min.x, bounds.min.z}, {bounds.max.x, bounds.max.z},
                                    static_cast<float>(bounds.min.y),
                                    static_cast<float>(bounds.max.y), softness);
        model.visit([&](const Model::PosedMesh& m) {
            if (m.topology != gltf::Topology::Triangles) return;
            shadow.add(&m.positions.data()->x, 3, m.positions.size(), m.indices.data(),
                       m.indices.size(), m.world);
        });
        hide(scene);
        const glm::vec3 size(bounds.max - bounds.min);
        const float below = kBelow * std::max({size.x, size.y, size.z});
        make(shadow.finish(), static_cast<float>(bounds.min.y) - below);
    }
    mMaterial->setParameter("intensity", intensity);
    if (mEntity && !mShown) {
        scene.addEntity(mEntity);
        mShown = true;
    }
}

void Ground::hide(filament::Scene& scene) {
    if (mShown) scene.remove(mEntity);
    mShown = false;
}

void Ground::make(const light::ShadowMap& map, float height) {
    release();
    if (map.width == 0) return;
    filament::Engine& engine = mStage.engine();

    mMap = Texture::Builder()
               .width(map.width)
               .height(map.height)
               .levels(1)
               .format(Texture::InternalFormat::R8)
               .build(engine);
    mMap->setImage(engine, 0,
                   handOver<Texture::PixelBufferDescriptor>(
                       std::vector<uint8_t>(map.alpha), Texture::Format::R, Texture::Type::UBYTE));
    filament::TextureSampler sampler(filament::TextureSampler::MinFilter::LINEAR,
                                     filament::TextureSampler::MagFilter::LINEAR);
    mMaterial->setParameter("shadowMap", mMap, sampler);

    mVertices = VertexBuffer::Builder()
                    .vertexCount(4)
                    .bufferCount(1)
                    .attribute(VertexAttribute::POSITION, 0, VertexBuffer::AttributeType::FLOAT3, 0,
                               sizeof(Corner))
                    .attribute(VertexAttribute::UV0, 0, VertexBuffer::AttributeType::FLOAT2,
                               offsetof(Corner, u), sizeof(Corner))
                    .build(engine);
    mVertices->setBufferAt(engine, 0,
                           handOver<VertexBuffer::BufferDescriptor>(std::vector<Corner>{
                               {map.min.x, height, map.min.y, 0, 0},
                               {map.min.x, height, map.max.y, 0, 1},
                               {map.max.x, height, map.max.y, 1, 1},
                               {map.max.x, height, map.min.y, 1, 0},
                           }));
    // Wound to face up: from below the ground is not there.
    mIndices = IndexBuffer::Builder()
                   .indexCount(6)
                   .bufferType(IndexBuffer::IndexType::USHORT)
                   .build(engine);
    mIndices->setBuffer(
        engine, handOver<IndexBuffer::BufferDescriptor>(std::vector<uint16_t>{0, 1, 2, 0, 2, 3}));

    mEntity = utils::EntityManager::get().create();
    filament::Box box;
    box.set({map.min.x, height - 1e-6f, map.min.y}, {map.max.x, height + 1e-6f, map.max.y});
    RenderableManager::Builder(1)
        .geometry(0, RenderableManager::PrimitiveType::TRIANGLES, mVertices, mIndices)
        .material(0, mMaterial)
        .boundingBox(box)
        .castShadows(false)
        .receiveShadows(false)
        .priority(
            0)  // before everything else that is blended: a model's glass stands on its shadow
        .build(engine, mEntity);
}

void Ground::release() {
    filament::Engine& engine = mStage.engine();
    if (mEntity) {
        engine.destroy(mEntity);
        utils::EntityManager::get().destroy(mEntity);
        mEntity = {};
    }
    if (mVertices) engine.destroy(mVertices);
    if (mIndices) engine.destroy(mIndices);
    if (mMap) engine.destroy(mMap);
    mVertices = nullptr;
    mIndices = nullptr;
    mMap = nullptr;
}

}  // namespace vitrine::scene
