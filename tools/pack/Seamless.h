// A surface without its seams, so that simplification can cross them.
//
// Vertices at one point with different normals or texture coordinates are one vertex here. What simplification leaves is
// dressed again: each corner gets texture coordinates from the chart that all three corners lie in, and the mean of
// the normals at its point that face the same way, so hard edges stay hard. A triangle that no chart holds has the
// texture coordinates of one of its corners all over: one colour, the right one for its place.
#pragma once

#include "Geometry.h"

namespace vitrine::pack {

class Seamless {
public:
    /// Of triangles with positions; refers to the geometry.
    explicit Seamless(const Geometry& geometry);

    /// The geometry's vertex → the one that stands for all at its point.
    uint32_t pointOf(uint32_t vertex) const { return mPoint[vertex]; }

    /// Triangles of points as a geometry, three vertices each, not yet welded. Tangents are left out.
    Geometry dress(const std::vector<uint32_t>& triangles) const;

private:
    /// The vertices whose attributes the corners of one triangle take.
    struct Corners {
        uint32_t vertex[3] = {0, 0, 0};
        bool oneChart = false;
    };

    void findPoints();
    void findCharts();
    void measureStretch();
    Corners choose(const uint32_t* points) const;
    uint32_t nearestInChart(uint32_t point, uint32_t vertex) const;
    float uvDistance(uint32_t a, uint32_t b) const;

    const Geometry& mGeometry;
    const Stream* mUvs = nullptr;
    std::vector<uint32_t> mPoint;            // per vertex
    std::vector<uint32_t> mFirst, mAtPoint;  // per vertex that is a point: its vertices' range
    std::vector<uint32_t> mChart;            // per vertex
    float mLongest = 0;                      // UV units per unit of length that charts have at most
};

}  // namespace vitrine::pack
