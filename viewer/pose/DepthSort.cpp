#include "pose/DepthSort.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace vitrine::pose {
namespace {

constexpr float kLastKey = 65535;

/// One pass of a radix sort, stable: `from` ordered by eight bits of its keys.
void pass(const std::vector<uint16_t>& keys, int shift, const std::vector<uint32_t>& from,
          std::vector<uint32_t>& to) {
    std::array<uint32_t, 257> begin{};
    for (const uint32_t i : from) ++begin[((keys[i] >> shift) & 0xFF) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    to.resize(from.size());
    for (const uint32_t i : from) to[begin[(keys[i] >> shift) & 0xFF]++] = i;
}

}  // namespace

const std::vector<uint32_t>& DepthSort::sort(const std::vector<glm::vec3>& positions,
                                             const std::vector<uint32_t>& indices,
                                             const glm::mat4& world, const glm::vec3& eye) {
    const size_t count = indices.size() / 3;
    mDistances.resize(count);
    float nearest = INFINITY, farthest = 0;
    for (size_t i = 0; i < count; ++i) {
        const uint32_t* t = &indices[3 * i];
        const glm::vec3 middle = (positions[t[0]] + positions[t[1]] + positions[t[2]]) / 3.0f;
        const glm::vec3 away = glm::vec3(world * glm::vec4(middle, 1)) - eye;
        const float distance = std::sqrt(away.x * away.x + away.y * away.y + away.z * away.z);
        mDistances[i] = std::isfinite(distance) ? distance : 0;
        nearest = std::min(nearest, mDistances[i]);
        farthest = std::max(farthest, mDistances[i]);
    }
    const float scale = farthest > nearest ? kLastKey / (farthest - nearest) : 0;
    mKeys.resize(count);
    for (size_t i = 0; i < count; ++i) {
        mKeys[i] = static_cast<uint16_t>(std::min((farthest - mDistances[i]) * scale, kLastKey));
    }
    mOrder.resize(count);
    std::iota(mOrder.begin(), mOrder.end(), 0u);
    pass(mKeys, 0, mOrder, mOther);
    pass(mKeys, 8, mOther, mOrder);
    mSorted.resize(3 * count);
    for (size_t i = 0; i < count; ++i) {
        std::copy_n(&indices[3 * size_t{mOrder[i]}], 3, &mSorted[3 * i]);
    }
    return mSorted;
}

}  // namespace vitrine::pose
