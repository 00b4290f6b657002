// How open each place around a model is, as a small volume: what of the surroundings' light reaches it past the model itself.
//
//     OcclusionVolume volume(boxMin, boxMax);
//     for (each posed triangle mesh) volume.add(positions, 3, vertexCount, indices, indexCount, world, cover);
//     VolumeMap map = volume.finish();
//
// Cells that surfaces run through are solid by the area in them. Light comes from 32 directions around, and in each it is passed
// on from cell to cell (as in light propagation volumes, Kaplanyan 2009, without colour), so the cost is one sweep over the
// volume per direction, whatever the model is made of. What is kept per cell are the first four spherical harmonics
// of what it sees: enough to tell for any normal which share of its hemisphere is open. Same input gives same bytes. Lengths
// in metres. One thread per object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

namespace vitrine::light {

struct VolumeMap {
    glm::uvec3 size{0};  ///< cells; 0 when there is nothing in the way of light
    glm::vec3 min{0};    ///< corner of the first cell
    float cell = 0;      ///< side of a cell, metres
    /// RGBA8, x fastest, then y, z. red = the mean over all directions of what is seen, 0…1; green, blue, alpha = ½ + twice the
    /// mean of what is seen times its direction's x, y, z. The open share of the hemisphere about a normal n, weighted
    /// with the cosine, is red + dot(gba − ½, n).
    std::vector<uint8_t> texels;
};

class OcclusionVolume {
public:
    /// Bounds of the model. There are up to 64 cells along the longest side, fewer where that would make too many.
    OcclusionVolume(const glm::vec3& min, const glm::vec3& max);

    /// Adds triangles, as ContactShadow::add(). `cover`: how much of their area is there, 0…1.
    void add(const float* positions, size_t stride, size_t vertexCount, const uint32_t* indices,
             size_t indexCount, const glm::mat4& world, float cover = 1);

    VolumeMap finish();

private:
    void fill(const float (&corner)[3][3], float cover);
    void sweep(const float (&direction)[3]);

    int mSize[3] = {}, mStride[3] = {};
    float mMin[3] = {};
    float mCell = 1;
    std::vector<float> mClear;   // 1: light passes, 0: none does
    std::vector<float> mPassed;  // what of the light from one direction goes on from a cell
    std::vector<float> mSums;    // four per cell: of what is seen, and of that times the direction
};

}  // namespace vitrine::light
