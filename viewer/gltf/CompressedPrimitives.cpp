// KHR_draco_mesh_compression.
#include <map>

#include "gltf/Accessor.h"
#include "gltf/Compressed.h"
#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Limits.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

/// An attribute that both the extension and the primitive name.
struct Shared {
    std::string name;
    int id = 0;  // in the compressed data
    int accessor = 0;
};

class PrimitiveRedirector {
public:
    explicit PrimitiveRedirector(Source& source) : mSource(source), mModel(*source.model) {}

    Status run() {
        for (size_t i = 0; i < mModel.meshes.size(); ++i) {
            mMesh = i;
            for (tinygltf::Primitive& primitive : mModel.meshes[i].primitives) {
                const auto found = primitive.extensions.find(kDraco);
                if (found == primitive.extensions.end()) continue;
                Status status = redirect(primitive, found->second);
                if (!status) return status;
            }
        }
        return {};
    }

private:
    /// Accessors of the decoded buffer: the indices' (−1: none), then one per attribute.
    using Decoded = std::vector<int>;

    template <typename... More>
    Error wrong(More... more) const {
        return fail(ErrorCode::BadGltf, {"meshes[", mMesh, "]: ", kDraco, more...});
    }

    Status redirect(tinygltf::Primitive& primitive, const tinygltf::Value& extension) {
        if (primitive.mode != TINYGLTF_MODE_TRIANGLES &&
            primitive.mode != TINYGLTF_MODE_TRIANGLE_STRIP) {
            return wrong(" needs triangles; the primitive's mode is ", primitive.mode, ".");
        }
        std::vector<Shared> shared;
        Status status = match(primitive, extension, shared);
        if (!status) return status;
        const int view = extension.Get("bufferView").GetNumberAsInt();
        // Primitives that differ in their material only are decoded once.
        std::vector<int> key{view, primitive.indices};
        for (const Shared& s : shared) key.insert(key.end(), {s.id, s.accessor});
        auto known = mDecoded.find(key);
        if (known == mDecoded.end()) {
            Decoded decoded;
            status = declare(view, primitive.indices, shared, decoded);
            if (!status) return status;
            known = mDecoded.emplace(std::move(key), std::move(decoded)).first;
        }
        // What decodes is always a list, whatever the original was made as.
        primitive.mode = TINYGLTF_MODE_TRIANGLES;
        primitive.indices = known->second[0];
        for (size_t i = 0; i < shared.size(); ++i)
            primitive.attributes[shared[i].name] = known->second[i + 1];
        return {};
    }

    Status match(const tinygltf::Primitive& primitive, const tinygltf::Value& extension,
                 std::vector<Shared>& out) const {
        const tinygltf::Value& attributes = extension.Get("attributes");
        for (const std::string& name : attributes.Keys()) {
            const auto found = primitive.attributes.find(name);
            if (found == primitive.attributes.end()) {
                return wrong(" has the attribute ", name.substr(0, 40),
                             ", which the primitive has not.");
            }
            out.push_back({name, attributes.Get(name).GetNumberAsInt(), found->second});
        }
        return out.empty() ? Status(wrong(" has no attributes.")) : Status();
    }

    Status range(int index, CompressedDecl& out) const {
        if (static_cast<size_t>(index) >= mModel.bufferViews.size()) {
            return wrong(".bufferView is ", index, ", but there are only ",
                         mModel.bufferViews.size(), ".");
        }
        const tinygltf::BufferView& view = mModel.bufferViews[index];
        if (mSource.buffers[view.buffer].decoded)
            return wrong(".bufferView is ", index, ", which is compressed itself.");
        out.buffer = static_cast<uint32_t>(view.buffer);
        out.byteOffset = view.byteOffset;
        out.byteLength = view.byteLength;
        return {};
    }

    /// The numbers that the file promises, and how many bytes they are.
    Status describe(int indices, const std::vector<Shared>& shared, decode::DracoJob& job,
                    uint64_t& bytes) const {
        if (indices >= 0) {
            const tinygltf::Accessor& a = mModel.accessors[indices];
            if (a.type != TINYGLTF_TYPE_SCALAR || a.count == 0 || a.count % 3 != 0) {
                return wrong(": accessors[", indices, "] has ", a.count,
                             " elements; whole triangles of single numbers are needed.");
            }
            job.indices = static_cast<uint32_t>(a.count);
        }
        bytes = uint64_t(job.indices) * 4;
        job.vertices = static_cast<uint32_t>(mModel.accessors[shared[0].accessor].count);
        if (job.vertices == 0) return wrong(" has no vertices.");
        for (const Shared& s : shared) {
            const tinygltf::Accessor& a = mModel.accessors[s.accessor];
            const uint32_t components = componentCount(a);
            if (a.count != job.vertices) {
                return wrong(" has ", job.vertices, " elements of ", shared[0].name.substr(0, 40),
                             " and ", a.count, " of ", s.name.substr(0, 40), ".");
            }
            if (components > 4 || a.type == TINYGLTF_TYPE_MAT2) {
                return wrong(": accessors[", s.accessor, "] has matrices; vectors are needed.");
            }
            job.attributes.push_back(
                {static_cast<uint32_t>(s.id), static_cast<uint32_t>(a.componentType), components});
            bytes += uint64_t(job.vertices) * components * componentSize(a.componentType) + 3;
        }
        if (bytes <= kMaxDecodedBytes) return {};
        return fail(ErrorCode::TooLarge, {"meshes[", mMesh, "] decodes to ", bytes,
                                          " bytes; at most ", kMaxDecodedBytes, " can be held."});
    }

    Status declare(int view, int indices, const std::vector<Shared>& shared, Decoded& out) {
        CompressedDecl decl;
        Status status = range(view, decl);
        decode::DracoJob job;
        uint64_t bytes = 0;
        if (status) status = describe(indices, shared, job, bytes);
        if (!status) return status;
        bytes = decode::dracoOffset(job, shared.size());
        decl.draco = job;
        Result<uint32_t> buffer = addDecoded(mSource, std::move(decl), bytes);
        if (!buffer) return std::move(buffer).error();
        tinygltf::BufferView decoded;
        decoded.buffer = static_cast<int>(*buffer);
        decoded.byteLength = static_cast<size_t>(bytes);
        mModel.bufferViews.push_back(std::move(decoded));
        out.push_back(indices < 0 ? -1 : clone(indices, 0));
        if (indices >= 0) {
            mModel.accessors[out[0]].componentType = TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT;
            mModel.accessors[out[0]].normalized = false;
        }
        for (size_t i = 0; i < shared.size(); ++i)
            out.push_back(clone(shared[i].accessor, decode::dracoOffset(job, i)));
        return {};
    }

    /// An accessor may be shared with a primitive that is compressed otherwise: each reads its own.
    int clone(int index, size_t byteOffset) {
        tinygltf::Accessor accessor = mModel.accessors[index];
        accessor.bufferView = static_cast<int>(mModel.bufferViews.size()) - 1;
        accessor.byteOffset = byteOffset;
        accessor.sparse.isSparse = false;
        mModel.accessors.push_back(std::move(accessor));
        return static_cast<int>(mModel.accessors.size()) - 1;
    }

    Source& mSource;
    tinygltf::Model& mModel;
    size_t mMesh = 0;  // for messages
    std::map<std::vector<int>, Decoded> mDecoded;
};

}  // namespace

Status readCompressedPrimitives(Source& source) {
    return PrimitiveRedirector(source).run();
}

}  // namespace vitrine::gltf
