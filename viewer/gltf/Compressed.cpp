#include "gltf/Compressed.h"

#include "gltf/Fail.h"
#include "gltf/Limits.h"

namespace vitrine::gltf {

Result<uint32_t> addDecoded(Source& source, CompressedDecl compressed, uint64_t bytes) {
    source.decodedBytes += bytes;
    if (source.decodedBytes > kMaxDecodedBytes) {
        return fail(ErrorCode::TooLarge, {"The model's compressed geometry decodes to more than ",
                                          kMaxDecodedBytes, " bytes."});
    }
    compressed.decodedBuffer = static_cast<uint32_t>(source.buffers.size());
    BufferDecl decl;
    decl.byteLength = bytes;
    decl.decoded = true;
    source.buffers.push_back(std::move(decl));
    source.compressed.push_back(std::move(compressed));
    return source.compressed.back().decodedBuffer;
}

Status readCompressed(Source& source) {
    Status status = readCompressedViews(source);
    return status ? readCompressedPrimitives(source) : status;
}

}  // namespace vitrine::gltf
