#include "support.h"

#include <draco/compression/expert_encode.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace vitrine::test {
namespace {

template <typename T>
int addAttribute(draco::Mesh& mesh, draco::GeometryAttribute::Type type, uint8_t components,
                 draco::DataType dataType, const std::vector<T>& values) {
    draco::GeometryAttribute attribute;
    attribute.Init(type, nullptr, components, dataType, false, components * sizeof(T), 0);
    const int id = mesh.AddAttribute(attribute, true, mesh.num_points());
    for (uint32_t i = 0; i < mesh.num_points(); ++i)
        mesh.attribute(id)->SetAttributeValue(draco::AttributeValueIndex(i),
                                              &values[size_t(i) * components]);
    return id;
}

/// Writes little-endian numbers.
struct Writer {
    Buffer out;
    void u32(uint32_t v) {
        for (int i = 0; i < 4; ++i) out.push_back(uint8_t(v >> (8 * i)));
    }
    void u64(uint64_t v) {
        u32(uint32_t(v));
        u32(uint32_t(v >> 32));
    }
};

constexpr uint32_t kBlockBytes = 16;

/// A UASTC block of mode 8 (one color): five bits of mode, then the color, then hints that may be zero.
void appendSolidBlock(Buffer& out, uint32_t rgba) {
    const uint64_t low = 0x17 | uint64_t(rgba) << 5;
    for (int i = 0; i < 8; ++i) out.push_back(uint8_t(low >> (8 * i)));
    out.insert(out.end(), 8, 0);
}

}  // namespace

Buffer prefix(const Buffer& buffer, size_t size) {
    return Buffer(buffer.begin(), buffer.begin() + long(std::min(size, buffer.size())));
}

Grid::Grid(uint32_t n) {
    for (uint32_t y = 0; y <= n; ++y) {
        for (uint32_t x = 0; x <= n; ++x) {
            const float u = float(x) / float(n), v = float(y) / float(n);
            joints.insert(joints.end(), {uint16_t(positions.size() / 3), 1, 2, 3});
            positions.insert(positions.end(), {u, 0.1f * std::sin(9 * u + 7 * v), v});
            uv.insert(uv.end(), {u, v});
        }
    }
    for (uint32_t y = 0; y < n; ++y) {
        for (uint32_t x = 0; x < n; ++x) {
            const uint32_t a = y * (n + 1) + x, b = a + 1, c = a + n + 1, d = c + 1;
            indices.insert(indices.end(), {a, c, b, b, c, d});
        }
    }
}

Buffer dracoOf(const Grid& grid, int speed) {
    draco::Mesh mesh;
    mesh.set_num_points(grid.vertices());
    for (size_t f = 0; f < grid.indices.size(); f += 3) {
        mesh.AddFace({draco::PointIndex(grid.indices[f]), draco::PointIndex(grid.indices[f + 1]),
                      draco::PointIndex(grid.indices[f + 2])});
    }
    using draco::GeometryAttribute;
    addAttribute(mesh, GeometryAttribute::POSITION, 3, draco::DT_FLOAT32, grid.positions);
    addAttribute(mesh, GeometryAttribute::TEX_COORD, 2, draco::DT_FLOAT32, grid.uv);
    addAttribute(mesh, GeometryAttribute::GENERIC, 4, draco::DT_UINT16, grid.joints);

    draco::ExpertEncoder encoder(mesh);
    encoder.SetSpeedOptions(speed, speed);
    encoder.SetEncodingMethod(speed == 10 ? draco::MESH_SEQUENTIAL_ENCODING
                                          : draco::MESH_EDGEBREAKER_ENCODING);
    encoder.SetAttributeQuantization(0, 14);
    encoder.SetAttributeQuantization(1, 12);
    draco::EncoderBuffer buffer;
    if (!encoder.EncodeToBuffer(&buffer).ok()) return {};
    return Buffer(buffer.data(), buffer.data() + buffer.size());
}

Buffer uastcFile(uint32_t width, uint32_t height, uint32_t rgba) {
    std::vector<std::pair<uint32_t, uint32_t>> sizes;  // largest first
    for (uint32_t w = width, h = height;; w = std::max(1u, w / 2), h = std::max(1u, h / 2)) {
        sizes.push_back({w, h});
        if (w == 1 && h == 1) break;
    }
    const uint32_t levels = uint32_t(sizes.size());
    const uint32_t descriptor = 80 + levels * 24, descriptorBytes = 44;
    uint64_t offset = (descriptor + descriptorBytes + 15) & ~15u;
    std::vector<std::pair<uint64_t, uint64_t>> places(levels);
    for (uint32_t i = levels; i-- > 0;) {
        const auto [w, h] = sizes[i];
        places[i] = {offset, uint64_t((w + 3) / 4) * ((h + 3) / 4) * kBlockBytes};
        offset += places[i].second;
    }

    Writer to;
    to.out = {0xAB, 'K', 'T', 'X', ' ', '2', '0', 0xBB, '\r', '\n', 0x1A, '\n'};
    for (const uint32_t word :
         {0u, 1u, width, height, 0u, 0u, 1u, levels, 0u, descriptor, descriptorBytes, 0u, 0u})
        to.u32(word);
    to.u64(0);
    to.u64(0);
    for (const auto& [at, length] : places) {
        to.u64(at);
        to.u64(length);
        to.u64(length);
    }
    const uint32_t channel = rgba >> 24 == 0xFF ? 0 : 3;  // RGB or RGBA
    to.u32(descriptorBytes);
    to.u32(0);
    to.u32(2 | 40u << 16);             // version, size of the block
    to.u32(166 | 1u << 8 | 2u << 16);  // UASTC, BT.709, sRGB
    to.u32(3 | 3u << 8);               // 4 × 4 texels
    to.u32(kBlockBytes);
    to.u32(0);
    to.u32(127u << 16 | channel << 24);
    to.u32(0);
    to.u32(0);
    to.u32(~0u);
    to.out.resize(size_t(places[levels - 1].first));
    while (to.out.size() < offset) appendSolidBlock(to.out, rgba);
    return to.out;
}

std::vector<Buffer> sampleKtx2() {
    namespace fs = std::filesystem;
    std::vector<Buffer> out;
    std::error_code none;
    const char* given = std::getenv("VITRINE_SHARED");
    const fs::path shared = given ? given : VITRINE_ROOT "/../shared";
    const fs::path folder = shared / "assets/models/AnisotropyBarnLamp/glTF-KTX2-Basisu";
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().extension() != ".ktx2") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return out;
}

}  // namespace vitrine::test
