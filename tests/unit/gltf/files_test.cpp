// Whole files: our own fixtures with the error each must give, and the shared sample models.
#include <gtest/gtest.h>

#include <cstdlib>

#include "support.h"

namespace vitrine::gltf::test {
namespace {

/// Codes that only a host with a network and an image decoder can give.
bool isHosts(const std::string& code) {
    return code == "http-status" || code == "bad-image";
}

TEST(Fixtures, loadOrFailAsListed) {
    const std::string folder = ::testing::TempDir() + "vitrine-fixtures";
    const std::string command = "node '" + repositoryFolder() + "/tests/fixtures/make.mjs' '" +
                                folder + "' --small >/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    ByteVector text;
    ASSERT_TRUE(readFile(folder + "/index.json", text));
    const json index = json::parse(text.begin(), text.end(), nullptr, false);
    ASSERT_GT(index.size(), 150u);
    for (const json& fixture : index) {
        const auto file = fixture["file"].get<std::string>();
        const auto expected = fixture["expect"].get<std::string>();
        const bool ktx2 = file.find("/ktx2-") != std::string::npos;
        if (isHosts(expected) && !ktx2) continue;
        const Result<Asset> asset = loadFile(folder + "/" + file);
        EXPECT_EQ(codeOf(asset), expected) << file << ": " << (asset ? "" : asset.error().message);
        if (!asset) EXPECT_FALSE(asset.error().message.empty()) << file;
    }
}

struct Model {
    const char* path;
    size_t triangles;
};

class SharedModel : public ::testing::TestWithParam<Model> {};

TEST_P(SharedModel, loads) {
    const std::string shared = sharedFolder();
    if (shared.empty()) GTEST_SKIP() << "no shared models; set VITRINE_SHARED to their folder";
    const Result<Asset> asset = loadFile(shared + "/assets/models/" + GetParam().path);
    ASSERT_TRUE(asset) << asset.error().message;
    size_t triangles = 0;
    for (const Mesh& mesh : asset->meshes) {
        for (const Primitive& p : mesh.primitives) {
            triangles += p.topology == Topology::Triangles ? p.indices.size() / 3 : 0;
            EXPECT_FALSE(p.bounds.empty);
        }
    }
    EXPECT_EQ(triangles, GetParam().triangles);
}

std::string nameOf(const ::testing::TestParamInfo<Model>& info) {
    std::string name;
    const std::string path = info.param.path;
    const size_t from = path.find("/compressed/") == std::string::npos ? 0 : path.rfind('/') + 1;
    for (size_t i = from; i < path.size() && path[i] != '/'; ++i) {
        const auto c = static_cast<unsigned char>(path[i]);
        if (std::isalnum(c) && c < 128) name += path[i];
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(
    all, SharedModel,
    ::testing::Values(
        Model{"AlphaBlendModeTest/glTF-Binary/AlphaBlendModeTest.glb", 61},
        Model{"AnimatedMorphCube/glTF-Quantized/AnimatedMorphCube.gltf", 12},
        Model{"AnisotropyBarnLamp/glTF-KTX2-Basisu/AnisotropyBarnLamp.gltf", 10203},
        Model{"AnisotropyStrengthTest/glTF-Binary/AnisotropyStrengthTest.glb", 97240},
        Model{"AttenuationTest/glTF-Binary/AttenuationTest.glb", 232},
        Model{"Avocado/glTF-Quantized/Avocado.gltf", 682},
        Model{"Box With Spaces/glTF/Box With Spaces.gltf", 12},
        Model{"Cameras/glTF/Cameras.gltf", 2},
        Model{"ClearCoatTest/glTF-Binary/ClearCoatTest.glb", 37116},
        Model{"DispersionTest/DispersionTest.glb", 51827},
        Model{"DreamApartment/DreamApartment.glb", 177934},
        Model{"EmissiveStrengthTest/glTF-Binary/EmissiveStrengthTest.glb", 90},
        Model{"Fox/glTF-Binary/Fox.glb", 576},
        Model{"GlamVelvetSofa/glTF-Binary/GlamVelvetSofa.glb", 4196},
        Model{"GlassVaseFlowers/glTF-Binary/GlassVaseFlowers.glb", 10218},
        Model{"InterpolationTest/glTF-Binary/InterpolationTest.glb", 110},
        Model{"IridescenceLamp/glTF/IridescenceLamp.gltf", 18866},
        Model{"IridescenceSuzanne/glTF-Binary/IridescenceSuzanne.glb", 11808},
        Model{"LightsPunctualLamp/glTF/LightsPunctualLamp.gltf", 6000},
        Model{"MaterialsVariantsShoe/MaterialsVariantsShoe.glb", 22700},
        Model{"MetalRoughSpheresNoTextures/glTF-Binary/MetalRoughSpheresNoTextures.glb", 1040409},
        Model{"MorphStressTest/glTF-Binary/MorphStressTest.glb", 2412},
        Model{"MultiUVTest/glTF-Binary/MultiUVTest.glb", 12},
        Model{"NegativeScaleTest/glTF-Binary/NegativeScaleTest.glb", 3884},
        Model{"NormalTangentTest/glTF-Binary/NormalTangentTest.glb", 7774},
        Model{"OrientationTest/glTF-Binary/OrientationTest.glb", 524},
        Model{"SheenChair/glTF/SheenChair.gltf", 39936},
        Model{"SimpleInstancing/glTF-Binary/SimpleInstancing.glb", 12},
        Model{"SimpleSparseAccessor/glTF-Embedded/SimpleSparseAccessor.gltf", 12},
        Model{"SpecularTest/glTF-Binary/SpecularTest.glb", 44828},
        Model{"SunglassesKhronos/SunglassesKhronos.glb", 13396},
        Model{"TextureCoordinateTest/glTF-Binary/TextureCoordinateTest.glb", 10},
        Model{"TextureEncodingTest/glTF-Binary/TextureEncodingTest.glb", 3844},
        Model{"TextureSettingsTest/glTF-Binary/TextureSettingsTest.glb", 72},
        Model{"TextureTransformMultiTest/glTF-Binary/TextureTransformMultiTest.glb", 3956},
        Model{"ToyCar/ToyCar.glb", 108936},
        Model{"TransmissionRoughnessTest/glTF-Binary/TransmissionRoughnessTest.glb", 77792},
        Model{"TransmissionTest/glTF-Binary/TransmissionTest.glb", 128775},
        Model{"TriangleWithoutIndices/glTF/TriangleWithoutIndices.gltf", 1},
        Model{"Unicode❤♻Test/glTF/Unicode❤♻Test.gltf", 2},
        Model{"UnlitTest/glTF-Binary/UnlitTest.glb", 88},
        Model{"VertexColorTest/glTF-Binary/VertexColorTest.glb", 36},
        Model{"WaterBottle/glTF/WaterBottle.gltf", 4510}),
    nameOf);

// What a decoder makes is as much as the source has; its quantisation may fold a triangle, but drops none.
INSTANTIATE_TEST_SUITE_P(
    compressed, SharedModel,
    ::testing::Values(
        Model{"MaterialsVariantsShoe/compressed/MaterialsVariantsShoe.draco-webp.glb", 22700},
        Model{"MaterialsVariantsShoe/compressed/MaterialsVariantsShoe.meshopt-ktx2.glb", 22700},
        Model{"MaterialsVariantsShoe/compressed/MaterialsVariantsShoe.meshopt-webp.glb", 22700},
        Model{"SheenChair/compressed/SheenChair.draco-webp.glb", 39936},
        Model{"SheenChair/compressed/SheenChair.meshopt-ktx2.glb", 39936},
        Model{"SheenChair/compressed/SheenChair.meshopt-webp.glb", 39936},
        Model{"ToyCar/compressed/ToyCar.draco-webp.glb", 108936},
        Model{"ToyCar/compressed/ToyCar.draco.glb", 108936},
        Model{"ToyCar/compressed/ToyCar.meshopt-ktx2.glb", 108936},
        Model{"ToyCar/compressed/ToyCar.meshopt-webp.glb", 108936},
        Model{"WaterBottle/compressed/WaterBottle.draco-ktx2.glb", 4510},
        Model{"WaterBottle/compressed/WaterBottle.draco-webp.glb", 4510},
        Model{"WaterBottle/compressed/WaterBottle.meshopt-ktx2.glb", 4510},
        Model{"WaterBottle/compressed/WaterBottle.meshopt-webp.glb", 4510}),
    nameOf);

}  // namespace
}  // namespace vitrine::gltf::test
