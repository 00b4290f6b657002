#include "Buffers.h"

#include <meshoptimizer.h>

#include <cstring>

namespace vitrine::pack {
namespace {

constexpr int kArrayBuffer = 34962, kElementArrayBuffer = 34963;

void align(std::vector<uint8_t>& bytes) {
    bytes.resize((bytes.size() + 3) & ~size_t(3));
}

const char* nameOf(MeshFilter filter) {
    switch (filter) {
        case MeshFilter::Octahedral:
            return "OCTAHEDRAL";
        case MeshFilter::Quaternion:
            return "QUATERNION";
        case MeshFilter::Exponential:
            return "EXPONENTIAL";
        case MeshFilter::None:
            break;
    }
    return "NONE";
}

Json accessorOf(const Encoded& encoded, size_t count, bool bounds) {
    Json accessor = {{"componentType", encoded.componentType},
                     {"count", count},
                     {"type", typeOf(encoded.components)}};
    if (encoded.normalized) accessor["normalized"] = true;
    if (bounds && !encoded.min.empty()) {
        accessor["min"] = encoded.min;
        accessor["max"] = encoded.max;
    }
    return accessor;
}

/// The largest 16-bit number restarts strips in some graphics interfaces, so no vertex may have it.
uint32_t indexBytes(size_t vertices) {
    return vertices <= 65535 ? 2 : 4;
}

}  // namespace

size_t Buffers::viewOf(Role role, uint32_t stride, MeshFilter filter) {
    const auto [found, fresh] = mShared.try_emplace({role, stride, filter}, mViews.size());
    if (fresh) {
        View view;
        view.role = role;
        view.stride = stride;
        view.filter = filter;
        mViews.push_back(std::move(view));
    }
    return found->second;
}

size_t Buffers::addAccessor(Json accessor) {
    mAccessors.push_back(std::move(accessor));
    return mAccessors.size() - 1;
}

size_t Buffers::add(const Encoded& encoded, Role role, bool bounds) {
    Json accessor = accessorOf(encoded, encoded.count(), bounds);
    std::string key = dump(accessor) + char('a' + int(role)) + nameOf(encoded.filter);
    key.append(encoded.bytes.begin(), encoded.bytes.end());
    const auto known = mKnown.find(key);
    if (known != mKnown.end()) return known->second;
    const size_t index = viewOf(role, encoded.stride, encoded.filter);
    View& view = mViews[index];
    Json json = {{"bufferView", index}};
    if (!view.bytes.empty()) json["byteOffset"] = view.bytes.size();
    json.update(accessor);
    view.bytes.insert(view.bytes.end(), encoded.bytes.begin(), encoded.bytes.end());
    const size_t at = addAccessor(std::move(json));
    mKnown.emplace(std::move(key), at);
    return at;
}

size_t Buffers::addVertices(const Encoded& encoded, bool bounds) {
    return add(encoded, Role::Vertices, bounds);
}

size_t Buffers::addData(const Encoded& encoded, bool bounds) {
    return add(encoded, Role::Data, bounds);
}

size_t Buffers::addIndices(const std::vector<uint32_t>& indices, size_t vertices, bool triangles) {
    const uint32_t stride = indexBytes(vertices);
    const Role role = triangles ? Role::Triangles : Role::Indices;
    std::string key = "indices" + std::to_string(stride) + char('a' + int(role));
    key.append(reinterpret_cast<const char*>(indices.data()), indices.size() * sizeof(uint32_t));
    const auto known = mKnown.find(key);
    if (known != mKnown.end()) return known->second;
    const size_t index = viewOf(role, stride, MeshFilter::None);
    View& view = mViews[index];
    Json json = {{"bufferView", index}};
    if (!view.indices.empty()) json["byteOffset"] = view.size();
    json["componentType"] = stride == 2 ? kUnsignedShort : kUnsignedInt;
    json["count"] = indices.size();
    json["type"] = "SCALAR";
    view.indices.insert(view.indices.end(), indices.begin(), indices.end());
    const size_t at = addAccessor(std::move(json));
    mKnown.emplace(std::move(key), at);
    return at;
}

size_t Buffers::addEmpty(const Encoded& layout, size_t count, bool bounds) {
    return addAccessor(accessorOf(layout, count, bounds));
}

size_t Buffers::addEmptyIndices(size_t count, size_t vertices) {
    return addAccessor(
        {{"componentType", indexBytes(vertices) == 2 ? kUnsignedShort : kUnsignedInt},
         {"count", count},
         {"type", "SCALAR"}});
}

size_t Buffers::addBytes(Bytes bytes) {
    std::string key = "bytes";
    key.append(reinterpret_cast<const char*>(bytes.data), bytes.size);
    const auto [known, fresh] = mKnown.try_emplace(std::move(key), mViews.size());
    if (!fresh) return known->second;
    View view;
    view.role = Role::Bytes;
    view.bytes.assign(bytes.data, bytes.data + bytes.size);
    mViews.push_back(std::move(view));
    return mViews.size() - 1;
}

std::vector<uint8_t> Buffers::plain(const View& view) {
    if (view.indices.empty()) return view.bytes;
    std::vector<uint8_t> bytes(view.size());
    for (size_t i = 0; i < view.indices.size(); ++i)
        std::memcpy(&bytes[i * view.stride], &view.indices[i], view.stride);  // little endian
    return bytes;
}

std::vector<uint8_t> Buffers::compressed(const View& view) {
    std::vector<uint8_t> out;
    if (!view.indices.empty()) {
        const size_t count = view.indices.size();
        size_t highest = 0;
        for (uint32_t index : view.indices) highest = std::max<size_t>(highest, index);
        if (view.role == Role::Triangles) {
            out.resize(meshopt_encodeIndexBufferBound(count, highest + 1));
            out.resize(
                meshopt_encodeIndexBuffer(out.data(), out.size(), view.indices.data(), count));
        } else {
            out.resize(meshopt_encodeIndexSequenceBound(count, highest + 1));
            out.resize(
                meshopt_encodeIndexSequence(out.data(), out.size(), view.indices.data(), count));
        }
    } else {
        const size_t count = view.bytes.size() / view.stride;
        out.resize(meshopt_encodeVertexBufferBound(count, view.stride));
        out.resize(meshopt_encodeVertexBuffer(out.data(), out.size(), view.bytes.data(), count,
                                              view.stride));
    }
    return out;
}

Json Buffers::finishView(const View& view, std::vector<uint8_t>& bin, size_t& fallback) {
    align(bin);
    Json json = {{"buffer", 0}, {"byteOffset", bin.size()}, {"byteLength", view.size()}};
    if (view.role == Role::Vertices) {
        json["byteStride"] = view.stride;
        json["target"] = kArrayBuffer;
    } else if (view.role == Role::Triangles || view.role == Role::Indices) {
        json["target"] = kElementArrayBuffer;
    }
    const bool fits = view.role != Role::Bytes && view.size() > 0 && view.stride <= 256;
    const std::vector<uint8_t> packed =
        mCompress && fits ? compressed(view) : std::vector<uint8_t>();
    if (packed.empty() || (view.filter == MeshFilter::None && packed.size() >= view.size())) {
        const std::vector<uint8_t> bytes = plain(view);
        bin.insert(bin.end(), bytes.begin(), bytes.end());
        return json;
    }
    mUsesMeshopt = true;
    const bool attributes = view.role == Role::Vertices || view.role == Role::Data;
    Json extension = {
        {"buffer", 0},
        {"byteOffset", bin.size()},
        {"byteLength", packed.size()},
        {"byteStride", view.stride},
        {"count", view.size() / view.stride},
        {"mode", attributes                     ? "ATTRIBUTES"
                 : view.role == Role::Triangles ? "TRIANGLES"
                                                : "INDICES"},
    };
    if (view.filter != MeshFilter::None) extension["filter"] = nameOf(view.filter);
    // What a reader without the extension would read: a buffer that does not exist.
    json["buffer"] = 1;
    json["byteOffset"] = fallback;
    json["extensions"] = {{"EXT_meshopt_compression", std::move(extension)}};
    fallback += (view.size() + 3) & ~size_t(3);
    bin.insert(bin.end(), packed.begin(), packed.end());
    return json;
}

std::vector<uint8_t> Buffers::finish(Json& json) {
    // The versions that the extension specifies.
    meshopt_encodeVertexVersion(0);
    meshopt_encodeIndexVersion(1);
    std::vector<uint8_t> bin;
    size_t fallback = 0;
    Json views = Json::array();
    for (const View& view : mViews) views.push_back(finishView(view, bin, fallback));
    align(bin);
    for (const char* name : {"accessors", "bufferViews", "buffers"}) json.erase(name);
    if (!mAccessors.empty()) json["accessors"] = mAccessors;
    if (views.empty()) return bin;
    json["bufferViews"] = std::move(views);
    json["buffers"] = Json::array({{{"byteLength", bin.size()}}});
    if (fallback > 0) {
        json["buffers"].push_back(
            {{"byteLength", fallback},
             {"extensions", {{"EXT_meshopt_compression", {{"fallback", true}}}}}});
    }
    return bin;
}

}  // namespace vitrine::pack
