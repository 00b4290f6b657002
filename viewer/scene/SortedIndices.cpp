#include "scene/SortedIndices.h"

#include <cmath>

#include "scene/IndexUpload.h"

namespace vitrine::scene {

SortedIndices::SortedIndices(filament::Engine& engine, size_t vertices,
                             const std::vector<uint32_t>& indices)
    : mEngine(engine),
      mBuffer(makeIndices(engine, vertices, indices.size())),
      mCount(static_cast<uint32_t>(indices.size())),
      mSmall(smallIndices(vertices)) {
    upload(indices);
}

SortedIndices::~SortedIndices() {
    mEngine.destroy(mBuffer);
}

size_t SortedIndices::gpuBytes() const {
    return size_t{mCount} * (mSmall ? 2 : 4);
}

bool SortedIndices::sortedFor(const glm::mat4& world, const glm::vec3& eye, float tolerance) const {
    if (!mValid || world != mWorld) return false;
    if (eye == mEye) return true;
    const glm::vec3 middle(world[3]);
    const float away = std::max(glm::distance(eye, middle), glm::distance(mEye, middle));
    return glm::distance(eye, mEye) < tolerance * away;
}

void SortedIndices::sort(pose::DepthSort& sorter, const std::vector<glm::vec3>& positions,
                         const std::vector<uint32_t>& indices, const glm::mat4& world,
                         const glm::vec3& eye) {
    upload(sorter.sort(positions, indices, world, eye));
    mValid = true;
    mWorld = world;
    mEye = eye;
}

void SortedIndices::upload(const std::vector<uint32_t>& indices) {
    uploadIndices(mEngine, *mBuffer, mSmall, indices);
}

}  // namespace vitrine::scene
