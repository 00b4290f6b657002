#include "gltf/Topology.h"

#include "gltf/TinyGltf.h"

namespace vitrine::gltf {

Topology topologyOf(int mode) {
    switch (mode) {
        case TINYGLTF_MODE_POINTS:
            return Topology::Points;
        case TINYGLTF_MODE_LINE:
        case TINYGLTF_MODE_LINE_LOOP:
        case TINYGLTF_MODE_LINE_STRIP:
            return Topology::Lines;
        default:
            return Topology::Triangles;
    }
}

std::vector<uint32_t> toList(int mode, std::vector<uint32_t> in) {
    const size_t n = in.size();
    std::vector<uint32_t> out;
    switch (mode) {
        case TINYGLTF_MODE_LINE:
            in.resize(n / 2 * 2);
            return in;
        case TINYGLTF_MODE_TRIANGLES:
            in.resize(n / 3 * 3);
            return in;
        case TINYGLTF_MODE_LINE_LOOP:
        case TINYGLTF_MODE_LINE_STRIP:
            if (n < 2) return out;
            out.reserve(2 * n);
            for (size_t i = 0; i + 1 < n; ++i) out.insert(out.end(), {in[i], in[i + 1]});
            if (mode == TINYGLTF_MODE_LINE_LOOP) out.insert(out.end(), {in[n - 1], in[0]});
            return out;
        case TINYGLTF_MODE_TRIANGLE_STRIP:
            if (n < 3) return out;
            out.reserve(3 * (n - 2));
            for (size_t i = 0; i + 2 < n; ++i) {
                out.insert(out.end(), {in[i], in[i + 1 + i % 2], in[i + 2 - i % 2]});
            }
            return out;
        case TINYGLTF_MODE_TRIANGLE_FAN:
            if (n < 3) return out;
            out.reserve(3 * (n - 2));
            for (size_t i = 0; i + 2 < n; ++i) out.insert(out.end(), {in[i + 1], in[i + 2], in[0]});
            return out;
        default:
            return in;
    }
}

}  // namespace vitrine::gltf
