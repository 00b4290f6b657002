// Composes glTF files in memory and loads them, for the tests of this room.
#pragma once

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gltf/Document.h"

namespace vitrine::gltf::test {

using nlohmann::json;
using ByteVector = std::vector<uint8_t>;

inline Bytes bytesOf(const ByteVector& v) {
    return {v.data(), v.size()};
}
inline ByteVector toBytes(const std::string& s) {
    return ByteVector(s.begin(), s.end());
}

/// A glTF document under construction; `root` may be changed freely.
class Builder {
public:
    json root = json::parse(R"({"asset":{"version":"2.0"}})");
    ByteVector bin;

    template <typename T>
    int view(const std::vector<T>& values, json extra = json::object()) {
        json v = {
            {"buffer", 0}, {"byteOffset", bin.size()}, {"byteLength", values.size() * sizeof(T)}};
        v.update(extra);
        const auto* data = reinterpret_cast<const uint8_t*>(values.data());
        bin.insert(bin.end(), data, data + values.size() * sizeof(T));
        while (bin.size() % 4) bin.push_back(0);
        return add("bufferViews", v);
    }

    /// An accessor of its own tight view.
    template <typename T>
    int accessor(const std::vector<T>& values, const std::string& type,
                 json extra = json::object()) {
        const size_t n = type == "SCALAR" ? 1 : type == "MAT4" ? 16 : size_t(type[3] - '0');
        json a = {{"bufferView", view(values)},
                  {"componentType", componentType(T())},
                  {"count", values.size() / n},
                  {"type", type}};
        a.update(extra);
        return add("accessors", a);
    }

    int add(const char* section, json object) {
        root[section].push_back(std::move(object));
        return static_cast<int>(root[section].size()) - 1;
    }

    /// One mesh of one primitive, in a node of the scene.
    void show(json primitive) {
        const int mesh = add("meshes", {{"primitives", json::array({std::move(primitive)})}});
        const int node = add("nodes", {{"mesh", mesh}});
        if (!root.contains("scenes")) root["scenes"] = json::parse(R"([{"nodes":[]}])");
        root["scenes"][0]["nodes"].push_back(node);
    }

    ByteVector glb() const {
        json full = root;
        if (!bin.empty() && !full.contains("buffers")) {
            full["buffers"] = json::array({{{"byteLength", bin.size()}}});
        }
        std::string text = full.dump();
        while (text.size() % 4) text.push_back(' ');
        ByteVector out = toBytes("glTF");
        const auto put = [&out](size_t n) {
            for (int k = 0; k < 4; ++k) out.push_back(static_cast<uint8_t>(n >> (8 * k)));
        };
        put(2);
        put(12 + 8 + text.size() + (bin.empty() ? 0 : 8 + bin.size()));
        put(text.size());
        put(0x4E4F534A);
        out.insert(out.end(), text.begin(), text.end());
        if (bin.empty()) return out;
        put(bin.size());
        put(0x004E4942);
        out.insert(out.end(), bin.begin(), bin.end());
        return out;
    }

private:
    static int componentType(int8_t) { return 5120; }
    static int componentType(uint8_t) { return 5121; }
    static int componentType(int16_t) { return 5122; }
    static int componentType(uint16_t) { return 5123; }
    static int componentType(uint32_t) { return 5125; }
    static int componentType(float) { return 5126; }
};

/// Pushes a file in pieces and builds it. Images are taken away as a host would.
inline Result<Asset> load(const ByteVector& file, size_t piece = size_t(1) << 30,
                          const std::string& url = "https://shop.test/models/chair.glb") {
    Document doc(url);
    for (size_t at = 0; at < file.size(); at += piece) {
        const size_t size = std::min(piece, file.size() - at);
        Status status = doc.push(Document::kMain, {file.data() + at, size}, 0);
        if (!status) return std::move(status).error();
        (void)doc.takeImages();
    }
    Status status = doc.finish(Document::kMain);
    if (!status) return std::move(status).error();
    if (!doc.geometryReady()) {
        Error error;
        error.message = "the geometry is not ready";
        return error;
    }
    return doc.build();
}

inline Result<Asset> load(const Builder& builder) {
    return load(builder.glb());
}

/// Loads without ever getting the images.
Result<Asset> loadOnly(const Builder& builder);

/// The code of the error that loading gives; "ok" when it loads.
inline std::string codeOf(const Result<Asset>& result) {
    return result ? "ok" : errorName(result.error().code);
}

/// All numbers and names of an asset in a row, to compare two of them.
std::string fingerprint(const Asset& asset);

/// The repository's folder, and that of the shared test models ("" when there is none).
std::string repositoryFolder();
std::string sharedFolder();

/// Whole file; false when it can't be read.
bool readFile(const std::string& path, ByteVector& out);

/// Answers all decode jobs that a document has, with the real decoders.
Status decodeAll(Document& doc);

/// Loads a file of the disk with everything that it asks for from beside it. Compressed geometry and KTX2
/// images are decoded.
Result<Asset> loadFile(const std::string& path);

}  // namespace vitrine::gltf::test
