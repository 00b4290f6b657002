// Collects accessors, puts them into buffer views and compresses those with EXT_meshopt_compression.
//
// Accessors of the same layout share a view, so a product has few of them whatever its number of meshes: that saves JSON
// and decoder calls. Equal accessors become one.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "Encoded.h"

namespace vitrine::pack {

class Buffers {
public:
    /// `compress`: views are compressed where that makes them smaller; filtered ones always.
    explicit Buffers(bool compress) : mCompress(compress) {}

    /// Attributes of vertices. Returns the accessor's index; so do the others.
    size_t addVertices(const Encoded& encoded, bool bounds);

    /// Anything else: keyframes, matrices.
    size_t addData(const Encoded& encoded, bool bounds);

    size_t addIndices(const std::vector<uint32_t>& indices, size_t vertices, bool triangles);

    /// An accessor whose data is elsewhere (KHR_draco_mesh_compression).
    size_t addEmpty(const Encoded& layout, size_t count, bool bounds);
    size_t addEmptyIndices(size_t count, size_t vertices);

    /// Bytes as they are; equal ones share a view. Returns the view.
    size_t addBytes(Bytes bytes);

    /// Sets accessors, bufferViews and buffers; returns the BIN chunk. Whether something is compressed: usesMeshopt().
    std::vector<uint8_t> finish(Json& json);
    bool usesMeshopt() const { return mUsesMeshopt; }

private:
    enum class Role : uint8_t { Vertices, Data, Triangles, Indices, Bytes };
    struct View {
        Role role = Role::Data;
        uint32_t stride = 0;
        MeshFilter filter = MeshFilter::None;
        std::vector<uint8_t> bytes;     // all but indices
        std::vector<uint32_t> indices;  // of indices
        size_t size() const { return indices.empty() ? bytes.size() : indices.size() * stride; }
    };

    size_t add(const Encoded& encoded, Role role, bool bounds);
    size_t addAccessor(Json accessor);
    size_t viewOf(Role role, uint32_t stride, MeshFilter filter);
    static std::vector<uint8_t> plain(const View& view);
    static std::vector<uint8_t> compressed(const View& view);
    Json finishView(const View& view, std::vector<uint8_t>& bin, size_t& fallback);

    bool mCompress;
    bool mUsesMeshopt = false;
    std::vector<View> mViews;
    std::map<std::tuple<Role, uint32_t, MeshFilter>, size_t> mShared;
    Json mAccessors = Json::array();
    std::unordered_map<std::string, size_t>
        mKnown;  // content → index of its accessor, or of its view
};

}  // namespace vitrine::pack
