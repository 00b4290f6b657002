// The whole core behind its boundary, natively: bytes in, events and frames out. Only the GPU is missing.
#pragma once

// First: the engine's headers define a macro by the name of one of its functions.
#include <nlohmann/json.hpp>

#include "Core.h"
#include "null_target.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace vitrine {

using Json = nlohmann::json;

inline std::vector<uint8_t> bytesOf(const std::string& text) {
    return {text.begin(), text.end()};
}

// One triangle of 1 m, its buffer inside.
inline const std::string kTriangle = R"({
  "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
  "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
  "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
                 "min": [0, 0, 0], "max": [1, 1, 0]}],
  "bufferViews": [{"buffer": 0, "byteLength": 36}],
  "buffers": [{"byteLength": 36, "uri": "data:application/octet-stream;base64,AAAAAAAAAAAAAAAAAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAA"}]
})";

class CoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto made = Core::make(std::make_unique<NullTarget>(mCounts, mHalfFloats));
        ASSERT_TRUE(made);
        mCore = *std::move(made);
    }

    Json events() {
        Json all = Json::parse(mCore->drainEvents());
        for (const Json& e : all) mSeen.push_back(e);
        return all;
    }

    bool saw(const std::string& type) const { return last(type) != nullptr; }
    const Json* last(const std::string& type) const {
        for (size_t i = mSeen.size(); i-- > 0;) {
            if (mSeen[i]["type"] == type) return &mSeen[i];
        }
        return nullptr;
    }

    /// As the host does: answers what the core asks for.
    void serve() {
        for (const Json& e : events()) {
            if (e["type"] != "package") continue;
            const std::string name = e["name"];
            std::ifstream file(std::string(VITRINE_BUILD) + "/materials/" + name + ".filamat",
                               std::ios::binary);
            const std::vector<uint8_t> package{std::istreambuf_iterator<char>(file), {}};
            ASSERT_FALSE(package.empty()) << name;
            mCore->package(name, {package.data(), package.size()});
        }
    }

    /// Lets ticks pass as the display does; returns how many pictures were drawn.
    int tick(uint32_t viewer, int count) {
        const int before = mCounts.presented;
        for (int i = 0; i < count; ++i) {
            mNow += 16;
            // The host looks once after whatever it said, then only while the viewer asks for it.
            const bool looks = !mCore->busy() && (i == 0 || mCore->active(viewer));
            if (looks && mCore->prepare(viewer, mNow)) mCore->draw(viewer);
            while (mCore->work()) {
            }
            serve();
        }
        return mCounts.presented - before;
    }

    uint32_t makeViewer() {
        const uint32_t viewer = mCore->createViewer();
        mCore->viewer(viewer)->resize(320, 240, 1);
        return viewer;
    }

    uint32_t load(uint32_t viewer, const std::string& text) {
        const uint32_t load = mCore->beginLoad(viewer, "https://shop/triangle.gltf");
        const std::vector<uint8_t> bytes = bytesOf(text);
        mCore->push(load, 0, {bytes.data(), bytes.size()}, bytes.size());
        mCore->finish(load, 0);
        serve();
        return load;
    }

    Counts mCounts;
    bool mHalfFloats = false;  // without, a still product's picture is that of one frame
    double mNow = 1000;
    std::unique_ptr<Core> mCore;
    std::vector<Json> mSeen;
};

}  // namespace vitrine
