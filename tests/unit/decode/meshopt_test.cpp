#include "decode/Meshopt.h"

#include <gtest/gtest.h>
#include <meshoptimizer.h>

#include <cmath>
#include <cstring>

#include "support.h"

namespace vitrine::decode {
namespace {

using test::Buffer;
using test::bytesOf;
using test::Grid;

Buffer encodeAttributes(const Buffer& values, size_t stride) {
    const size_t count = values.size() / stride;
    Buffer out(meshopt_encodeVertexBufferBound(count, stride));
    out.resize(meshopt_encodeVertexBuffer(out.data(), out.size(), values.data(), count, stride));
    return out;
}

Buffer encodeTriangles(const std::vector<uint32_t>& indices, size_t vertices) {
    meshopt_encodeIndexVersion(1);
    Buffer out(meshopt_encodeIndexBufferBound(indices.size(), vertices));
    out.resize(meshopt_encodeIndexBuffer(out.data(), out.size(), indices.data(), indices.size()));
    return out;
}

Buffer attributes(const Grid& grid) {
    Buffer out(grid.positions.size() * 4);
    std::memcpy(out.data(), grid.positions.data(), out.size());
    return out;
}

MeshoptJob attributeJob(const Buffer& values, uint32_t stride) {
    return {uint32_t(values.size() / stride), stride, MeshoptMode::Attributes, MeshoptFilter::None};
}

TEST(Meshopt, AttributesComeBackBitForBit) {
    for (const uint32_t n : {1u, 7u, 40u}) {
        for (const uint32_t stride : {4u, 12u, 36u, 256u}) {
            Buffer values = attributes(Grid(n));
            values.resize(values.size() / stride * stride);
            if (values.empty()) continue;
            const auto out = decodeMeshopt(bytesOf(encodeAttributes(values, stride)),
                                           attributeJob(values, stride));
            ASSERT_TRUE(out) << out.error().message;
            EXPECT_EQ(Buffer(out->begin(), out->end()), values);
        }
    }
}

TEST(Meshopt, TrianglesComeBackAsTheSameTriangles) {
    const Grid grid(20);
    const Buffer data = encodeTriangles(grid.indices, grid.vertices());
    const auto out = decodeMeshopt(bytesOf(data),
                                   {uint32_t(grid.indices.size()), 4, MeshoptMode::Triangles, {}});
    ASSERT_TRUE(out) << out.error().message;
    for (size_t f = 0; f < grid.indices.size(); f += 3) {
        uint32_t got[3];
        std::memcpy(got, out->data() + f * 4, 12);
        const uint32_t* want = &grid.indices[f];
        // The encoder may begin a triangle at any of its corners.
        const bool same = std::equal(got, got + 3, want) ||
                          (got[0] == want[1] && got[1] == want[2] && got[2] == want[0]) ||
                          (got[0] == want[2] && got[1] == want[0] && got[2] == want[1]);
        EXPECT_TRUE(same) << "triangle " << f / 3;
    }
}

TEST(Meshopt, IndexSequencesComeBack) {
    const Grid grid(9);
    meshopt_encodeIndexVersion(1);
    Buffer data(meshopt_encodeIndexSequenceBound(grid.indices.size(), grid.vertices()));
    data.resize(meshopt_encodeIndexSequence(data.data(), data.size(), grid.indices.data(),
                                            grid.indices.size()));
    const auto out =
        decodeMeshopt(bytesOf(data), {uint32_t(grid.indices.size()), 2, MeshoptMode::Indices, {}});
    ASSERT_TRUE(out) << out.error().message;
    for (size_t i = 0; i < grid.indices.size(); ++i) {
        uint16_t got;
        std::memcpy(&got, out->data() + i * 2, 2);
        EXPECT_EQ(got, grid.indices[i]);
    }
}

TEST(Meshopt, FiltersAreUndone) {
    const std::vector<float> normals = {0, 0, 1, 0, 0.6f, 0, -0.8f, 0, 1, 0, 0, 0, 0, -1, 0, 0};
    const uint32_t count = uint32_t(normals.size() / 4);

    Buffer octahedral(count * 4);
    meshopt_encodeFilterOct(octahedral.data(), count, 4, 8, normals.data());
    auto out = decodeMeshopt(bytesOf(encodeAttributes(octahedral, 4)),
                             {count, 4, MeshoptMode::Attributes, MeshoptFilter::Octahedral});
    ASSERT_TRUE(out) << out.error().message;
    for (size_t i = 0; i < count; ++i) {
        for (size_t c = 0; c < 3; ++c)
            EXPECT_NEAR(int8_t((*out)[i * 4 + c]) / 127.0f, normals[i * 4 + c], 0.02f);
    }

    Buffer quaternions(count * 8);
    meshopt_encodeFilterQuat(quaternions.data(), count, 8, 16, normals.data());
    out = decodeMeshopt(bytesOf(encodeAttributes(quaternions, 8)),
                        {count, 8, MeshoptMode::Attributes, MeshoptFilter::Quaternion});
    ASSERT_TRUE(out) << out.error().message;
    for (size_t i = 0; i < count; ++i) {
        float dot = 0;
        for (size_t c = 0; c < 4; ++c) {
            int16_t q;
            std::memcpy(&q, out->data() + i * 8 + c * 2, 2);
            dot += q / 32767.0f * normals[i * 4 + c];
        }
        EXPECT_NEAR(std::fabs(dot), 1.0f, 0.001f);
    }

    Buffer exponential(count * 16);
    meshopt_encodeFilterExp(exponential.data(), count, 16, 15, normals.data());
    out = decodeMeshopt(bytesOf(encodeAttributes(exponential, 16)),
                        {count, 16, MeshoptMode::Attributes, MeshoptFilter::Exponential});
    ASSERT_TRUE(out) << out.error().message;
    for (size_t i = 0; i < normals.size(); ++i) {
        float got;
        std::memcpy(&got, out->data() + i * 4, 4);
        EXPECT_NEAR(got, normals[i], 0.001f);
    }
}

TEST(Meshopt, DataThatIsCutAnywhereIsAnError) {
    const Grid grid(12);
    const Buffer values = attributes(grid);
    const Buffer vertices = encodeAttributes(values, 12);
    for (size_t size = 0; size < vertices.size(); size += 7) {
        const auto out =
            decodeMeshopt(bytesOf(test::prefix(vertices, size)), attributeJob(values, 12));
        ASSERT_FALSE(out) << size;
        EXPECT_EQ(out.error().code, ErrorCode::BadCompression);
    }
    const Buffer triangles = encodeTriangles(grid.indices, grid.vertices());
    const MeshoptJob job{uint32_t(grid.indices.size()), 4, MeshoptMode::Triangles, {}};
    for (size_t size = 0; size < triangles.size(); size += 7)
        EXPECT_FALSE(decodeMeshopt(bytesOf(test::prefix(triangles, size)), job)) << size;
}

TEST(Meshopt, JobsThatCannotBeAreErrorsBeforeAnythingIsAllocated) {
    const Buffer values = attributes(Grid(12));
    const Buffer data = encodeAttributes(values, 12);
    const auto codeOf = [&](const MeshoptJob& job) {
        const auto out = decodeMeshopt(bytesOf(data), job);
        return out ? ErrorCode::Internal : out.error().code;
    };
    const uint32_t count = uint32_t(values.size() / 12);
    // The codec works in groups, so that a count that is wrong by a few may go unnoticed.
    EXPECT_EQ(codeOf({count * 2, 12, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({count / 2, 12, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({0, 12, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({count, 16, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({count, 0, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({count, 10, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({count, 260, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({count, 12, MeshoptMode::Attributes, MeshoptFilter::Quaternion}),
              ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({3, 3, MeshoptMode::Triangles, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({4, 4, MeshoptMode::Triangles, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({1u << 22, 12, MeshoptMode::Attributes, {}}), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf({~0u, 256, MeshoptMode::Attributes, {}}), ErrorCode::TooLarge);
}

}  // namespace
}  // namespace vitrine::decode
