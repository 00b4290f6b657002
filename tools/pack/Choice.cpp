#include "Choice.h"

namespace vitrine::pack {
namespace {

// cost = (bytes of the level + bytes of the decoder that would not be loaded otherwise) / line + work / decoder's speed
//
// The level's bytes are measured: both codecs encode the product. The decoder's speed is a constant, measured once,
// because the choice must not depend on the machine that packs: the same product gives the same bytes everywhere.
// The meshopt decoder costs nothing here: the preview has loaded it already.

/// Bytes per millisecond of a phone's line of 10 Mbit/s.
constexpr double kLine = 1250;

/// Draco's decoder module on the wire (brotli).
constexpr double kDracoDecoder = 42'000;

/// Triangles per millisecond on one core of a phone, a quarter of a desktop's: Draco with three attributes decodes about
/// 4 million triangles a second there, meshopt's codecs about forty times as many.
constexpr double kDracoSpeed = 1000;
constexpr double kMeshoptSpeed = 40'000;

}  // namespace

double costOf(Codec codec, size_t bytes, size_t vertices, size_t triangles) {
    const double work = double(vertices + triangles) / 2;
    if (codec == Codec::Draco) return (double(bytes) + kDracoDecoder) / kLine + work / kDracoSpeed;
    return double(bytes) / kLine + work / kMeshoptSpeed;
}

}  // namespace vitrine::pack
