#include <filament/RenderableManager.h>
#include <filament/TransformManager.h>
#include <utils/EntityManager.h>

#include <algorithm>
#include <cmath>

#include "render/Convert.h"
#include "scene/Model.h"

// What the engine draws of a model, and in which order: the part of Model that knows entities.
namespace vitrine::scene {
namespace {

using filament::RenderableManager;
using render::toEngine;

// Triangles sorted per frame in motion, well below a millisecond; how far the view may turn before the order is made anew.
constexpr uint32_t kSortedInMotion = 50'000;
constexpr float kSortTolerance = 0.02f;
constexpr size_t kEntitiesPerSettle = 256;
constexpr uint8_t kUsualPriority = 4, kTransmissivePriority = 5;  // higher: later

/// The engine wants boxes with a volume, also around points and flat things.
filament::Box boxOf(const gltf::Box& bounds) {
    const glm::vec3 center = (bounds.min + bounds.max) * 0.5f;
    const glm::vec3 half = glm::max((bounds.max - bounds.min) * 0.5f, glm::vec3(1e-6f));
    filament::Box box;
    box.set(toEngine(center - half), toEngine(center + half));
    return box;
}

}  // namespace

void Model::makeEntities(Instance& instance) {
    std::vector<glm::mat4> locals = mAsset.nodes[static_cast<size_t>(instance.node)].instances;
    if (locals.empty()) locals.emplace_back(1);
    for (const glm::mat4& local : locals) {
        for (size_t i = 0; i < instance.parts.size(); ++i) {
            Drawn drawn;
            drawn.part = i;
            drawn.local = local;
            drawn.entity = utils::EntityManager::get().create();
            buildEntity(instance, drawn);
            mStage.engine().getTransformManager().create(drawn.entity);
            instance.drawn.push_back(std::move(drawn));
            // As for uploads: thousands of entities would overflow the queue.
            if (instance.drawn.size() % kEntitiesPerSettle == 0) mStage.settle();
        }
    }
}

void Model::buildEntity(const Instance& instance, Drawn& drawn) {
    const Part& part = instance.parts[drawn.part];
    const Geometry& geometry = *part.geometry;
    drawn.use = part.use;
    const auto before = std::move(drawn.sorted);  // lives until the entity has another
    if (before) mGpuBytes -= before->gpuBytes();
    if (mMaterials.isBlended(part.use) && geometry.triangles() > 1) {
        drawn.sorted = std::make_unique<SortedIndices>(
            mStage.engine(), part.primitive->positions.size(), part.primitive->indices);
        mGpuBytes += drawn.sorted->gpuBytes();
    }
    // After what it may let through, so that the depth of that hides what it hides.
    const bool transmissive = mMaterials.isTransmissive(part.use);
    mTransmits = mTransmits || transmissive;
    RenderableManager::Builder(1)
        .geometry(0, geometry.type(), geometry.vertices(),
                  drawn.sorted ? drawn.sorted->buffer() : geometry.indices())
        .material(0, mMaterials.instance(part.use))
        .boundingBox(boxOf(geometry.bounds()))
        .castShadows(false)
        .receiveShadows(false)
        .layerMask(render::kAllLayers,
                   transmissive ? render::kTransmissiveLayer : render::kUsualLayer)
        .priority(transmissive ? kTransmissivePriority : kUsualPriority)
        .build(mStage.engine(), drawn.entity);
}

uint32_t Model::drawCalls() const {
    if (!mTransmits) return mDrawCalls;
    uint32_t calls = 0;
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) {
            calls += mMaterials.isTransmissive(instance.parts[drawn.part].use) ? 1 : 2;
        }
    }
    return calls;
}

void Model::destroyEntities() {
    filament::Engine& engine = mStage.engine();
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) {
            engine.destroy(drawn.entity);
            utils::EntityManager::get().destroy(drawn.entity);
        }
    }
}

void Model::placeEntities(const Instance& instance) {
    auto& transforms = mStage.engine().getTransformManager();
    for (const Drawn& drawn : instance.drawn) {
        transforms.setTransform(transforms.getInstance(drawn.entity),
                                toEngine(worldOf(instance) * drawn.local));
    }
}

void Model::boundEntities(const Instance& instance) {
    auto& renderables = mStage.engine().getRenderableManager();
    for (const Drawn& drawn : instance.drawn) {
        renderables.setAxisAlignedBoundingBox(renderables.getInstance(drawn.entity),
                                              boxOf(instance.parts[drawn.part].geometry->bounds()));
        if (drawn.sorted) drawn.sorted->invalidate();
    }
}

void Model::addTo(filament::Scene& scene) const {
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) scene.addEntity(drawn.entity);
    }
}

void Model::removeFrom(filament::Scene& scene) const {
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) scene.remove(drawn.entity);
    }
}

const glm::mat4& Model::worldOf(const Instance& instance) const {
    // A skin's joints place its vertices in the world; the node's own transform doesn't count (glTF 3.7.3.3).
    static const glm::mat4 identity(1);
    return instance.skinned ? identity : mPose.world[static_cast<size_t>(instance.node)];
}

/// What is blended before all glass must not be seen through it. By the middles of boxes, as the engine sorts.
void Model::leaveOutOfBackdrop(const glm::vec3& eye) {
    const auto distance = [&](const Instance& instance, const Drawn& drawn) {
        const gltf::Box& box = instance.parts[drawn.part].geometry->bounds();
        const glm::vec4 middle((box.min + box.max) * 0.5f, 1);
        return glm::distance(eye, glm::vec3(worldOf(instance) * drawn.local * middle));
    };
    float nearest = INFINITY;
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) {
            if (!mMaterials.isTransmissive(drawn.use)) continue;
            nearest = std::min(nearest, distance(instance, drawn));
        }
    }
    auto& renderables = mStage.engine().getRenderableManager();
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) {
            if (!mMaterials.isBlended(drawn.use) || mMaterials.isTransmissive(drawn.use)) continue;
            const bool front = distance(instance, drawn) < nearest;
            renderables.setLayerMask(renderables.getInstance(drawn.entity), render::kAllLayers,
                                     front ? render::kFrontLayer : render::kUsualLayer);
        }
    }
}

void Model::sortBlended(const glm::vec3& eye, bool exact) {
    if (mTransmits) leaveOutOfBackdrop(eye);
    uint32_t left = exact ? UINT32_MAX : kSortedInMotion;
    const float tolerance = exact ? 0 : kSortTolerance;
    for (const Instance& instance : mInstances) {
        for (const Drawn& drawn : instance.drawn) {
            if (!drawn.sorted) continue;
            const glm::mat4 world = worldOf(instance) * drawn.local;
            if (drawn.sorted->sortedFor(world, eye, tolerance)) continue;
            if (drawn.sorted->triangles() > left) continue;
            left -= drawn.sorted->triangles();
            const Part& part = instance.parts[drawn.part];
            const gltf::Primitive& p = *part.primitive;
            drawn.sorted->sort(mSorter, part.positions.empty() ? p.positions : part.positions,
                               p.indices, world, eye);
        }
    }
}

}  // namespace vitrine::scene
