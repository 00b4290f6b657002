// Writes the seeds of a decoder's fuzzer: sound compressed data behind the bytes that say what the job promises.
//
//     decoder_seeds meshopt|draco|ktx2 <folder>
#include <meshoptimizer.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "../unit/decode/support.h"

namespace {

using vitrine::test::Buffer;
using vitrine::test::Grid;

std::string folder;
int written = 0;

bool write(const Buffer& head, const Buffer& data) {
    const std::string path = folder + "/seed-" + std::to_string(written++);
    FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool good = std::fwrite(head.data(), 1, head.size(), file) == head.size() &&
                      std::fwrite(data.data(), 1, data.size(), file) == data.size();
    return std::fclose(file) == 0 && good;
}

/// The six bytes that meshopt_fuzz.cpp reads.
Buffer meshoptHead(size_t count, size_t stride, uint8_t mode, uint8_t filter) {
    return {uint8_t(count), uint8_t(count >> 8), uint8_t(count >> 16), uint8_t(stride), mode,
            filter};
}

bool writeMeshopt() {
    bool good = true;
    for (const uint32_t n : {1u, 4u, 12u, 20u}) {
        const Grid grid(n);
        for (const size_t stride : {4, 8, 12, 20}) {
            const size_t count = grid.positions.size() * 4 / stride;
            Buffer out(meshopt_encodeVertexBufferBound(count, stride));
            out.resize(meshopt_encodeVertexBuffer(out.data(), out.size(), grid.positions.data(),
                                                  count, stride));
            for (uint8_t filter = 0; filter < 4; ++filter)
                good = write(meshoptHead(count, stride, 0, filter), out) && good;
        }
        const size_t count = grid.indices.size();
        Buffer out(meshopt_encodeIndexBufferBound(count, grid.vertices()));
        out.resize(meshopt_encodeIndexBuffer(out.data(), out.size(), grid.indices.data(), count));
        good = write(meshoptHead(count, 4, 1, 0), out) && good;
        out.resize(meshopt_encodeIndexSequenceBound(count, grid.vertices()));
        out.resize(meshopt_encodeIndexSequence(out.data(), out.size(), grid.indices.data(), count));
        good = write(meshoptHead(count, 2, 2, 0), out) && good;
    }
    return good;
}

bool writeDraco() {
    bool good = true;
    for (const uint32_t n : {1u, 3u, 6u, 12u}) {
        const Grid grid(n);
        const size_t triangles = grid.indices.size() / 3, vertices = grid.vertices();
        // Three floats, two floats, four shorts, as draco_fuzz.cpp reads them.
        const Buffer head = {uint8_t(triangles),
                             uint8_t(triangles >> 8),
                             uint8_t(vertices),
                             uint8_t(vertices >> 8),
                             17,
                             11,
                             21,
                             0};
        for (int speed = 0; speed <= 10; speed += 2)
            good = write(head, vitrine::test::dracoOf(grid, speed)) && good;
    }
    return good;
}

bool writeKtx2() {
    bool good = true;
    for (const uint32_t side : {1u, 5u, 16u, 37u}) {
        good = write({}, vitrine::test::uastcFile(side, side, 0xFF336699)) && good;
        good = write({}, vitrine::test::uastcFile(side, 2 * side, 0x80336699)) && good;
    }
    return good;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: decoder_seeds meshopt|draco|ktx2 <folder>\n");
        return 2;
    }
    const std::string name = arguments[1];
    folder = arguments[2];
    const bool good = name == "meshopt" ? writeMeshopt()
                      : name == "draco" ? writeDraco()
                      : name == "ktx2"  ? writeKtx2()
                                        : false;
    if (!good) std::fprintf(stderr, "the seeds of %s could not be written\n", name.c_str());
    return good ? 0 : 1;
}
