#include "scene/Model.h"

#include <algorithm>

#include "base/Clock.h"
#include "gltf/TextureSlots.h"
#include "pose/Deform.h"
#include "pose/Density.h"

namespace vitrine::scene {
namespace {

using gltf::kNone;

bool isOpaque(const gltf::Material& m) {
    return m.alphaMode != gltf::AlphaMode::Blend && m.transmission.factor == 0;
}

}  // namespace

Model::Model(render::Stage& stage, gltf::Asset asset)
    : mStage(stage), mAsset(std::move(asset)), mMaterials(stage, mAsset, pose::lightsIn(mAsset)) {
    mSharedByMesh.resize(mAsset.meshes.size());
    mImages.resize(mAsset.images.size());
    mPose = pose::restPose(mAsset);
    collectInstances();
}

Model::~Model() {
    destroyEntities();
}

void Model::collectInstances() {
    if (mAsset.scenes.empty()) return;
    for (const int32_t index : pose::sceneNodes(mAsset, mAsset.scene)) {
        const gltf::Node& node = mAsset.nodes[static_cast<size_t>(index)];
        if (node.mesh == kNone) continue;

        const gltf::Mesh& mesh = mAsset.meshes[static_cast<size_t>(node.mesh)];
        Instance instance;
        instance.node = index;
        instance.skinned = node.skin != kNone;
        instance.deformed = instance.skinned;
        for (const gltf::Primitive& p : mesh.primitives) {
            if (!p.targets.empty()) instance.deformed = true;
        }
        mInstances.push_back(std::move(instance));
    }
}

bool Model::build(double ms) {
    const double end = nowMs() + ms;
    while (mMade < mInstances.size()) {
        if (!makePart(mInstances[mMade])) {
            ++mMade;
            mMadePrimitives = 0;
        }
        if (nowMs() >= end && mMade < mInstances.size()) return false;
    }
    const auto empty = [](const Instance& i) { return i.parts.empty(); };
    mInstances.erase(std::remove_if(mInstances.begin(), mInstances.end(), empty), mInstances.end());
    mMade = mInstances.size();
    chooseMaterials();
    takeMaterials();
    return true;
}

/// Makes the instance's next primitive. False when there is none.
bool Model::makePart(Instance& instance) {
    const auto meshIndex =
        static_cast<size_t>(mAsset.nodes[static_cast<size_t>(instance.node)].mesh);
    const gltf::Mesh& mesh = mAsset.meshes[meshIndex];
    if (mMadePrimitives >= mesh.primitives.size()) return false;
    auto& shared = mSharedByMesh[meshIndex];
    shared.resize(mesh.primitives.size());
    const size_t i = mMadePrimitives++;
    const gltf::Primitive& p = mesh.primitives[i];
    if (p.positions.empty() || p.indices.empty()) return true;
    Part part;
    part.primitive = &p;
    part.unlit = p.normals.empty();
    part.vertexColors = !p.colors.empty();
    if (instance.deformed) {
        part.own = std::make_unique<Geometry>(mStage.engine(), p);
        part.geometry = part.own.get();
        mGpuBytes += part.geometry->gpuBytes();
    } else {
        if (!shared[i]) {
            mShared.push_back(std::make_unique<Geometry>(mStage.engine(), p));
            shared[i] = mShared.back().get();
            mGpuBytes += shared[i]->gpuBytes();
        }
        part.geometry = shared[i];
    }
    const auto times = static_cast<uint32_t>(
        std::max(mAsset.nodes[static_cast<size_t>(instance.node)].instances.size(), size_t{1}));
    mTriangles += part.geometry->triangles() * times;
    mDrawCalls += times;
    instance.parts.push_back(std::move(part));
    // Uploads queue up as engine commands; carry them out one by one, or a large model overflows the queue.
    mStage.settle();
    return true;
}

bool Model::prepare() {
    if (mPrepared) return true;
    if (!mMaterials.build()) return false;
    for (Instance& instance : mInstances) makeEntities(instance);
    for (size_t i = 0; i < mImages.size(); ++i) {
        if (mImages[i].picture) {
            mMaterials.setImage(static_cast<int32_t>(i), mImages[i].picture->texture());
        }
    }
    noteImages();
    mPrepared = true;
    applyPose();
    return true;
}

// --- variants --------------------------------------------------------------------------------------------

void Model::showVariant(int32_t variant) {
    mNextVariant = variant;
    chooseMaterials();
    if (mPrepared) return;
    takeMaterials();
    mVariant = variant;
}

void Model::restyle(const Style& style) {
    for (; !mFormer.empty(); mFormer.pop_back()) *mFormer.back().number = mFormer.back().value;
    for (const look::Look* look : style.looks) {
        for (const look::TunedFactor& tuned : look->factors) tune(tuned);
    }
    mMaterials.restyle();
    mMaterials.setToneMapping(style.toneMapping);
    chooseMaterials();
    if (!mPrepared) return takeMaterials();
    mRestyling = false;
    for (const Instance& instance : mInstances) {
        for (const Part& part : instance.parts) mRestyling |= part.use != part.nextUse;
    }
}

void Model::tune(const look::TunedFactor& tuned) {
    for (gltf::Material& material : mAsset.materials) {
        float* number = material.name == tuned.material ? tuned.factor->in(material) : nullptr;
        for (int i = 0; number && i < tuned.factor->count; ++i, ++number) {
            mFormer.push_back({number, *number});
            *number = tuned.numbers[static_cast<size_t>(i)];
        }
    }
}

/// Before there are entities: what was chosen is what will be made.
void Model::takeMaterials() {
    for (Instance& instance : mInstances) {
        for (Part& part : instance.parts) part.use = part.nextUse;
    }
}

void Model::chooseMaterials() {
    for (Instance& instance : mInstances) {
        for (Part& part : instance.parts) {
            MaterialUse use = {part.primitive->material, part.unlit, part.vertexColors};
            for (const gltf::VariantMaterial& v : part.primitive->variants) {
                if (static_cast<int32_t>(v.variant) == mNextVariant) use.material = v.material;
            }
            part.nextUse = mMaterials.add(use);
        }
    }
}

bool Model::takeVariant() {
    if (!mPrepared || !variantPending() || !mMaterials.build()) return false;
    for (const Instance& instance : mInstances) {
        for (const Part& part : instance.parts) {
            if (!imagesAreHere(part.nextUse)) return false;
        }
    }
    for (Instance& instance : mInstances) {
        for (Drawn& drawn : instance.drawn) {
            Part& part = instance.parts[drawn.part];
            if (drawn.use == part.nextUse) continue;
            part.use = part.nextUse;
            buildEntity(instance, drawn);
        }
    }
    mVariant = mNextVariant;
    mRestyling = false;
    noteImages();
    return true;
}

bool Model::imagesAreHere(size_t use) const {
    bool here = true;
    mMaterials.visit(use, [&](const gltf::TextureSlot&, int32_t image) {
        here = here && mImages[static_cast<size_t>(image)].picture;
    });
    return here;
}

/// Notes which images are needed for what is on screen.
void Model::noteImages() {
    for (ImageState& image : mImages) image.wanted = false;
    for (const Instance& instance : mInstances) {
        for (const Part& part : instance.parts) {
            mMaterials.visit(part.use, [&](const gltf::TextureSlot&, int32_t image) {
                mImages[static_cast<size_t>(image)].wanted = true;
            });
        }
    }
}

void Model::setImage(int32_t image, std::shared_ptr<Picture> picture) {
    ImageState& state = mImages[static_cast<size_t>(image)];
    if (state.picture) return;
    state.picture = std::move(picture);
    if (mPrepared) mMaterials.setImage(image, state.picture->texture());
}

size_t Model::gpuTextureBytes() const {
    uint64_t bytes = 0;
    for (const ImageState& image : mImages) bytes += image.picture ? image.picture->gpuBytes() : 0;
    return static_cast<size_t>(bytes);
}

uint32_t Model::textureSize() const {
    uint32_t side = 0;
    for (const ImageState& image : mImages) {
        if (!image.picture) continue;
        side = std::max({side, image.picture->width(), image.picture->height()});
    }
    return side;
}

std::vector<double> Model::uvPerMetre() const {
    std::vector<double> out(mImages.size(), 0);
    for (const Instance& instance : mInstances) {
        const glm::mat4& world = mPose.world[static_cast<size_t>(instance.node)];
        for (const Part& part : instance.parts) {
            // Of all variants: this is asked before they are shown.
            const auto look = [&](int32_t material) {
                if (material == kNone) return;
                const gltf::Material& m = mAsset.materials[static_cast<size_t>(material)];
                for (const gltf::UsedSlot& used : gltf::textureSlots(m)) {
                    const int32_t image =
                        mAsset.textures[static_cast<size_t>(used.slot->texture)].image;
                    if (image == kNone) continue;
                    const double density = pose::uvPerMetre(*part.primitive, *used.slot, world);
                    double& least = out[static_cast<size_t>(image)];
                    if (density > 0 && (least == 0 || density < least)) least = density;
                }
            };
            look(part.primitive->material);
            for (const gltf::VariantMaterial& v : part.primitive->variants) look(v.material);
        }
    }
    return out;
}

bool Model::showable() const {
    if (!mPrepared) return false;
    for (size_t i = 0; i < mImages.size(); ++i) {
        if (mImages[i].wanted && !mImages[i].picture &&
            mMaterials.isBaseColor(static_cast<int32_t>(i))) {
            return false;
        }
    }
    return true;
}

bool Model::complete() const {
    return mPrepared && std::all_of(mImages.begin(), mImages.end(),
                                    [](const ImageState& i) { return i.picture || !i.wanted; });
}

void Model::pose(const std::vector<pose::Blend>& mix) {
    const auto at = [&](const pose::Blend& blend) {
        pose::Pose posed = pose::restPose(mAsset);
        pose::sample(mAsset, mAsset.animations[static_cast<size_t>(blend.animation)], blend.time,
                     posed);
        return posed;
    };
    mPose = mix.empty() ? pose::restPose(mAsset) : at(mix.front());
    for (size_t i = 1; i < mix.size(); ++i) pose::mix(mPose, at(mix[i]), mix[i].weight);
    pose::updateWorld(mAsset, mPose, mPlacement);
    applyPose();
}

void Model::place(const glm::mat4& placement) {
    if (placement == mPlacement) return;
    mPlacement = placement;
    pose::updateWorld(mAsset, mPose, mPlacement);
    applyPose();
}

void Model::applyPose() {
    mFraming.reset();
    placeLights();
    ++mShape;
    for (Instance& instance : mInstances) {
        if (instance.deformed) deform(instance);
        placeEntities(instance);
    }
}

void Model::placeLights() {
    if (mAsset.lights.empty() || mAsset.scenes.empty()) return;
    std::vector<PunctualLight> lights;
    for (const int32_t index : pose::sceneNodes(mAsset, mAsset.scene)) {
        const int32_t light = mAsset.nodes[static_cast<size_t>(index)].light;
        if (light == kNone) continue;
        const glm::mat4& world = mPose.world[static_cast<size_t>(index)];
        const glm::vec3 axis = -glm::vec3(world[2]);
        const float length = glm::length(axis);
        lights.push_back({&mAsset.lights[static_cast<size_t>(light)], glm::vec3(world[3]),
                          length > 0 ? axis / length : glm::vec3(0, 0, -1)});
    }
    mMaterials.setLights(lights);
}

void Model::deform(Instance& instance) {
    const auto nodeIndex = static_cast<size_t>(instance.node);
    const gltf::Node& node = mAsset.nodes[nodeIndex];
    std::vector<glm::mat4> joints;
    if (instance.skinned) {
        pose::jointMatrices(mAsset, mAsset.skins[static_cast<size_t>(node.skin)], mPose, joints);
    }
    std::vector<glm::vec3> normals;
    std::vector<glm::vec4> tangents;
    for (Part& part : instance.parts) {
        pose::deform(*part.primitive, mPose.weights[nodeIndex], joints, part.positions, normals,
                     tangents);
        part.geometry->reshape(std::vector<glm::vec3>(part.positions), normals, tangents);
    }
    boundEntities(instance);
}

void Model::visit(const std::function<void(const PosedMesh&)>& visitor) const {
    for (const Instance& instance : mInstances) {
        const gltf::Node& node = mAsset.nodes[static_cast<size_t>(instance.node)];
        const gltf::Primitive* first =
            mAsset.meshes[static_cast<size_t>(node.mesh)].primitives.data();
        for (const Part& part : instance.parts) {
            const gltf::Primitive& p = *part.primitive;
            const auto& positions = part.positions.empty() ? p.positions : part.positions;
            const int32_t index = mMaterials.indexOf(part.use);
            const gltf::Material* material =
                index == kNone ? nullptr : &mAsset.materials[static_cast<size_t>(index)];
            const bool opaque = !material || isOpaque(*material);
            const bool twoSided = material && material->doubleSided;
            const auto show = [&](const glm::mat4& world) {
                visitor({positions, p.indices, world, p.topology, opaque, twoSided,
                         instance.deformed, node.mesh, static_cast<int32_t>(&p - first), index});
            };
            if (node.instances.empty()) show(worldOf(instance));
            for (const glm::mat4& local : node.instances) show(worldOf(instance) * local);
        }
    }
}

void Model::releaseVertices() {
    const bool deformed = std::any_of(mInstances.begin(), mInstances.end(),
                                      [](const Instance& i) { return i.deformed; });
    if (deformed) return;
    for (gltf::Mesh& mesh : mAsset.meshes) {
        for (gltf::Primitive& p : mesh.primitives) {
            gltf::Primitive kept;
            kept.topology = p.topology;
            kept.positions = std::move(p.positions);
            kept.indices = std::move(p.indices);
            kept.material = p.material;
            kept.variants = std::move(p.variants);
            kept.bounds = p.bounds;
            p = std::move(kept);
        }
    }
}

const camera::Framing& Model::framing() {
    if (mFraming) return *mFraming;
    camera::FramingBuilder builder;
    auto add = [&](const PosedMesh& m) {
        builder.add(&m.positions.data()->x, m.positions.size(), m.world);
    };
    visit(add);
    builder.nextPass();
    visit(add);
    return mFraming.emplace(builder.finish());
}

}  // namespace vitrine::scene
