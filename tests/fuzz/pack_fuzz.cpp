// Fuzzes the packer's reader and writer: what can be read is written in both codecs, and what was written reads back
// with as many triangles.
//
// Images are left out: they stand for files that are never fetched. Bytes that name other files get none.
#include <cstdlib>

#include "Decode.h"
#include "Simplify.h"
#include "WriteLevel.h"
#include "gltf/Document.h"

namespace {

using namespace vitrine;
using namespace vitrine::pack;

void require(bool promise) {
    if (!promise) std::abort();
}

/// Textures by the names of files that nobody looks for.
LevelImages namesOnly(const UsedImages& used) {
    LevelImages images;
    for (size_t i = 0; i < used.images.size(); ++i) {
        images.of.push_back(i);
        images.images.push_back({used.images[i].name, used.images[i].name + ".ktx2", {}});
    }
    return images;
}

size_t trianglesOf(const gltf::Asset& asset) {
    size_t sum = 0;
    for (const gltf::Mesh& mesh : asset.meshes) {
        for (const gltf::Primitive& primitive : mesh.primitives) {
            if (primitive.topology == gltf::Topology::Triangles)
                sum += primitive.indices.size() / 3;
        }
    }
    return sum;
}

void readBack(const WrittenLevel& written) {
    gltf::Document doc("https://shop.test/level.glb");
    require(bool(doc.push(gltf::Document::kMain, {written.glb.data(), written.glb.size()}, 0)));
    require(bool(doc.finish(gltf::Document::kMain)));
    for (const gltf::Request& request : doc.takeRequests()) {
        require(request.image);
        doc.imageTaken(request.resource);
    }
    require(bool(answerDecodeJobs(doc)));
    require(doc.geometryReady());
    Result<gltf::Asset> asset = doc.build();
    require(bool(asset));
    require(trianglesOf(*asset) == written.triangles);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 1) return 0;
    const Files none = [](const std::string&) -> Result<std::vector<uint8_t>> {
        return Error{ErrorCode::MissingResource, "no files"};
    };
    Result<Product> product = readProduct({data + 1, size - 1}, "fuzzed", none);
    if (!product) return 0;
    Result<std::vector<Mesh>> meshes = readMeshes(*product);
    Result<UsedImages> used = usedImages(*product);
    if (!meshes || !used) return 0;
    Level level;
    level.meshes = std::move(*meshes);
    for (Mesh& mesh : level.meshes) {
        for (Geometry& geometry : mesh.primitives) optimize(geometry);
    }
    if (data[0] & 2) level = simplify(level.meshes, {4, 16, 6}, 1, 1);
    const LevelImages images = namesOnly(*used);
    WriteOptions options;
    options.codec = data[0] & 1 ? Codec::Draco : Codec::Meshopt;
    if (data[0] & 4) options.precision = Precision::preview();
    options.tangents = !(data[0] & 8);
    Result<WrittenLevel> written = writeLevel(*product, level, *used, images, options);
    if (written) readBack(*written);
    return 0;
}
