#include "scene/Occlusion.h"

#include <algorithm>
#include <cmath>
#include <glm/glm.hpp>

#include "light/OcclusionVolume.h"
#include "render/Upload.h"
#include "scene/Model.h"

namespace vitrine::scene {
namespace {

using filament::Texture;

// Nearer to a surface the cells that it runs through itself would shade it.
constexpr float kCellsFromSurface = 1.2f;

// The share of light that goes through a surface of glass: not reflected (the mean of Schlick's Fresnel term), tinted, and
// absorbed by Beer's law. A volume lies behind two surfaces, so each of them stands for half of the way through it.
float through(const gltf::Material& m, const glm::mat4& world) {
    const float root = (m.ior - 1) / (m.ior + 1), f0 = root * root;
    glm::vec3 share =
        glm::vec3(m.baseColor) * (m.transmission.factor * (1 - f0 - (1 - f0) / 21.0f));
    if (m.volume.attenuationDistance > 0) {
        const float scale = std::cbrt(std::fabs(glm::determinant(glm::mat3(world))));
        const float half = 0.5f * m.volume.thickness * scale / m.volume.attenuationDistance;
        share *= glm::pow(m.volume.attenuationColor, glm::vec3(half));
    }
    return std::clamp((share.r + share.g + share.b) / 3, 0.0f, 1.0f);
}

// How much of the light a surface keeps back, 0…1. What a texture cuts out is known as a share of it all, and stands for every
// part. Blended surfaces keep none: mostly they are decals and haze.
float coverOf(const Model& model, const Model::PosedMesh& m) {
    const gltf::Asset& asset = model.asset();
    const int32_t index = asset.meshes[static_cast<size_t>(m.mesh)]
                              .primitives[static_cast<size_t>(m.primitive)]
                              .material;
    if (index == gltf::kNone) return 1;
    const gltf::Material& material = asset.materials[static_cast<size_t>(index)];
    if (material.alphaMode == gltf::AlphaMode::Blend) return 0;
    const float cover = 1 - through(material, m.world);
    if (material.alphaMode != gltf::AlphaMode::Mask) return cover;
    const int32_t texture = material.baseColorTexture.texture;
    if (texture == gltf::kNone) return material.baseColor.a >= material.alphaCutoff ? cover : 0;
    const int32_t image = asset.textures[static_cast<size_t>(texture)].image;
    const Picture* picture = image == gltf::kNone ? nullptr : model.picture(image);
    if (!picture) return cover;
    return cover * picture->shareOfAlpha(material.baseColor.a, material.alphaCutoff);
}

}  // namespace

Occlusion::~Occlusion() {
    if (mMap.volume) mStage.engine().destroy(mMap.volume);
}

void Occlusion::update(Model& model) {
    Texture* former = mMap.volume;
    make(model);
    mValid = true;
    model.setOcclusion(mMap);
    if (former) mStage.engine().destroy(former);
}

void Occlusion::make(Model& model) {
    mMap = {};
    mGpuBytes = 0;
    const camera::Framing& bounds = model.framing();
    light::OcclusionVolume volume(glm::vec3(bounds.min), glm::vec3(bounds.max));
    model.visit([&](const Model::PosedMesh& m) {
        if (m.topology != gltf::Topology::Triangles) return;
        const float cover = coverOf(model, m);
        if (cover <= 0) return;
        volume.add(&m.positions.data()->x, 3, m.positions.size(), m.indices.data(),
                   m.indices.size(), m.world, cover);
    });
    light::VolumeMap map = volume.finish();
    if (map.texels.empty()) return;
    filament::Engine& engine = mStage.engine();
    mGpuBytes = map.texels.size();
    mMap.volume = Texture::Builder()
                      .width(map.size.x)
                      .height(map.size.y)
                      .depth(map.size.z)
                      .levels(1)
                      .sampler(Texture::Sampler::SAMPLER_3D)
                      .format(Texture::InternalFormat::RGBA8)
                      .build(engine);
    mMap.volume->setImage(engine, 0, 0, 0, 0, map.size.x, map.size.y, map.size.z,
                          render::handOver<Texture::PixelBufferDescriptor>(
                              std::move(map.texels), Texture::Format::RGBA, Texture::Type::UBYTE));
    const glm::vec3 scale = 1.0f / (glm::vec3(map.size) * map.cell);
    mMap.min = {map.min.x, map.min.y, map.min.z};
    mMap.scale = {scale.x, scale.y, scale.z, kCellsFromSurface * map.cell};
}

}  // namespace vitrine::scene
