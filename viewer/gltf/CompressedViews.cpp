// EXT_meshopt_compression.
#include "decode/MeshoptNames.h"
#include "gltf/Compressed.h"
#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

using decode::MeshoptFilter;
using decode::MeshoptJob;
using decode::MeshoptMode;

const tinygltf::Value* extensionOf(const tinygltf::BufferView& view) {
    const auto found = view.extensions.find(kMeshopt);
    return found == view.extensions.end() ? nullptr : &found->second;
}

/// A whole number that the schema checked; 0 when it is not there.
uint64_t numberOf(const tinygltf::Value& extension, const char* name) {
    return extension.Has(name) ? static_cast<uint64_t>(extension.Get(name).GetNumberAsInt()) : 0;
}

class ViewReader {
public:
    ViewReader(Source& source, size_t index, const tinygltf::Value& extension)
        : mSource(source), mIndex(index), mView(source.model->bufferViews[index]), mIn(extension) {}

    Status read() {
        CompressedDecl out;
        Status status = range(out);
        if (status) status = names();
        if (status) status = sizes();
        if (status) status = combination();
        if (!status) return status;
        out.meshopt = mJob;
        Result<uint32_t> decoded = addDecoded(mSource, std::move(out), mView.byteLength);
        if (!decoded) return std::move(decoded).error();
        mView.buffer = static_cast<int>(*decoded);
        mView.byteOffset = 0;
        return {};
    }

private:
    template <typename... More>
    Error wrong(More... more) const {
        return fail(ErrorCode::BadGltf,
                    {"bufferViews[", mIndex, "].extensions.", kMeshopt, more...});
    }

    Status range(CompressedDecl& out) const {
        const uint64_t buffer = numberOf(mIn, "buffer");
        if (buffer >= mSource.buffers.size() || mSource.buffers[buffer].decoded) {
            return wrong(".buffer is ", buffer, ", but there are only ",
                         mSource.buffers.size() - mSource.compressed.size(), ".");
        }
        if (mSource.buffers[buffer].fallback)
            return wrong(".buffer is ", buffer, ", which is a fallback: it holds no bytes.");
        out.buffer = static_cast<uint32_t>(buffer);
        out.byteOffset = numberOf(mIn, "byteOffset");
        out.byteLength = numberOf(mIn, "byteLength");
        const uint64_t end = out.byteOffset + out.byteLength;
        if (end > mSource.buffers[buffer].byteLength) {
            return wrong(" ends at byte ", end, ", but buffers[", buffer, "] has ",
                         mSource.buffers[buffer].byteLength, ".");
        }
        return {};
    }

    Status names() {
        const std::string& mode = mIn.Get("mode").Get<std::string>();
        if (!decode::meshoptMode(mode, mJob.mode))
            return wrong(".mode is ", mode.substr(0, 40), ", which is none of the extension's.");
        if (!mIn.Has("filter")) return {};
        const std::string& filter = mIn.Get("filter").Get<std::string>();
        if (!decode::meshoptFilter(filter, mJob.filter))
            return wrong(".filter is ", filter.substr(0, 40),
                         ", which is none of the extension's.");
        return {};
    }

    Status sizes() {
        const uint64_t count = numberOf(mIn, "count"), stride = numberOf(mIn, "byteStride");
        if (count == 0) return wrong(".count is 0; it must be 1 or more.");
        if (mView.byteStride != 0 && mView.byteStride != stride) {
            return wrong(".byteStride is ", stride, ", but the view's is ", mView.byteStride, ".");
        }
        if (count * stride != mView.byteLength) {
            return wrong(" holds ", count, " elements of ", stride, " bytes, but the view has ",
                         mView.byteLength, " bytes.");
        }
        mJob.count = static_cast<uint32_t>(count);
        mJob.stride = static_cast<uint32_t>(stride);
        return {};
    }

    /// What the modes and filters ask of the sizes.
    Status combination() const {
        const uint32_t stride = mJob.stride;
        bool fits = false;
        if (mJob.mode != MeshoptMode::Attributes) {
            if (mJob.filter != MeshoptFilter::None) return wrong(" has a filter for indices.");
            if (mJob.mode == MeshoptMode::Triangles && mJob.count % 3 != 0)
                return wrong(".count is ", mJob.count, ", which is no multiple of 3.");
            fits = stride == 2 || stride == 4;
        } else if (mJob.filter == MeshoptFilter::Octahedral) {
            fits = stride == 4 || stride == 8;
        } else if (mJob.filter == MeshoptFilter::Quaternion) {
            fits = stride == 8;
        } else {
            fits = stride % 4 == 0 && stride <= 256;
        }
        if (fits) return {};
        return wrong(".byteStride is ", stride, ", which its mode and filter do not allow.");
    }

    Source& mSource;
    size_t mIndex;
    tinygltf::BufferView& mView;
    const tinygltf::Value& mIn;
    MeshoptJob mJob;
};

/// Nobody else may look into a fallback or a compressed view.
Status checkUses(const Source& source) {
    const auto& views = source.model->bufferViews;
    for (size_t i = 0; i < views.size(); ++i) {
        if (source.buffers[views[i].buffer].fallback && !extensionOf(views[i])) {
            return fail(ErrorCode::BadGltf,
                        {"bufferViews[", i, "] is not compressed, but buffers[", views[i].buffer,
                         "] is a fallback: it holds no bytes."});
        }
    }
    for (size_t i = 0; i < source.images.size(); ++i) {
        const int view = source.images[i].bufferView;
        if (view >= 0 && extensionOf(views[view])) {
            return fail(ErrorCode::BadGltf, {"images[", i, "] lies in bufferViews[", view,
                                             "], which is compressed as geometry."});
        }
    }
    return {};
}

}  // namespace

Status readCompressedViews(Source& source) {
    Status status = checkUses(source);
    auto& views = source.model->bufferViews;
    for (size_t i = 0; i < views.size() && status; ++i) {
        if (const tinygltf::Value* extension = extensionOf(views[i]))
            status = ViewReader(source, i, *extension).read();
    }
    return status;
}

}  // namespace vitrine::gltf
