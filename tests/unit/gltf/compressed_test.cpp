// Compressed geometry as a Document sees it: what it checks, when it hands jobs out, where the answers go. The
// "compressed" bytes are made up and the answers are given by hand; files_test.cpp has real ones.
#include <gtest/gtest.h>

#include "gltf/Limits.h"
#include "support.h"

namespace vitrine::gltf::test {
namespace {

using Indices = std::vector<uint32_t>;
const std::vector<float> kTriangle{0, 0, 0, 1, 0, 0, 0, 1, 0};

template <typename T>
ByteVector raw(const std::vector<T>& values) {
    const auto* data = reinterpret_cast<const uint8_t*>(values.data());
    return ByteVector(data, data + values.size() * sizeof(T));
}

/// A triangle whose positions are a compressed view of 10 bytes; its extension may be changed.
struct Squeezed {
    Builder b;
    Squeezed() {
        b.view(ByteVector{1, 2, 3, 4});  // something before
        b.view(ByteVector{9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
        b.root["bufferViews"][1] = json::parse(R"({"buffer":1,"byteLength":36,"byteStride":12,
            "extensions":{"EXT_meshopt_compression":{"buffer":0,"byteOffset":4,"byteLength":10,
            "byteStride":12,"count":3,"mode":"ATTRIBUTES"}}})");
        b.root["buffers"] = json::parse(R"([{"byteLength":16},{"byteLength":36,
            "extensions":{"EXT_meshopt_compression":{"fallback":true}}}])");
        b.root["extensionsRequired"] = {"EXT_meshopt_compression"};
        const int position =
            b.add("accessors",
                  {{"bufferView", 1}, {"componentType", 5126}, {"count", 3}, {"type", "VEC3"}});
        b.show({{"attributes", {{"POSITION", position}}}});
    }
    json& view() { return b.root["bufferViews"][1]; }
    json& extension() { return view()["extensions"]["EXT_meshopt_compression"]; }

    /// As if the view had other sizes and an index mode.
    void become(int count, int stride, const char* mode, const char* filter = nullptr) {
        view().erase("byteStride");
        view()["byteLength"] = count * stride;
        extension().update({{"count", count}, {"byteStride", stride}, {"mode", mode}});
        if (filter) extension()["filter"] = filter;
        b.root["buffers"][1]["byteLength"] = count * stride;
        b.root["accessors"][0]["count"] = 1;
        b.root["accessors"][0]["type"] = "SCALAR";
        b.root["accessors"][0]["componentType"] = 5121;
    }
    Status push(Document& doc) const {
        const ByteVector file = b.glb();
        Status status = doc.push(Document::kMain, bytesOf(file), 0);
        return status ? doc.finish(Document::kMain) : status;
    }
    std::string code() const {
        Document doc("https://shop.test/a.glb");
        const Status status = push(doc);
        return status ? "ok" : errorName(status.error().code);
    }
};

TEST(CompressedView, isDecodedOnceItsBytesAreThere) {
    Squeezed s;
    s.extension()["filter"] = "EXPONENTIAL";
    const ByteVector file = s.b.glb();
    Document doc("https://shop.test/a.glb");
    const size_t end = file.size() - 2;  // the view ends 2 bytes before the buffer
    ASSERT_TRUE(doc.push(Document::kMain, {file.data(), end - 1}, 0));
    EXPECT_TRUE(doc.takeRequests().empty()) << "nobody asks for a fallback";
    EXPECT_TRUE(doc.takeDecodeJobs().empty()) << "a byte is missing";
    ASSERT_TRUE(doc.push(Document::kMain, {file.data() + end - 1, 1}, 0));
    const std::vector<DecodeJob> jobs = doc.takeDecodeJobs();
    ASSERT_EQ(jobs.size(), 1u);
    ASSERT_TRUE(jobs[0].meshopt && !jobs[0].draco);
    EXPECT_EQ(jobs[0].meshopt->count, 3u);
    EXPECT_EQ(jobs[0].meshopt->stride, 12u);
    EXPECT_EQ(jobs[0].meshopt->mode, decode::MeshoptMode::Attributes);
    EXPECT_EQ(jobs[0].meshopt->filter, decode::MeshoptFilter::Exponential);
    EXPECT_EQ(ByteVector(jobs[0].bytes.data, jobs[0].bytes.data + jobs[0].bytes.size),
              (ByteVector{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}));
    EXPECT_TRUE(doc.takeDecodeJobs().empty()) << "each is handed out once";
    EXPECT_FALSE(doc.geometryReady());
    ASSERT_TRUE(doc.decoded(jobs[0].job, bytesOf(raw(kTriangle))));
    EXPECT_TRUE(doc.geometryReady());
    const Result<Asset> asset = doc.build();
    ASSERT_TRUE(asset) << asset.error().message;
    EXPECT_EQ(asset->meshes[0].primitives[0].positions[1], glm::vec3(1, 0, 0));
    EXPECT_EQ(asset->meshes[0].primitives[0].positions[2], glm::vec3(0, 1, 0));
}

TEST(CompressedView, ofAnExternalBufferAsksForThatAlone) {
    Squeezed s;
    s.b.bin.clear();
    s.b.root["buffers"][0]["uri"] = "packed.bin";
    s.b.root["buffers"][1]["uri"] = "plain.bin";
    s.b.root["buffers"][1].erase("extensions");
    s.b.root.erase("extensionsRequired");
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(s.push(doc));
    const std::vector<Request> requests = doc.takeRequests();
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].url, "https://shop.test/packed.bin");
    ASSERT_TRUE(doc.push(requests[0].resource, bytesOf(ByteVector(16)), 16));
    EXPECT_EQ(doc.takeDecodeJobs().size(), 1u);
}

TEST(CompressedView, thatNobodyReadsIsLeftAlone) {
    Squeezed s;
    s.b.root["meshes"][0]["primitives"][0]["attributes"] = json::object();
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(s.push(doc));
    EXPECT_TRUE(doc.takeDecodeJobs().empty());
    EXPECT_TRUE(doc.geometryReady());
}

TEST(CompressedView, everyModeAndFilter) {
    const auto code = [](int count, int stride, const char* mode, const char* filter = nullptr) {
        Squeezed s;
        s.become(count, stride, mode, filter);
        return s.code();
    };
    EXPECT_EQ(code(3, 256, "ATTRIBUTES"), "ok");
    EXPECT_EQ(code(3, 4, "ATTRIBUTES", "NONE"), "ok");
    EXPECT_EQ(code(3, 4, "ATTRIBUTES", "OCTAHEDRAL"), "ok");
    EXPECT_EQ(code(3, 8, "ATTRIBUTES", "OCTAHEDRAL"), "ok");
    EXPECT_EQ(code(3, 8, "ATTRIBUTES", "QUATERNION"), "ok");
    EXPECT_EQ(code(3, 12, "ATTRIBUTES", "EXPONENTIAL"), "ok");
    EXPECT_EQ(code(3, 2, "TRIANGLES"), "ok");
    EXPECT_EQ(code(4, 4, "INDICES", "NONE"), "ok");
    EXPECT_EQ(code(3, 6, "ATTRIBUTES"), "bad-gltf");
    EXPECT_EQ(code(3, 260, "ATTRIBUTES"), "bad-gltf");
    EXPECT_EQ(code(3, 12, "ATTRIBUTES", "OCTAHEDRAL"), "bad-gltf");
    EXPECT_EQ(code(3, 4, "ATTRIBUTES", "QUATERNION"), "bad-gltf");
    EXPECT_EQ(code(3, 6, "ATTRIBUTES", "EXPONENTIAL"), "bad-gltf");
    EXPECT_EQ(code(4, 2, "TRIANGLES"), "bad-gltf") << "4 is no multiple of 3";
    EXPECT_EQ(code(3, 1, "TRIANGLES"), "bad-gltf");
    EXPECT_EQ(code(3, 8, "INDICES"), "bad-gltf");
    EXPECT_EQ(code(3, 4, "INDICES", "EXPONENTIAL"), "bad-gltf");
    EXPECT_EQ(code(3, 4, "attributes"), "bad-gltf");
    EXPECT_EQ(code(3, 4, "ATTRIBUTES", "COLOR"), "bad-gltf");
}

TEST(CompressedView, whatIsWrongIsTold) {
    const auto code = [](auto change) {
        Squeezed s;
        change(s);
        return s.code();
    };
    const auto set = [](const char* name, json value) {
        return [=](Squeezed& s) { s.extension()[name] = value; };
    };
    EXPECT_EQ(code([](Squeezed&) {}), "ok");
    EXPECT_EQ(code(set("buffer", 2)), "bad-gltf");
    EXPECT_EQ(code(set("buffer", 1)), "bad-gltf") << "a fallback holds no bytes";
    EXPECT_EQ(code(set("byteOffset", 7)), "bad-gltf");
    EXPECT_EQ(code(set("byteLength", 13)), "bad-gltf");
    EXPECT_EQ(code(set("byteStride", 16)), "bad-gltf");
    EXPECT_EQ(code(set("count", 4)), "bad-gltf");
    EXPECT_EQ(code(set("count", -3)), "bad-gltf");
    EXPECT_EQ(code(set("mode", 0)), "bad-gltf");
    EXPECT_EQ(code([](Squeezed& s) { s.extension().erase("count"); }), "bad-gltf");
    EXPECT_EQ(code([](Squeezed& s) { s.extension().erase("mode"); }), "bad-gltf");
    EXPECT_EQ(code([](Squeezed& s) {
                  s.view()["byteLength"] = 0;
                  s.extension()["count"] = 0;
                  s.b.root["accessors"][0]["count"] = 0;
              }),
              "bad-gltf");
    EXPECT_EQ(code([](Squeezed& s) { s.b.root["bufferViews"][0]["buffer"] = 1; }), "bad-gltf")
        << "a plain view of a fallback";
    EXPECT_EQ(code([](Squeezed& s) { s.b.root["images"] = {{{"bufferView", 1}}}; }), "bad-gltf");
    EXPECT_EQ(code([](Squeezed& s) {
                  const json view = s.view();
                  const uint64_t count = kMaxDecodedBytes / 12 / 2 + 1;
                  s.b.root["buffers"][1]["byteLength"] = count * 12;
                  s.view()["byteLength"] = count * 12;
                  s.extension()["count"] = count;
                  s.b.root["bufferViews"].push_back(s.view());
              }),
              "too-large");
}

TEST(CompressedView, answersOfAnotherLengthOrJobEndTheDocument) {
    const auto answer = [](uint32_t job, size_t size) {
        Squeezed s;
        Document doc("https://shop.test/a.glb");
        EXPECT_TRUE(s.push(doc));
        EXPECT_EQ(doc.takeDecodeJobs().size(), 1u);
        Status status = doc.decoded(job, bytesOf(ByteVector(size)));
        EXPECT_EQ(static_cast<bool>(status), static_cast<bool>(doc.build()));
        return status ? "ok" : errorName(status.error().code);
    };
    EXPECT_STREQ(answer(0, 36), "ok");
    EXPECT_STREQ(answer(0, 35), "bad-compression");
    EXPECT_STREQ(answer(0, 0), "bad-compression");
    EXPECT_STREQ(answer(1, 36), "internal");
    Squeezed s;
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(s.push(doc));
    EXPECT_FALSE(doc.decoded(0, bytesOf(ByteVector(36)))) << "before it was handed out";
}

/// A Draco "square": 4 vertices, 6 indices, positions and 16-bit coordinates inside, colours plain.
struct Drawn {
    Builder b;
    int position = -1;
    Drawn() {
        const int view = b.view(ByteVector{1, 2, 3, 4, 5});
        const int indices = declare(6, "SCALAR", 5123);
        position = declare(4, "VEC3", 5126);
        const int uv = declare(4, "VEC2", 5123);
        b.root["accessors"][uv]["normalized"] = true;
        const int color =
            b.accessor(ByteVector{255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255},
                       "VEC4", {{"normalized", true}});
        // Unlit: missing normals would take the vertices apart.
        const json unlit = {{"extensions", {{"KHR_materials_unlit", json::object()}}}};
        b.show(
            {{"attributes", {{"POSITION", position}, {"TEXCOORD_0", uv}, {"COLOR_0", color}}},
             {"indices", indices},
             {"material", b.add("materials", unlit)},
             {"extensions",
              {{"KHR_draco_mesh_compression",
                {{"bufferView", view}, {"attributes", {{"POSITION", 7}, {"TEXCOORD_0", 3}}}}}}}});
    }
    int declare(int count, const char* type, int componentType) {
        return b.add("accessors",
                     {{"count", count}, {"type", type}, {"componentType", componentType}});
    }
    json& primitive() { return b.root["meshes"][0]["primitives"][0]; }
    json& extension() { return primitive()["extensions"]["KHR_draco_mesh_compression"]; }
    std::string code() const {
        Document doc("https://shop.test/a.glb");
        const ByteVector file = b.glb();
        const Status status = doc.push(Document::kMain, bytesOf(file), 0);
        return status ? "ok" : errorName(status.error().code);
    }
};

const std::vector<float> kSquare{0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0};

ByteVector answerFor(const Indices& indices) {
    ByteVector out = raw(indices);
    for (const ByteVector& part :
         {raw(kSquare), raw(std::vector<uint16_t>{0, 0, 65535, 0, 65535, 65535, 0, 65535})}) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

TEST(CompressedPrimitive, decodesToIndicesAndAttributes) {
    for (const int mode : {4, 5}) {
        Drawn d;
        d.primitive()["mode"] = mode;
        Document doc("https://shop.test/a.glb");
        ASSERT_TRUE(doc.push(Document::kMain, bytesOf(d.b.glb()), 0));
        ASSERT_TRUE(doc.finish(Document::kMain));
        const std::vector<DecodeJob> jobs = doc.takeDecodeJobs();
        ASSERT_EQ(jobs.size(), 1u);
        ASSERT_TRUE(jobs[0].draco && !jobs[0].meshopt);
        const decode::DracoJob& job = *jobs[0].draco;
        EXPECT_EQ(job.indices, 6u);
        EXPECT_EQ(job.vertices, 4u);
        ASSERT_EQ(job.attributes.size(), 2u);
        EXPECT_EQ(job.attributes[0].id, 7u);
        EXPECT_EQ(job.attributes[0].componentType, 5126u);
        EXPECT_EQ(job.attributes[0].components, 3u);
        EXPECT_EQ(job.attributes[1].id, 3u);
        EXPECT_EQ(job.attributes[1].componentType, 5123u);
        EXPECT_EQ(job.attributes[1].components, 2u);
        EXPECT_EQ(jobs[0].bytes.size, 5u);
        ASSERT_TRUE(doc.decoded(jobs[0].job, bytesOf(answerFor({0, 1, 2, 0, 2, 3}))));
        const Result<Asset> asset = doc.build();
        ASSERT_TRUE(asset) << asset.error().message;
        const Primitive& p = asset->meshes[0].primitives[0];
        EXPECT_EQ(p.topology, Topology::Triangles);
        EXPECT_EQ(p.indices, (Indices{0, 1, 2, 0, 2, 3}))
            << "what decodes is a list, mode " << mode;
        EXPECT_EQ(p.positions[2], glm::vec3(1, 1, 0));
        EXPECT_EQ(p.uv[0][1], glm::vec2(1, 0));
        EXPECT_EQ(p.colors[1], glm::vec4(0, 1, 0, 1)) << "an attribute beside the extension";
    }
}

TEST(CompressedPrimitive, withoutIndices) {
    Drawn d;
    d.primitive().erase("indices");
    for (int i : {1, 2, 3}) d.b.root["accessors"][i]["count"] = 3;
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(d.b.glb()), 0));
    const std::vector<DecodeJob> jobs = doc.takeDecodeJobs();
    ASSERT_EQ(jobs.size(), 1u);
    EXPECT_EQ(jobs[0].draco->indices, 0u);
    EXPECT_EQ(jobs[0].draco->vertices, 3u);
    ByteVector answer = raw(kTriangle);
    answer.resize(answer.size() + 12);
    ASSERT_TRUE(doc.decoded(jobs[0].job, bytesOf(answer)));
    const Result<Asset> asset = doc.build();
    ASSERT_TRUE(asset) << asset.error().message;
    EXPECT_EQ(asset->meshes[0].primitives[0].indices, (Indices{0, 1, 2}));
}

TEST(CompressedPrimitive, theSameTwiceIsDecodedOnce) {
    Drawn d;
    json& primitives = d.b.root["meshes"][0]["primitives"];
    primitives.push_back(primitives[0]);
    primitives.push_back(primitives[0]);
    // The third one reads the shared positions from elsewhere.
    primitives[2]["extensions"]["KHR_draco_mesh_compression"]["attributes"]["POSITION"] = 8;
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(d.b.glb()), 0));
    const std::vector<DecodeJob> jobs = doc.takeDecodeJobs();
    ASSERT_EQ(jobs.size(), 2u);
    ASSERT_TRUE(doc.decoded(jobs[0].job, bytesOf(answerFor({0, 1, 2, 0, 2, 3}))));
    EXPECT_FALSE(doc.geometryReady());
    ASSERT_TRUE(doc.decoded(jobs[1].job, bytesOf(answerFor({3, 2, 1, 3, 1, 0}))));
    const Result<Asset> asset = doc.build();
    ASSERT_TRUE(asset) << asset.error().message;
    ASSERT_EQ(asset->meshes[0].primitives.size(), 3u);
    EXPECT_EQ(asset->meshes[0].primitives[0].indices, (Indices{0, 1, 2, 0, 2, 3}));
    EXPECT_EQ(asset->meshes[0].primitives[1].indices, (Indices{0, 1, 2, 0, 2, 3}));
    EXPECT_EQ(asset->meshes[0].primitives[2].indices, (Indices{3, 2, 1, 3, 1, 0}));
}

TEST(CompressedPrimitive, itsUncompressedTwinIsNotAskedFor) {
    Drawn d;
    d.b.root["buffers"] = json::parse(R"([{"byteLength":24},{"byteLength":48,"uri":"plain.bin"}])");
    d.b.root["accessors"][d.position]["bufferView"] =
        d.b.add("bufferViews", {{"buffer", 1}, {"byteLength", 48}});
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(d.b.glb()), 0));
    EXPECT_TRUE(doc.takeRequests().empty());
    EXPECT_EQ(doc.takeDecodeJobs().size(), 1u);
}

TEST(CompressedPrimitive, whatIsWrongIsTold) {
    const auto code = [](auto change) {
        Drawn d;
        change(d);
        return d.code();
    };
    EXPECT_EQ(code([](Drawn&) {}), "ok");
    EXPECT_EQ(code([](Drawn& d) { d.primitive()["mode"] = 6; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.primitive()["mode"] = 1; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.extension()["bufferView"] = 9; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.extension().erase("bufferView"); }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.extension()["attributes"] = json::object(); }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) {
                  d.extension()["attributes"] = {{"NORMAL", 1}};
              }),
              "bad-gltf")
        << "the primitive has none";
    EXPECT_EQ(code([](Drawn& d) { d.extension()["attributes"]["POSITION"] = -1; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.b.root["accessors"][0]["count"] = 7; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.b.root["accessors"][0]["count"] = 0; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.b.root["accessors"][0]["type"] = "VEC2"; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.b.root["accessors"][1]["count"] = 5; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.b.root["accessors"][1]["type"] = "MAT4"; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) { d.b.root["accessors"][1]["type"] = "MAT2"; }), "bad-gltf");
    EXPECT_EQ(code([](Drawn& d) {
                  for (int i : {1, 2}) d.b.root["accessors"][i]["count"] = kMaxElements;
              }),
              "too-large");
    EXPECT_EQ(code([](Drawn& d) {
                  d.b.root["bufferViews"][0]["byteLength"] = 8;
                  d.b.root["bufferViews"][0]["extensions"]["EXT_meshopt_compression"] = {
                      {"buffer", 0},
                      {"byteLength", 5},
                      {"byteStride", 4},
                      {"count", 2},
                      {"mode", "ATTRIBUTES"}};
              }),
              "bad-gltf")
        << "compressed twice";
}

}  // namespace
}  // namespace vitrine::gltf::test
