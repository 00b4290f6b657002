#include "decode/Draco.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <set>

#include "support.h"

namespace vitrine::decode {
namespace {

using test::Buffer;
using test::bytesOf;
using test::Grid;

DracoJob jobOf(const Grid& grid) {
    DracoJob job;
    job.indices = uint32_t(grid.indices.size());
    job.vertices = grid.vertices();
    job.attributes = {{0, 5126, 3}, {1, 5126, 2}, {2, 5123, 4}};
    return job;
}

template <typename T>
std::vector<T> arrayAt(const RawBytes& out, size_t offset, size_t count) {
    std::vector<T> values(count);
    std::memcpy(values.data(), out.data() + offset, count * sizeof(T));
    return values;
}

/// Triangles by their vertices' numbers in the grid, each beginning at its smallest.
using Triangles = std::multiset<std::array<uint32_t, 3>>;

Triangles trianglesOf(const std::vector<uint32_t>& indices, const std::vector<uint32_t>& numbers) {
    Triangles out;
    for (size_t f = 0; f < indices.size(); f += 3) {
        std::array<uint32_t, 3> t;
        for (size_t k = 0; k < 3; ++k) t[k] = numbers[indices[f + k]];
        std::rotate(t.begin(), std::min_element(t.begin(), t.end()), t.end());
        out.insert(t);
    }
    return out;
}

std::vector<uint32_t> counting(uint32_t n) {
    std::vector<uint32_t> out(n);
    std::iota(out.begin(), out.end(), 0u);
    return out;
}

/// The first joint of each vertex, which is its number in the grid.
std::vector<uint32_t> numbersAt(const RawBytes& out, size_t offset, uint32_t vertices) {
    std::vector<uint32_t> numbers;
    const auto joints = arrayAt<uint16_t>(out, offset, size_t(vertices) * 4);
    for (uint32_t v = 0; v < vertices; ++v) numbers.push_back(joints[v * 4]);
    return numbers;
}

TEST(Draco, MeshesComeBackWithTheirTriangles) {
    const Grid grid(16);
    for (const int speed : {0, 5, 10}) {
        const auto out = decodeDraco(bytesOf(test::dracoOf(grid, speed)), jobOf(grid));
        ASSERT_TRUE(out) << out.error().message;
        const DracoJob job = jobOf(grid);
        ASSERT_EQ(out->size(), dracoOffset(job, 3));
        const auto indices = arrayAt<uint32_t>(*out, 0, job.indices);
        const auto positions = arrayAt<float>(*out, dracoOffset(job, 0), job.vertices * 3);
        const auto numbers = numbersAt(*out, dracoOffset(job, 2), job.vertices);
        EXPECT_EQ(trianglesOf(indices, numbers),
                  trianglesOf(grid.indices, counting(grid.vertices())));
        const auto uv = arrayAt<float>(*out, dracoOffset(job, 1), job.vertices * 2);
        for (uint32_t v = 0; v < job.vertices; ++v) {
            const uint32_t of = numbers[v];
            ASSERT_LT(of, grid.vertices());
            EXPECT_NEAR(positions[v * 3], grid.positions[of * 3], 0.005f);
            EXPECT_NEAR(uv[v * 2 + 1], grid.uv[of * 2 + 1], 0.005f);
        }
    }
}

TEST(Draco, ValuesAreConvertedToTheAccessorsType) {
    const Grid grid(4);
    DracoJob job = jobOf(grid);
    job.attributes = {{2, 5126, 4}};
    const Buffer data = test::dracoOf(grid, 5);
    const auto out = decodeDraco(bytesOf(data), job);
    ASSERT_TRUE(out) << out.error().message;
    std::set<float> numbers;
    const auto joints = arrayAt<float>(*out, dracoOffset(job, 0), job.vertices * 4);
    for (uint32_t v = 0; v < job.vertices; ++v) numbers.insert(joints[v * 4]);
    EXPECT_EQ(numbers.size(), grid.vertices());
    EXPECT_EQ(*numbers.rbegin(), float(grid.vertices() - 1));
}

TEST(Draco, WithoutIndicesTheFacesAreWrittenOut) {
    const Grid grid(3);
    DracoJob job;
    job.vertices = uint32_t(grid.indices.size());
    job.attributes = {{2, 5123, 4}};
    const auto out = decodeDraco(bytesOf(test::dracoOf(grid, 5)), job);
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(trianglesOf(counting(job.vertices), numbersAt(*out, 0, job.vertices)),
              trianglesOf(grid.indices, counting(grid.vertices())));
}

TEST(Draco, CountsThatDifferFromTheAccessorsAreErrors) {
    const Grid grid(6);
    const Buffer data = test::dracoOf(grid, 5);
    const auto codeOf = [&](auto change) {
        DracoJob job = jobOf(grid);
        change(job);
        const auto out = decodeDraco(bytesOf(data), job);
        return out ? ErrorCode::Internal : out.error().code;
    };
    EXPECT_EQ(codeOf([](DracoJob& j) { j.indices += 3; }), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf([](DracoJob& j) { j.vertices -= 1; }), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf([](DracoJob& j) { j.attributes[0].id = 9; }), ErrorCode::BadCompression);
    EXPECT_EQ(codeOf([](DracoJob& j) { j.attributes[0].components = 4; }),
              ErrorCode::BadCompression);
    EXPECT_EQ(codeOf([](DracoJob& j) { j.attributes[0].componentType = 5124; }),
              ErrorCode::BadCompression);
    EXPECT_EQ(codeOf([](DracoJob& j) { j.indices = 3'000'000'000; }), ErrorCode::TooLarge);
}

TEST(Draco, DataThatIsCutAnywhereIsAnError) {
    const Grid grid(8);
    for (const int speed : {0, 10}) {
        const Buffer data = test::dracoOf(grid, speed);
        for (size_t size = 0; size < data.size(); size += 7) {
            const auto out = decodeDraco(bytesOf(test::prefix(data, size)), jobOf(grid));
            ASSERT_FALSE(out) << size << " of " << data.size();
            EXPECT_EQ(out.error().code, ErrorCode::BadCompression);
        }
    }
}

}  // namespace
}  // namespace vitrine::decode
