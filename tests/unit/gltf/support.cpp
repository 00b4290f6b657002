#include "support.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "decode/Ktx2.h"
#include "gltf/TextureSlots.h"

namespace vitrine::gltf::test {
namespace {

class Writer {
public:
    std::string out;

    template <typename T>
    void raw(const T& value) {
        out.append(reinterpret_cast<const char*>(&value), sizeof(value));
    }
    template <typename T>
    void all(const std::vector<T>& values) {
        raw(values.size());
        out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    }
    void text(const std::string& s) { out += s + '\n'; }
};

void write(Writer& w, const Primitive& p) {
    w.raw(p.topology);
    w.all(p.positions);
    w.all(p.normals);
    w.all(p.tangents);
    w.all(p.uv[0]);
    w.all(p.uv[1]);
    w.all(p.colors);
    w.all(p.joints);
    w.all(p.weights);
    w.all(p.joints1);
    w.all(p.weights1);
    w.all(p.indices);
    w.raw(p.material);
    for (const VariantMaterial& v : p.variants) {
        w.raw(v.variant);
        w.raw(v.material);
    }
    w.raw(p.bounds.min);
    w.raw(p.bounds.max);
    for (const MorphTarget& t : p.targets) {
        w.all(t.positions);
        w.all(t.normals);
        w.all(t.tangents);
    }
}

void write(Writer& w, const TextureSlot& s) {
    w.raw(s.texture);
    w.raw(s.uv);
    w.raw(s.row0);
    w.raw(s.row1);
}

void write(Writer& w, const Material& m) {
    w.text(m.name);
    w.raw(m.baseColor);
    for (float f : {m.metallic,
                    m.roughness,
                    m.normalScale,
                    m.occlusionStrength,
                    m.alphaCutoff,
                    m.ior,
                    m.dispersion,
                    m.clearcoat.factor,
                    m.clearcoat.roughness,
                    m.clearcoat.normalScale,
                    m.sheen.roughness,
                    m.specular.factor,
                    m.iridescence.factor,
                    m.iridescence.ior,
                    m.iridescence.thicknessMinimum,
                    m.iridescence.thicknessMaximum,
                    m.anisotropy.strength,
                    m.anisotropy.rotation,
                    m.transmission.factor,
                    m.volume.thickness,
                    m.volume.attenuationDistance}) {
        w.raw(f);
    }
    for (const glm::vec3& v :
         {m.emissive, m.sheen.color, m.specular.color, m.volume.attenuationColor}) {
        w.raw(v);
    }
    if (m.specularGlossiness) {
        w.raw(m.specularGlossiness->diffuse);
        w.raw(m.specularGlossiness->specular);
        w.raw(m.specularGlossiness->glossiness);
    }
    for (const UsedSlot& used : textureSlots(m)) {
        write(w, *used.slot);
        w.raw(used.srgb);
    }
    w.raw(m.alphaMode);
    w.raw(m.doubleSided);
    w.raw(m.unlit);
}

}  // namespace

std::string fingerprint(const Asset& asset) {
    Writer w;
    w.raw(asset.scene);
    for (const Scene& s : asset.scenes) w.all(s.roots);
    for (const Node& n : asset.nodes) {
        w.text(n.name);
        w.all(n.children);
        for (int32_t i : {n.parent, n.mesh, n.skin, n.camera, n.light}) w.raw(i);
        w.raw(n.translation);
        w.raw(n.rotation);
        w.raw(n.scale);
        w.raw(n.matrix.value_or(glm::mat4(0)));
        w.all(n.weights);
    }
    for (const Mesh& m : asset.meshes) {
        w.text(m.name);
        w.all(m.weights);
        for (const Primitive& p : m.primitives) write(w, p);
    }
    for (const Material& m : asset.materials) write(w, m);
    for (const Texture& t : asset.textures) {
        w.raw(t.image);
        w.raw(t.sampler.magLinear);
        w.raw(t.sampler.minLinear);
        w.raw(t.sampler.mipmaps);
        w.raw(t.sampler.mipLinear);
        w.raw(t.sampler.wrapS);
        w.raw(t.sampler.wrapT);
    }
    for (const Image& i : asset.images) w.text(i.name + i.mimeType + (i.srgb ? "s" : "l"));
    for (const Skin& s : asset.skins) {
        w.all(s.joints);
        w.all(s.inverseBind);
    }
    for (const Animation& a : asset.animations) {
        w.text(a.name);
        for (const Channel& c : a.channels) {
            w.raw(c.node);
            w.raw(c.path);
            w.raw(c.interpolation);
            w.all(c.times);
            w.all(c.values);
        }
    }
    for (const Light& l : asset.lights) {
        w.text(l.name);
        w.raw(l.type);
        w.raw(l.color);
        for (float f : {l.intensity, l.range, l.innerConeAngle, l.outerConeAngle}) w.raw(f);
    }
    for (const std::string& name : asset.variants) w.text(name);
    for (const std::string& warning : asset.warnings) w.text(warning);
    return w.out;
}

std::string repositoryFolder() {
    return VITRINE_ROOT;
}

std::string sharedFolder() {
    const char* given = std::getenv("VITRINE_SHARED");
    const std::string folder = given ? given : repositoryFolder() + "/../shared";
    ByteVector ignored;
    return readFile(folder + "/assets/INDEX.md", ignored) ? folder : "";
}

bool readFile(const std::string& path, ByteVector& out) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return false;
    out.clear();
    uint8_t block[65536];
    size_t got = 0;
    while ((got = std::fread(block, 1, sizeof(block), file)) > 0)
        out.insert(out.end(), block, block + got);
    std::fclose(file);
    return true;
}

Status decodeAll(Document& doc) {
    for (const DecodeJob& job : doc.takeDecodeJobs()) {
        const auto bytes = job.meshopt ? decode::decodeMeshopt(job.bytes, *job.meshopt)
                                       : decode::decodeDraco(job.bytes, *job.draco);
        if (!bytes) return bytes.error();
        Status status = doc.decoded(job.job, {bytes->data(), bytes->size()});
        if (!status) return status;
    }
    return {};
}

Status checkKtx2(Bytes file) {
    const Result<decode::Ktx2> ktx2 = decode::Ktx2::open(file);
    if (!ktx2) return ktx2.error();
    for (size_t level = 0; level < ktx2->info().levels.size(); ++level) {
        const auto pixels = ktx2->transcode(level, decode::BlockFormat::Rgba8);
        if (!pixels) return pixels.error();
    }
    return {};
}

Result<Asset> loadOnly(const Builder& builder) {
    Document doc("https://shop.test/m/a.glb");
    const ByteVector file = builder.glb();
    Status status = doc.push(Document::kMain, bytesOf(file), 0);
    if (status) status = doc.finish(Document::kMain);
    if (!status) return std::move(status).error();
    return doc.build();
}

Result<Asset> loadFile(const std::string& path) {
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    const std::string base = "https://shop.test/m/";
    Document doc(base + "model.gltf");
    ByteVector file;
    Error missing;
    missing.code = ErrorCode::MissingResource;
    if (!readFile(path, file)) return missing;
    Status status = doc.push(Document::kMain, bytesOf(file), file.size());
    if (status) status = doc.finish(Document::kMain);
    if (!status) return std::move(status).error();
    for (const Request& request : doc.takeRequests()) {
        std::string name;
        for (size_t i = base.size(); i < request.url.size(); ++i) {
            if (request.url[i] == '%') {
                name += static_cast<char>(
                    std::strtol(request.url.substr(i + 1, 2).c_str(), nullptr, 16));
                i += 2;
            } else {
                name += request.url[i];
            }
        }
        if (!readFile(folder + name, file)) {
            missing.message = "no file " + folder + name;
            return missing;
        }
        status = doc.push(request.resource, bytesOf(file), 0);
        if (status) status = doc.finish(request.resource);
        if (!status) return std::move(status).error();
    }
    const std::vector<EncodedImage> images = doc.takeImages();
    EXPECT_LE(images.size(), doc.imageCount());
    for (const EncodedImage& image : images) {
        if (image.mimeType != "image/ktx2") continue;
        status = checkKtx2(image.bytes);
        if (!status) return std::move(status).error();
    }
    status = decodeAll(doc);
    if (!status) return std::move(status).error();
    return doc.build();
}

}  // namespace vitrine::gltf::test
