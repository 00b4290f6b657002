#include "gltf/TangentTopology.h"

#include <algorithm>
#include <cstring>

namespace vitrine::gltf {
namespace {

constexpr uint32_t kFree = 0xffffffffu;

uint32_t mix(uint32_t hash, float value) {
    value += 0.0f;  // −0 and +0 are equal, so they must hash alike
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    hash ^= bits * 0xcc9e2d51u;
    hash = hash << 13 | hash >> 19;
    return hash * 5 + 0xe6546b64u;
}

uint32_t finalMix(uint32_t h) {
    h = (h ^ h >> 16) * 0x85ebca6bu;
    h = (h ^ h >> 13) * 0xc2b2ae35u;
    return h ^ h >> 16;
}

struct Edge {
    uint32_t high;    // the larger of its two vertices; the smaller one is its bucket
    uint32_t corner;  // 3 f + k
    bool forward;     // runs from the smaller to the larger vertex
};

}  // namespace

std::vector<uint32_t> weldVertices(const std::vector<glm::vec3>& positions,
                                   const std::vector<glm::vec3>& normals,
                                   const std::vector<glm::vec2>& uv) {
    const size_t count = positions.size();
    size_t slots = 16;
    while (slots < count * 2) slots *= 2;
    std::vector<uint32_t> table(slots, kFree);
    std::vector<uint32_t> weld(count);
    for (uint32_t i = 0; i < count; ++i) {
        uint32_t hash = 0;
        for (int k = 0; k < 3; ++k) hash = mix(hash, positions[i][k]);
        for (int k = 0; k < 3; ++k) hash = mix(hash, normals[i][k]);
        for (int k = 0; k < 2; ++k) hash = mix(hash, uv[i][k]);
        size_t slot = finalMix(hash) & (slots - 1);
        while (table[slot] != kFree) {
            const uint32_t other = table[slot];
            if (positions[other] == positions[i] && normals[other] == normals[i] &&
                uv[other] == uv[i])
                break;
            slot = (slot + 1) & (slots - 1);
        }
        if (table[slot] == kFree) table[slot] = i;
        weld[i] = table[slot];
    }
    return weld;
}

std::vector<int32_t> findNeighbors(const std::vector<uint32_t>& indices,
                                   const std::vector<uint32_t>& weld,
                                   const std::vector<uint8_t>& skip) {
    std::vector<int32_t> neighbors(indices.size(), -1);
    // Edges bucketed by their smaller vertex with a counting sort.
    std::vector<uint32_t> begin(weld.size() + 1, 0);
    const auto ends = [&](uint32_t corner, uint32_t& from, uint32_t& to) {
        const uint32_t next = corner % 3 == 2 ? corner - 2 : corner + 1;
        from = weld[indices[corner]];
        to = weld[indices[next]];
    };
    for (uint32_t c = 0; c < indices.size(); ++c) {
        if (skip[c / 3]) continue;
        uint32_t from, to;
        ends(c, from, to);
        ++begin[std::min(from, to) + 1];
    }
    for (size_t v = 1; v < begin.size(); ++v) begin[v] += begin[v - 1];
    std::vector<Edge> edges(begin.back());
    std::vector<uint32_t> at(begin.begin(), begin.end() - 1);
    for (uint32_t c = 0; c < indices.size(); ++c) {
        if (skip[c / 3]) continue;
        uint32_t from, to;
        ends(c, from, to);
        edges[at[std::min(from, to)]++] = {std::max(from, to), c, from < to};
    }
    for (size_t v = 0; v + 1 < begin.size(); ++v) {
        const auto first = edges.begin() + begin[v], last = edges.begin() + begin[v + 1];
        std::sort(first, last, [](const Edge& a, const Edge& b) {
            return a.high != b.high ? a.high < b.high : a.corner < b.corner;
        });
        // Each edge takes the next free one that runs the other way; with more than two triangles
        // at an edge the order of the file decides.
        for (auto run = first; run != last;) {
            auto runEnd = run;
            while (runEnd != last && runEnd->high == run->high) ++runEnd;
            auto seek = run;
            for (auto a = run; a != runEnd; ++a) {
                if (neighbors[a->corner] != -1) continue;
                if (runEnd - run > 8) {  // never quadratic: `seek` only moves on
                    if (seek <= a) seek = a + 1;
                    while (seek != runEnd &&
                           (seek->forward == a->forward || neighbors[seek->corner] != -1))
                        ++seek;
                    if (seek == runEnd) break;
                    neighbors[a->corner] = static_cast<int32_t>(seek->corner / 3);
                    neighbors[seek->corner] = static_cast<int32_t>(a->corner / 3);
                    continue;
                }
                for (auto b = a + 1; b != runEnd; ++b) {
                    if (b->forward == a->forward || neighbors[b->corner] != -1) continue;
                    neighbors[a->corner] = static_cast<int32_t>(b->corner / 3);
                    neighbors[b->corner] = static_cast<int32_t>(a->corner / 3);
                    break;
                }
            }
            run = runEnd;
        }
    }
    return neighbors;
}

}  // namespace vitrine::gltf
