// Fuzzes the whole path of a model: bytes pushed in pieces, JSON, images, geometry, then posing and
// deforming.
//
// The first byte says how the rest is cut into pieces, and whether tangents are left to jobs; resources that the
// file asks for get the file's own end. Compressed geometry is decoded by the real decoders, or where they refuse it
// (nearly always) is taken from the file's end too.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "../unit/gltf/tangent_answer.h"
#include "gltf/Document.h"
#include "gltf/TextureSlots.h"
#include "pose/Deform.h"
#include "pose/Pose.h"

namespace {

using namespace vitrine;

void require(bool promise) {
    if (!promise) std::abort();
}

bool pushAll(gltf::Document& doc, uint32_t resource, Bytes bytes, size_t piece) {
    for (size_t at = 0; at < bytes.size; at += piece) {
        const size_t size = std::min(piece, bytes.size - at);
        if (!doc.push(resource, {bytes.data + at, size}, at == 0 ? bytes.size : 0)) return false;
    }
    return static_cast<bool>(doc.finish(resource));
}

/// False when the document refuses an answer.
bool decodeAll(gltf::Document& doc, Bytes tail) {
    for (const gltf::DecodeJob& job : doc.takeDecodeJobs()) {
        Result<RawBytes> bytes = job.meshopt ? decode::decodeMeshopt(job.bytes, *job.meshopt)
                                             : decode::decodeDraco(job.bytes, *job.draco);
        if (!bytes) {
            const size_t size = job.meshopt
                                    ? size_t(job.meshopt->count) * job.meshopt->stride
                                    : decode::dracoOffset(*job.draco, job.draco->attributes.size());
            if (size > (16u << 20))
                return false;  // a promise without bytes; a host would give up here
            RawBytes made(size, uint8_t(0));
            for (size_t i = 0; i < size && tail.size > 0; ++i) made[i] = tail.data[i % tail.size];
            bytes = std::move(made);
        }
        require(static_cast<bool>(doc.decoded(job.job, {bytes->data(), bytes->size()})));
    }
    return doc.takeDecodeJobs().empty();
}

/// Answers tangent jobs: well when `sound`, else with bytes of the file.
bool makeTangents(gltf::Document& doc, gltf::Asset& asset, Bytes tail, bool sound) {
    for (const gltf::TangentJob& job : doc.takeTangentJobs()) {
        if (!sound) return static_cast<bool>(doc.give(job.job, tail, asset));
        const std::vector<uint8_t> answer = gltf::test::answerTo(job);
        const Status given = doc.give(job.job, {answer.data(), answer.size()}, asset);
        require(given || given.error().code == ErrorCode::TooLarge);
        if (!given) return false;
    }
    return true;
}

/// What Asset.h promises, so that users need no checks.
void checkPromises(const gltf::Asset& asset) {
    for (const gltf::Mesh& mesh : asset.meshes) {
        for (const gltf::Primitive& p : mesh.primitives) {
            const size_t count = p.positions.size();
            const auto fits = [count](size_t size) { return size == 0 || size == count; };
            require(fits(p.normals.size()) && fits(p.tangents.size()) && fits(p.colors.size()));
            require(fits(p.uv[0].size()) && fits(p.uv[1].size()) && fits(p.joints.size()));
            require(fits(p.weights.size()) && fits(p.joints1.size()) && fits(p.weights1.size()));
            require(p.targets.size() == mesh.weights.size());
            require(p.material == gltf::kNone || size_t(p.material) < asset.materials.size());
            for (const gltf::VariantMaterial& v : p.variants) {
                require(v.variant < asset.variants.size());
                require(size_t(v.material) < asset.materials.size());
            }
            for (uint32_t index : p.indices) require(index < count);
            for (const glm::vec3& n : p.normals) require(std::fabs(glm::dot(n, n) - 1) < 1e-2f);
            for (const glm::vec4& t : p.tangents) {
                require(std::fabs(glm::dot(glm::vec3(t), glm::vec3(t)) - 1) < 1e-2f &&
                        std::fabs(t.w) == 1);
            }
        }
    }
    require(asset.scenes.empty() || size_t(asset.scene) < asset.scenes.size());
    for (const gltf::Node& node : asset.nodes) {
        require(node.light == gltf::kNone || size_t(node.light) < asset.lights.size());
    }
    for (const gltf::Material& m : asset.materials) {
        for (const gltf::UsedSlot& used : gltf::textureSlots(m)) {
            require(size_t(used.slot->texture) < asset.textures.size() && used.slot->uv < 2);
        }
        for (float f :
             {m.clearcoat.factor, m.clearcoat.roughness, m.sheen.roughness, m.specular.factor,
              m.iridescence.factor, m.anisotropy.strength, m.transmission.factor}) {
            require(f >= 0 && f <= 1);
        }
        require(m.ior == 0 || m.ior >= 1);
    }
    for (const gltf::Texture& t : asset.textures) {
        require(t.image == gltf::kNone || size_t(t.image) < asset.images.size());
    }
}

void show(const gltf::Asset& asset) {
    pose::Pose pose = pose::restPose(asset);
    for (const gltf::Animation& animation : asset.animations) {
        for (double time :
             {-1.0, 0.0, animation.duration * 0.37, double(animation.duration), 1e9}) {
            pose::sample(asset, animation, time, pose);
        }
    }
    pose::updateWorld(asset, pose);
    pose::bounds(asset, pose);
    std::vector<glm::mat4> joints;
    std::vector<glm::vec3> positions, normals;
    std::vector<glm::vec4> tangents;
    for (size_t i = 0; i < asset.nodes.size() && i < 64; ++i) {
        const gltf::Node& node = asset.nodes[i];
        if (node.mesh == gltf::kNone) continue;
        joints.clear();
        if (node.skin != gltf::kNone)
            pose::jointMatrices(asset, asset.skins[node.skin], pose, joints);
        for (const gltf::Primitive& p : asset.meshes[node.mesh].primitives) {
            pose::deform(p, pose.weights[i], joints, positions, normals, tangents);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 1) return 0;
    static const size_t kPieces[] = {1, 3, 12, 20, 64, 1000, 65536, size_t(1) << 30};
    const size_t piece = kPieces[data[0] % 8];
    const Bytes file{data + 1, size - 1};
    gltf::Document doc("https://shop.test/models/chair.glb");
    if (!pushAll(doc, gltf::Document::kMain, file,
                 file.size > 4096 ? std::max<size_t>(piece, 64) : piece))
        return 0;
    const Bytes tail{file.data + file.size / 2, file.size - file.size / 2};
    for (const gltf::Request& request : doc.takeRequests()) {
        require(request.url.compare(0, 25, "https://shop.test/models/") == 0);
        if (request.image && data[0] % 2) {
            doc.imageTaken(request.resource);
        } else {
            (void)pushAll(doc, request.resource, tail, 4096);
        }
    }
    unsigned sum = 0;
    for (const gltf::EncodedImage& image : doc.takeImages()) {
        for (size_t i = 0; i < image.bytes.size; ++i) sum += image.bytes.data[i];
        (void)doc.imageUse(image.image);
    }
    if (sum == 0xffffffffu || !decodeAll(doc, tail) || !doc.geometryReady()) return 0;
    const bool defer = data[0] & 8;
    if (defer) doc.deferTangents(3);
    Result<gltf::Asset> asset = doc.build();
    if (!asset || !makeTangents(doc, *asset, tail, data[0] & 16)) return 0;
    checkPromises(*asset);
    // What another variant wants comes out of a document that gave its geometry away.
    if (!asset->variants.empty()) {
        doc.showVariant(asset->variants.back());
        for (const gltf::Request& request : doc.takeRequests()) {
            if (!pushAll(doc, request.resource, tail, 4096)) return 0;
        }
        for (const gltf::EncodedImage& image : doc.takeImages()) {
            for (size_t i = 0; i < image.bytes.size; ++i) sum += image.bytes.data[i];
        }
        if (sum == 0xffffffffu) return 0;
    }
    show(*asset);
    return 0;
}
