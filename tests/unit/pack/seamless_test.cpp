#include "Seamless.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "Simplify.h"

namespace vitrine::pack {
namespace {

struct Vertex {
    glm::vec3 position, normal;
    glm::vec2 uv;
};

Stream streamOf(const char* semantic, uint32_t components) {
    Stream stream;
    stream.semantic = semantic;
    stream.components = components;
    return stream;
}

/// n × n squares, each with four vertices of its own: vertexAt(column, row, square's column, square's row).
template <typename VertexAt>
Mesh sheetOf(int n, const VertexAt& vertexAt) {
    Geometry geometry;
    geometry.attributes = {streamOf("POSITION", 3), streamOf("NORMAL", 3),
                           streamOf("TEXCOORD_0", 2)};
    for (int square = 0; square < n * n; ++square) {
        const int column = square % n, row = square / n;
        const auto first = static_cast<uint32_t>(geometry.vertices);
        for (int corner = 0; corner < 4; ++corner) {
            const Vertex v = vertexAt(column + corner % 2, row + corner / 2, column, row);
            std::vector<Stream>& to = geometry.attributes;
            to[0].values.insert(to[0].values.end(), {v.position.x, v.position.y, v.position.z});
            to[1].values.insert(to[1].values.end(), {v.normal.x, v.normal.y, v.normal.z});
            to[2].values.insert(to[2].values.end(), {v.uv.x, v.uv.y});
        }
        for (uint32_t corner : {0u, 1u, 2u, 1u, 3u, 2u}) geometry.indices.push_back(first + corner);
        geometry.vertices += 4;
    }
    optimize(geometry);
    Mesh mesh;
    mesh.scale = 1;
    mesh.primitives = {std::move(geometry)};
    return mesh;
}

constexpr int kSquares = 32;

/// A flat sheet; every 4 × 4 squares are a chart of their own far from the others.
Mesh patchwork() {
    return sheetOf(kSquares, [](int x, int y, int column, int row) {
        const glm::vec2 at = glm::vec2(x, y) / float(kSquares);
        return Vertex{glm::vec3(at, 0), {0, 0, 1}, at + glm::vec2(column / 4, row / 4) * 10.f};
    });
}

/// A tube around y whose texture goes around once: its chart meets itself.
Mesh tube() {
    return sheetOf(kSquares, [](int x, int y, int, int) {
        const float angle = float(x % kSquares) / float(kSquares) * 6.2831853f;
        const glm::vec3 out(std::cos(angle), 0, -std::sin(angle));
        return Vertex{out + glm::vec3(0, float(y) / float(kSquares), 0), out,
                      glm::vec2(x, y) / float(kSquares)};
    });
}

/// A sheet folded by 90° at x = 0, with a hard edge there.
Mesh fold() {
    return sheetOf(kSquares, [](int x, int y, int column, int) {
        const float across = float(x - kSquares / 2), along = float(y);
        const bool left = column < kSquares / 2;
        const glm::vec3 at = across < 0 ? glm::vec3(0, along, across) : glm::vec3(across, along, 0);
        return Vertex{at, left ? glm::vec3(-1, 0, 0) : glm::vec3(0, 0, 1), glm::vec2(0)};
    });
}

glm::vec2 uvOf(const Geometry& geometry, uint32_t index) {
    const float* uv = &geometry.find("TEXCOORD_0")->values[size_t(index) * 2];
    return {uv[0], uv[1]};
}

/// The longest side of any triangle in the texture.
float longestInTexture(const Geometry& geometry) {
    float longest = 0;
    for (size_t i = 0; i < geometry.indices.size(); ++i) {
        const size_t next = i % 3 == 2 ? i - 2 : i + 1;
        longest = std::max(longest, glm::distance(uvOf(geometry, geometry.indices[i]),
                                                  uvOf(geometry, geometry.indices[next])));
    }
    return longest;
}

TEST(Seamless, lets_simplification_cross_seams) {
    const Mesh mesh = patchwork();
    const size_t kept = simplifyMesh(mesh, 0.001f, 0, Seams::Keep).mesh.triangles();
    const SimplifiedMesh crossed = simplifyMesh(mesh, 0.001f, 0, Seams::Cross);
    EXPECT_LT(crossed.mesh.triangles(), kept / 4);
    EXPECT_LE(crossed.error, 0.001f);
}

TEST(Seamless, keeps_triangles_within_their_charts) {
    const SimplifiedMesh crossed = simplifyMesh(patchwork(), 0.001f, 0, Seams::Cross);
    EXPECT_LT(longestInTexture(crossed.mesh.primitives[0]), 1.5f) << "charts are 10 apart";
}

TEST(Seamless, does_not_go_back_over_the_whole_texture_where_a_chart_meets_itself) {
    const SimplifiedMesh crossed = simplifyMesh(tube(), 0.1f, 0, Seams::Cross);
    EXPECT_LT(crossed.mesh.triangles(), tube().triangles() / 8);
    const Geometry& geometry = crossed.mesh.primitives[0];
    float widest = 0;
    for (size_t i = 0; i < geometry.indices.size(); i += 3) {
        const auto [low, high] = std::minmax({uvOf(geometry, geometry.indices[i]).x,
                                              uvOf(geometry, geometry.indices[i + 1]).x,
                                              uvOf(geometry, geometry.indices[i + 2]).x});
        widest = std::max(widest, high - low);
    }
    EXPECT_LT(widest, 0.5f);
    EXPECT_GT(widest, 0.05f) << "triangles have texture";
}

TEST(Seamless, keeps_hard_edges_hard) {
    const SimplifiedMesh crossed = simplifyMesh(fold(), 0.01f, 0, Seams::Cross);
    const Geometry& geometry = crossed.mesh.primitives[0];
    EXPECT_LT(geometry.triangles(), 200u);
    const Stream &positions = *geometry.find("POSITION"), &normals = *geometry.find("NORMAL");
    const auto vectorAt = [](const Stream& stream, uint32_t vertex) {
        const float* v = &stream.values[size_t(vertex) * 3];
        return glm::vec3(v[0], v[1], v[2]);
    };
    for (size_t i = 0; i < geometry.indices.size(); i += 3) {
        const uint32_t* corners = &geometry.indices[i];
        const glm::vec3 a = vectorAt(positions, corners[0]);
        const glm::vec3 face = glm::normalize(
            glm::cross(vectorAt(positions, corners[1]) - a, vectorAt(positions, corners[2]) - a));
        for (size_t k = 0; k < 3; ++k)
            EXPECT_GT(glm::dot(vectorAt(normals, corners[k]), face), 0.99f);
    }
}

TEST(Seamless, gives_corners_the_mean_of_the_normals_at_their_point) {
    Mesh mesh = sheetOf(1, [](int x, int y, int, int) {
        return Vertex{glm::vec3(x, y, 0), {0, 0, 1}, glm::vec2(0)};
    });
    Geometry& geometry = mesh.primitives[0];
    // The same sheet once more, its normals tilted.
    const std::vector<uint32_t> indices = geometry.indices;
    for (Stream& stream : geometry.attributes) {
        const std::vector<float> values = stream.values;
        stream.values.insert(stream.values.end(), values.begin(), values.end());
    }
    std::vector<float>& normals = geometry.attributes[1].values;
    for (size_t i = 4; i < 8; ++i) {
        normals[i * 3] = 0.6f;
        normals[i * 3 + 2] = 0.8f;
    }
    for (uint32_t index : indices) geometry.indices.push_back(index + 4);
    geometry.vertices = 8;
    const Geometry dressed = Seamless(geometry).dress({indices[0], indices[1], indices[2]});
    ASSERT_EQ(dressed.vertices, 3u);
    const std::vector<float>& mean = dressed.find("NORMAL")->values;
    const glm::vec3 expected = glm::normalize(glm::vec3(0.6f, 0, 1.8f));
    for (size_t i = 0; i < 3; ++i) EXPECT_NEAR(mean[i * 3], expected.x, 1e-5f);
}

}  // namespace
}  // namespace vitrine::pack
