// The triangles of a blended mesh in the order in which the camera has to see them. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/IndexBuffer.h>

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "pose/DepthSort.h"

namespace vitrine::scene {

class SortedIndices {
public:
    /// Until the first sort() the triangles are in the file's order.
    SortedIndices(filament::Engine& engine, size_t vertices, const std::vector<uint32_t>& indices);
    ~SortedIndices();
    SortedIndices(const SortedIndices&) = delete;
    SortedIndices& operator=(const SortedIndices&) = delete;

    filament::IndexBuffer* buffer() const { return mBuffer; }
    size_t gpuBytes() const;
    uint32_t triangles() const { return mCount / 3; }

    /// The shape is another, so the order that is there is no good any more.
    void invalidate() { mValid = false; }

    /// True when the order was made for about this view: from an angle that differs by less than `tolerance`, radians.
    bool sortedFor(const glm::mat4& world, const glm::vec3& eye, float tolerance) const;

    /// Orders the triangles back to front as seen from `eye` and uploads them.
    void sort(pose::DepthSort& sorter, const std::vector<glm::vec3>& positions,
              const std::vector<uint32_t>& indices, const glm::mat4& world, const glm::vec3& eye);

private:
    void upload(const std::vector<uint32_t>& indices);

    filament::Engine& mEngine;
    filament::IndexBuffer* mBuffer;
    uint32_t mCount;
    bool mSmall;  // 16-bit indices
    bool mValid = false;
    glm::mat4 mWorld{1};  // that the order was made for, as was
    glm::vec3 mEye{0};
};

}  // namespace vitrine::scene
