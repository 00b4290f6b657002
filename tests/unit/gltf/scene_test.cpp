// Nodes, scenes, cameras, animations, and what is wrong with JSON.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "support.h"

namespace vitrine::gltf::test {
namespace {

Result<Asset> loadText(const std::string& text) {
    return load(toBytes(text));
}

std::string codeOfText(const std::string& text) {
    return codeOf(loadText(text));
}

TEST(Scene, nodesAndHierarchy) {
    Result<Asset> asset =
        loadText(R"({"asset":{"version":"2.0","generator":"G","copyright":"C"},"scene":1,
        "scenes":[{"nodes":[0]},{"name":"S","nodes":[2]}],"nodes":[{"children":[1],"matrix":
        [1,0,0,0,0,1,0,0,0,0,1,0,5,6,7,1]},{"name":"leaf","translation":[1,2,3],"rotation":[0,0,2,2],
        "scale":[1,-1,2.0]},{"camera":0}],"cameras":[{"type":"perspective","perspective":{"yfov":0.5,"znear":0.1}},
        {"type":"orthographic","orthographic":{"xmag":2,"ymag":3,"znear":0,"zfar":10}}]})");
    ASSERT_TRUE(asset) << asset.error().message;
    EXPECT_EQ(asset->scene, 1);
    EXPECT_EQ(asset->scenes[1].name, "S");
    EXPECT_EQ(asset->scenes[1].roots, (std::vector<int32_t>{2}));
    EXPECT_EQ(asset->nodes[0].matrix->operator[](3), glm::vec4(5, 6, 7, 1));
    EXPECT_EQ(asset->nodes[1].parent, 0);
    EXPECT_EQ(asset->nodes[1].translation, glm::vec3(1, 2, 3));
    EXPECT_EQ(asset->nodes[1].scale, glm::vec3(1, -1, 2));
    EXPECT_NEAR(asset->nodes[1].rotation.z, std::sqrt(0.5), 1e-6) << "made unit";
    EXPECT_EQ(asset->cameras[0].yfov, 0.5f);
    EXPECT_EQ(asset->cameras[0].zfar, 0) << "infinite";
    EXPECT_FALSE(asset->cameras[1].perspective);
    EXPECT_EQ(asset->cameras[1].ymag, 3);
    EXPECT_EQ(asset->generator, "G");
    EXPECT_EQ(asset->copyright, "C");
}

TEST(Scene, withoutScenesAllRootsAreShown) {
    Result<Asset> asset =
        loadText(R"({"asset":{"version":"2.0"},"nodes":[{},{"children":[0]},{}]})");
    ASSERT_TRUE(asset);
    ASSERT_EQ(asset->scenes.size(), 1u);
    EXPECT_EQ(asset->scenes[0].roots, (std::vector<int32_t>{1, 2}));
}

TEST(Scene, deepHierarchiesAreFine) {
    std::string text = R"({"asset":{"version":"2.0"},"scenes":[{"nodes":[0]}],"nodes":[{})";
    for (int i = 1; i < 20000; ++i) text += ",{}";
    text += "]}";
    json root = json::parse(text);
    for (int i = 0; i + 1 < 20000; ++i) root["nodes"][static_cast<size_t>(i)]["children"] = {i + 1};
    EXPECT_EQ(codeOfText(root.dump()), "ok");
    root["nodes"][19999]["children"] = {0};
    EXPECT_EQ(codeOfText(root.dump()), "bad-gltf") << "a cycle of 20,000";
}

/// A triangle in a node with these instance attributes.
Builder instanced(const std::function<json(Builder&)>& attributes) {
    Builder b;
    b.show({{"attributes",
             {{"POSITION", b.accessor(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3")}}}});
    const json found = attributes(b);
    b.root["nodes"][0]["extensions"]["EXT_mesh_gpu_instancing"]["attributes"] = found;
    return b;
}

TEST(Instances, attributesMakeMatrices) {
    Result<Asset> asset = load(instanced([](Builder& b) -> json {
        return {{"TRANSLATION", b.accessor(std::vector<float>{1, 2, 3, 4, 5, 6}, "VEC3")},
                {"ROTATION", b.accessor(std::vector<int16_t>{0, 0, 0, 32767, 0, 0, 32767, 32767},
                                        "VEC4", {{"normalized", true}})},
                {"SCALE", b.accessor(std::vector<float>{1, 1, 1, 2, 3, 4}, "VEC3")},
                {"_ID", b.accessor(std::vector<uint8_t>{1, 2}, "SCALAR")}};
    }));
    ASSERT_TRUE(asset) << asset.error().message;
    const auto& instances = asset->nodes[0].instances;
    ASSERT_EQ(instances.size(), 2u);
    EXPECT_EQ(instances[0][3], glm::vec4(1, 2, 3, 1));
    EXPECT_EQ(instances[0][0], glm::vec4(1, 0, 0, 0));
    const glm::vec4 turned =
        instances[1] * glm::vec4(1, 0, 0, 1);  // scaled, a quarter about +Z, moved
    EXPECT_NEAR(turned.x, 4, 1e-4);
    EXPECT_NEAR(turned.y, 7, 1e-4);
    EXPECT_NEAR(turned.z, 6, 1e-4);
}

TEST(Instances, whatDoesNotFitIsAnError) {
    const auto code = [](const std::function<json(Builder&)>& attributes) {
        return codeOf(load(instanced(attributes)));
    };
    const std::vector<float> six(6, 1.0f);
    EXPECT_EQ(code([&](Builder& b) -> json {
                  return {{"TRANSLATION", b.accessor(six, "VEC3")},
                          {"SCALE", b.accessor(std::vector<float>(3, 1.0f), "VEC3")}};
              }),
              "bad-gltf")
        << "two and one";
    EXPECT_EQ(code([&](Builder& b) -> json {
                  return {{"TRANSLATION", b.accessor(six, "VEC2")}};
              }),
              "bad-gltf");
    EXPECT_EQ(code([](Builder&) -> json { return {{"TRANSLATION", 99}}; }), "bad-gltf");
    EXPECT_EQ(code([](Builder& b) -> json {
                  return {{"ROTATION", b.accessor(std::vector<float>(4, 0.0f), "VEC4")}};
              }),
              "ok")
        << "all zero is no rotation";
    EXPECT_EQ(code([](Builder& b) -> json {
                  return {{"SCALE", b.accessor(std::vector<float>{1, INFINITY, 1}, "VEC3")}};
              }),
              "bad-gltf");
    EXPECT_EQ(code([](Builder& b) -> json {
                  return {{"SCALE", b.accessor(std::vector<float>(3 * 20000, 1.0f), "VEC3")}};
              }),
              "too-large");
    EXPECT_EQ(code([](Builder&) { return json::object(); }), "ok") << "drawn once";
}

TEST(Json, wrongShapesNameTheMember) {
    const auto message = [](const char* rest) {
        Result<Asset> asset = loadText(std::string(R"({"asset":{"version":"2.0"},)") + rest + "}");
        return asset ? "ok" : asset.error().message;
    };
    EXPECT_EQ(message(R"("nodes":{})"), "nodes must be an array.");
    EXPECT_EQ(message(R"("nodes":[7])"), "nodes[0] must be an object.");
    EXPECT_EQ(message(R"("nodes":[{},{"mesh":-1}])"),
              "nodes[1].mesh must be a whole number of 0 or more.");
    EXPECT_EQ(message(R"("nodes":[{"matrix":[1,2]}])"),
              "nodes[0].matrix has 2 numbers; it must have 16.");
    EXPECT_EQ(message(R"("nodes":[{"scale":[1,"2",3]}])"), "nodes[0].scale[1] must be a number.");
    EXPECT_EQ(message(R"("meshes":[{}])"), "meshes[0].primitives is missing.");
    EXPECT_EQ(message(R"("meshes":[{"primitives":[{"attributes":{"POSITION":"x"}}]}])"),
              "meshes[0].primitives[0].attributes.POSITION must be a whole number of 0 or more.");
    EXPECT_EQ(message(R"("materials":[{"normalTexture":{}}])"),
              "materials[0].normalTexture.index is missing.");
    EXPECT_EQ(message(R"("buffers":[{"byteLength":1e99}])"),
              "buffers[0].byteLength must be a whole number of 0 or more.");
    EXPECT_EQ(message(R"("nodes":[{"mesh":4294967296}])"),
              "nodes[0].mesh is 4294967296; at most 2147483647 can be right.");
    EXPECT_EQ(message(R"("scene":0.0,"scenes":[{}])"), "ok") << "0.0 is a whole number";
    EXPECT_EQ(message(R"("images":[{}])"),
              "images[0] has neither a bufferView nor a uri that is not empty.");
}

TEST(Json, versions) {
    EXPECT_EQ(codeOfText(R"({"asset":{"version":"2.0"}})"), "ok");
    EXPECT_EQ(codeOfText(R"({"asset":{"version":"2.7","minVersion":"2.0"}})"), "ok");
    EXPECT_EQ(codeOfText(R"({"asset":{"version":"1.0"}})"), "unsupported-version");
    EXPECT_EQ(codeOfText(R"({"asset":{"version":"2.9","minVersion":"3.0"}})"),
              "unsupported-version");
    EXPECT_EQ(codeOfText(R"({"asset":{"version":2}})"), "bad-gltf");
    EXPECT_EQ(codeOfText(R"({"asset":{}})"), "bad-gltf");
}

TEST(Json, nonsense) {
    EXPECT_EQ(codeOfText(R"({"asset":{"version":"2.0"}} trailing)"), "bad-json");
    EXPECT_EQ(codeOfText("{\"asset\":{\"version\":\"2.0\xff\"}}"), "bad-json")
        << "bytes that are not UTF-8";
    EXPECT_EQ(codeOfText(R"({"asset":{"version":"2.0"},"nodes":[{"scale":[NaN,1,1]}]})"),
              "bad-json");
    EXPECT_EQ(codeOfText(R"({"a":"\)"), "bad-json");
    EXPECT_EQ(codeOfText("{\"a\":" + std::string(5000, '[')), "bad-json");
    EXPECT_EQ(codeOfText("{\"a\":[" + std::string(5000000, ',') + "]}"), "bad-json");
    EXPECT_EQ(codeOfText("   \n"), "not-a-model");
    EXPECT_EQ(codeOfText("[1]"), "not-a-model");
}

/// A node moved by one animation.
Builder animated(const char* path, const char* interpolation, const std::vector<float>& times,
                 const std::vector<float>& values, const char* type) {
    Builder b;
    b.add("nodes", json::object());
    const int input = b.accessor(times, "SCALAR");
    const int output = b.accessor(values, type);
    const json sampler = {{"input", input}, {"output", output}, {"interpolation", interpolation}};
    const json channel = {{"sampler", 0}, {"target", {{"node", 0}, {"path", path}}}};
    b.add("animations", {{"name", "A"}, {"samplers", {sampler}}, {"channels", {channel}}});
    return b;
}

TEST(Animation, channels) {
    Result<Asset> asset =
        load(animated("translation", "CUBICSPLINE", {0.5f, 2}, std::vector<float>(18, 1), "VEC3"));
    ASSERT_TRUE(asset) << asset.error().message;
    const Animation& a = asset->animations[0];
    EXPECT_EQ(a.name, "A");
    EXPECT_EQ(a.duration, 2);
    ASSERT_EQ(a.channels.size(), 1u);
    EXPECT_EQ(a.channels[0].interpolation, Interpolation::CubicSpline);
    EXPECT_EQ(a.channels[0].width, 3u);
    EXPECT_EQ(a.channels[0].values.size(), 18u);
}

TEST(Animation, brokenKeys) {
    const std::vector<float> six(6, 0.0f);
    EXPECT_EQ(codeOf(load(animated("scale", "LINEAR", {0, 1}, six, "VEC3"))), "ok");
    EXPECT_EQ(codeOf(load(animated("scale", "LINEAR", {1, 1}, six, "VEC3"))), "bad-gltf")
        << "not increasing";
    EXPECT_EQ(codeOf(load(animated("scale", "LINEAR", {-1, 1}, six, "VEC3"))), "bad-gltf")
        << "negative";
    EXPECT_EQ(codeOf(load(animated("scale", "LINEAR", {0, NAN}, six, "VEC3"))), "bad-gltf");
    EXPECT_EQ(codeOf(load(animated("scale", "LINEAR", {0, 1, 2}, six, "VEC3"))), "bad-gltf")
        << "too few values";
    EXPECT_EQ(codeOf(load(animated("scale", "CUBICSPLINE", {0, 1}, six, "VEC3"))), "bad-gltf");
    EXPECT_EQ(codeOf(load(animated("rotation", "LINEAR", {0, 1}, six, "VEC3"))), "bad-gltf");
    EXPECT_EQ(codeOf(load(animated("scale", "LINEAR", {0, 1}, {0, 0, 0, 0, INFINITY, 0}, "VEC3"))),
              "bad-gltf");
}

TEST(Animation, unknownThingsAreLeftOut) {
    Result<Asset> asset =
        load(animated("colour", "LINEAR", {0, 1}, std::vector<float>(6, 0.0f), "VEC3"));
    ASSERT_TRUE(asset);
    EXPECT_TRUE(asset->animations[0].channels.empty());
    EXPECT_EQ(asset->warnings.size(), 1u);
    asset = load(animated("weights", "LINEAR", {0, 1}, {0, 1}, "SCALAR"));
    ASSERT_TRUE(asset);
    EXPECT_TRUE(asset->animations[0].channels.empty()) << "a node without morph targets";
}

}  // namespace
}  // namespace vitrine::gltf::test
