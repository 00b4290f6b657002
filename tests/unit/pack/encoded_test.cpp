#include "Encoded.h"

#include <gtest/gtest.h>
#include <meshoptimizer.h>

#include <cmath>
#include <cstring>

namespace vitrine::pack {
namespace {

Stream streamOf(const char* semantic, uint32_t components, std::vector<float> values) {
    Stream stream;
    stream.semantic = semantic;
    stream.components = components;
    stream.values = std::move(values);
    return stream;
}

Mesh meshOf(const Stream& positions) {
    Mesh mesh;
    Geometry geometry;
    geometry.vertices = positions.values.size() / 3;
    geometry.attributes.push_back(positions);
    mesh.primitives.push_back(geometry);
    return mesh;
}

template <typename T>
T stored(const Encoded& encoded, size_t element, size_t component) {
    T value;
    std::memcpy(&value, &encoded.bytes[element * encoded.stride + component * sizeof(T)],
                sizeof(T));
    return value;
}

TEST(Positions, lie_within_half_a_step_of_the_source) {
    const Stream positions =
        streamOf("POSITION", 3, {-1.5f, 0.25f, 3, 2.125f, 0.7f, -0.3f, 0.1f, 0.2f, 0.3f});
    for (uint32_t bits : {12u, 16u}) {
        const Grid grid = Grid::of(meshOf(positions), bits);
        const Encoded encoded = encodePositions(positions, grid);
        EXPECT_EQ(encoded.stride % 4, 0u);
        EXPECT_TRUE(encoded.normalized);
        const float step = grid.scale / 65535;
        for (size_t i = 0; i < positions.values.size(); ++i) {
            const float back = grid.offset[i % 3] +
                               grid.scale * float(stored<uint16_t>(encoded, i / 3, i % 3)) / 65535;
            EXPECT_NEAR(back, positions.values[i], step * 0.51f) << bits << " bits";
        }
        EXPECT_EQ(encoded.max[0] - encoded.min[0], 65535 >> (16 - bits))
            << "x has the longest side";
    }
}

TEST(Positions, of_a_single_point_need_no_extent) {
    const Stream positions = streamOf("POSITION", 3, {4, 5, 6});
    const Grid grid = Grid::of(meshOf(positions), 16);
    EXPECT_GT(grid.scale, 0);
    const Encoded encoded = encodePositions(positions, grid);
    EXPECT_EQ(stored<uint16_t>(encoded, 0, 0), 0);
    EXPECT_EQ(grid.offset[1], 5);
}

TEST(Directions, survive_the_octahedral_filter) {
    std::vector<float> normals;
    for (int i = 0; i < 100; ++i) {
        const float z = float(i) / 50 - 0.99f, r = std::sqrt(1 - z * z);
        normals.insert(normals.end(), {r * std::cos(float(i)), r * std::sin(float(i)), z});
    }
    const Stream stream = streamOf("NORMAL", 3, normals);
    for (const Precision& precision : {Precision::full(), Precision::preview()}) {
        Encoded encoded = encodeDirections(stream, precision);
        meshopt_decodeFilterOct(encoded.bytes.data(), encoded.count(), encoded.stride);
        for (size_t i = 0; i < encoded.count(); ++i) {
            float dot = 0, square = 0;
            for (size_t k = 0; k < 3; ++k) {
                const float value = encoded.stride == 8 ? stored<int16_t>(encoded, i, k) / 32767.f
                                                        : stored<int8_t>(encoded, i, k) / 127.f;
                dot += value * normals[i * 3 + k];
                square += value * value;
            }
            const float cosine = std::min(1.f, dot / std::sqrt(square));
            const float degrees = std::acos(cosine) * 57.29578f;
            EXPECT_LT(degrees, encoded.stride == 8 ? 0.3f : 1.5f);
        }
    }
}

TEST(TextureCoordinates, are_whole_numbers_only_within_the_unit_square) {
    const Precision full;
    EXPECT_EQ(encodeAttribute(streamOf("TEXCOORD_0", 2, {0, 1, 0.5f, 0.25f}), full).componentType,
              uint32_t(kUnsignedShort));
    const Encoded outside = encodeAttribute(streamOf("TEXCOORD_0", 2, {0, 1.5f}), full);
    EXPECT_EQ(outside.componentType, uint32_t(kFloat));
    EXPECT_EQ(outside.filter, MeshFilter::Exponential);
}

TEST(Joints, take_one_byte_where_they_fit) {
    const Precision full;
    EXPECT_EQ(encodeAttribute(streamOf("JOINTS_0", 4, {0, 1, 2, 255}), full).stride, 4u);
    EXPECT_EQ(encodeAttribute(streamOf("JOINTS_0", 4, {0, 1, 2, 256}), full).stride, 8u);
}

TEST(Weights, sum_to_exactly_one_over_all_sets) {
    const Stream first = streamOf("WEIGHTS_0", 4, {0.3f, 0.3f, 0.1f, 0.1f, 0, 0, 0, 0});
    const Stream second = streamOf("WEIGHTS_1", 4, {0.1f, 0.1f, 0, 0, 0, 0, 0, 0});
    for (const Precision& precision : {Precision::full(), Precision::preview()}) {
        const std::vector<Encoded> sets = encodeWeights({&first, &second}, precision);
        ASSERT_EQ(sets.size(), 2u);
        for (size_t vertex = 0; vertex < 2; ++vertex) {
            unsigned sum = 0;
            for (const Encoded& set : sets) {
                for (size_t k = 0; k < 4; ++k) {
                    sum += precision.wideWeights ? stored<uint16_t>(set, vertex, k)
                                                 : stored<uint8_t>(set, vertex, k);
                }
            }
            EXPECT_EQ(sum, precision.wideWeights ? 65535u : 255u);
        }
    }
}

TEST(Floats, have_the_bounds_of_what_is_decoded) {
    const Stream stream = streamOf("POSITION", 3, {0.123456f, -7.654321f, 1e-6f, 3, 2, 1});
    Encoded encoded = encodeFloats(stream, Precision::full());
    meshopt_decodeFilterExp(encoded.bytes.data(), encoded.count(), encoded.stride);
    EXPECT_EQ(encoded.min[1], stored<float>(encoded, 0, 1));
    EXPECT_NEAR(stored<float>(encoded, 0, 1), -7.654321f, 8.f / 65536);
}

}  // namespace
}  // namespace vitrine::pack
