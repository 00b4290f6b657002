// Decodes accessors: component types, normalisation, stride, sparse.
//
// glTF 2.0 specification, "Accessors". Normalised integers become floats as in its "Animations"
// table (f = c / max, and not below −1).
#pragma once

#include <cstdint>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"

namespace tinygltf {
class Model;
struct Accessor;
}  // namespace tinygltf

namespace vitrine::gltf {

/// Checks one accessor's references, types and ranges against its buffer views.
Status checkAccessor(const tinygltf::Model& model, size_t index);

/// Bytes of a component type of glTF's; 0 for all others.
uint32_t componentSize(int type);

/// Numbers per element: 1, 2, 3, 4, 9 or 16.
uint32_t componentCount(const tinygltf::Accessor& accessor);

class AccessorReader {
public:
    /// Both must outlive the reader. `buffers[i]` must hold at least what the accessors need of
    /// buffer i. The model must have been validated.
    AccessorReader(const tinygltf::Model& model, const std::vector<Bytes>& buffers)
        : mModel(model), mBuffers(buffers) {}

    const tinygltf::Accessor& at(int index) const;
    size_t count(int index) const;

    /// Asks for memory of the decoded asset; TooLarge when a file asks for too much in all.
    Status claim(uint64_t count, uint64_t bytesEach);

    /// What has been asked for so far, in bytes.
    uint64_t claimed() const { return mClaimed; }

    /// Writes count(index) elements of `components` floats each, `stride` floats apart. The
    /// accessor must have exactly that many components.
    Status floats(int index, uint32_t components, float* out, uint32_t stride);

    /// As floats(), for unsigned integer component types.
    Status integers(int index, uint32_t components, uint32_t* out);

private:
    struct Elements {
        const uint8_t* data = nullptr;  // null: all zero
        size_t stride = 0;
    };
    Elements elements(const tinygltf::Accessor& accessor) const;
    const uint8_t* viewData(int view, size_t offset) const;

    const tinygltf::Model& mModel;
    const std::vector<Bytes>& mBuffers;
    uint64_t mClaimed = 0;
};

}  // namespace vitrine::gltf
