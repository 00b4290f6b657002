// A float cube map with a border of one texel, so that bilinear look-ups see no seams. Internal to
// this room.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

namespace vitrine::light {

class Cube {
public:
    Cube() = default;
    explicit Cube(uint32_t size)
        : mSize(size), mPitch(size + 2), mTexels(size_t(6) * mPitch * mPitch, glm::vec3(0)) {}

    uint32_t size() const { return mSize; }
    glm::vec3& at(int face, int x, int y) { return mTexels[index(face, x, y)]; }
    const glm::vec3& at(int face, int x, int y) const { return mTexels[index(face, x, y)]; }

    /// Fills the borders from the neighbouring faces. Call once all texels are set.
    void sealBorders();

    /// Half the size, averaged by solid angle; borders sealed.
    Cube half() const;

    /// Bilinear. `direction` of any length but 0.
    glm::vec3 sample(const glm::vec3& direction) const;

private:
    size_t index(int face, int x, int y) const {
        return (size_t(face) * mPitch + size_t(y + 1)) * mPitch + size_t(x + 1);
    }
    uint32_t mSize = 0, mPitch = 0;
    std::vector<glm::vec3> mTexels;
};

}  // namespace vitrine::light
