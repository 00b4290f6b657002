#include "gltf/Vertices.h"

namespace vitrine::gltf {
namespace {

template <typename Visit>
void forEachArray(Primitive& p, Visit visit) {
    visit(p.positions);
    visit(p.normals);
    visit(p.tangents);
    visit(p.uv[0]);
    visit(p.uv[1]);
    visit(p.colors);
    visit(p.joints);
    visit(p.weights);
    visit(p.joints1);
    visit(p.weights1);
    for (MorphTarget& target : p.targets) {
        visit(target.positions);
        visit(target.normals);
        visit(target.tangents);
    }
}

}  // namespace

void gatherVertices(Primitive& primitive, const std::vector<uint32_t>& from) {
    forEachArray(primitive, [&from](auto& array) {
        if (array.empty()) return;
        std::remove_reference_t<decltype(array)> out(from.size());
        for (size_t i = 0; i < from.size(); ++i) out[i] = array[from[i]];
        array = std::move(out);
    });
}

void appendVertices(Primitive& primitive, const std::vector<uint32_t>& from) {
    forEachArray(primitive, [&from](auto& array) {
        if (array.empty()) return;
        array.reserve(array.size() + from.size());
        for (uint32_t source : from) array.push_back(array[source]);
    });
}

uint64_t vertexBytes(const Primitive& primitive) {
    uint64_t bytes = 0;
    forEachArray(const_cast<Primitive&>(primitive), [&bytes](auto& array) {
        if (!array.empty()) bytes += sizeof(array[0]);
    });
    return bytes;
}

}  // namespace vitrine::gltf
