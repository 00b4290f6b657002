#include "scene/Occlusion.h"

#include "light/OcclusionVolume.h"
#include "render/Upload.h"
#include "scene/Model.h"

namespace vitrine::scene {
namespace {

using filament::Texture;

// Nearer to a surface the cells that it runs through itself would shade it.
constexpr float kCellsFromSurface = 1.2f;

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
        if (m.topology != gltf::Topology::Triangles || !m.opaque) return;
        volume.add(&m.positions.data()->x, 3, m.positions.size(), m.indices.data(),
                   m.indices.size(), m.world);
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
