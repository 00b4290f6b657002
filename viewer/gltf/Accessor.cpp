#include "gltf/Accessor.h"

#include <cstring>

#include "gltf/Fail.h"
#include "gltf/Limits.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

bool isIndexType(int type) {
    return type == TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE ||
           type == TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT ||
           type == TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT;
}

/// Bytes of one element. Columns of matrices of small components are padded to 4 bytes.
uint32_t elementSize(const tinygltf::Accessor& accessor) {
    const uint32_t size = componentSize(accessor.componentType);
    const auto column = [size](uint32_t rows) { return (rows * size + 3) & ~3u; };
    switch (accessor.type) {
        case TINYGLTF_TYPE_MAT2:
            return 2 * column(2);
        case TINYGLTF_TYPE_MAT3:
            return 3 * column(3);
        default:
            return componentCount(accessor) * size;
    }
}

template <typename T>
void convertAs(const uint8_t* in, size_t inStride, size_t count, uint32_t components, float unit,
               float* out, uint32_t outStride) {
    for (size_t i = 0; i < count; ++i, in += inStride, out += outStride) {
        T element[16];
        std::memcpy(element, in, components * sizeof(T));
        for (uint32_t c = 0; c < components; ++c) {
            const float value = static_cast<float>(element[c]) / unit;
            // Only signed normalised integers can be below −1, at their lowest value.
            out[c] = unit != 1.0f && value < -1.0f ? -1.0f : value;
        }
    }
}

void convert(const uint8_t* in, size_t inStride, size_t count, uint32_t components, int type,
             bool normalized, float* out, uint32_t outStride) {
    if (count == 0) return;  // There may be no memory behind either pointer.
    const auto unit = [normalized](float max) { return normalized ? max : 1.0f; };
    switch (type) {
        case TINYGLTF_COMPONENT_TYPE_BYTE:
            return convertAs<int8_t>(in, inStride, count, components, unit(127), out, outStride);
        case TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE:
            return convertAs<uint8_t>(in, inStride, count, components, unit(255), out, outStride);
        case TINYGLTF_COMPONENT_TYPE_SHORT:
            return convertAs<int16_t>(in, inStride, count, components, unit(32767), out, outStride);
        case TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT:
            return convertAs<uint16_t>(in, inStride, count, components, unit(65535), out,
                                       outStride);
        case TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT:
            return convertAs<uint32_t>(in, inStride, count, components, unit(4294967295.0f), out,
                                       outStride);
        default:
            break;
    }
    if (inStride == components * sizeof(float) && outStride == components) {
        std::memcpy(out, in, count * inStride);
        return;
    }
    for (size_t i = 0; i < count; ++i, in += inStride, out += outStride) {
        std::memcpy(out, in, components * sizeof(float));
    }
}

uint32_t indexAt(const uint8_t* in, int type) {
    if (type == TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE) return *in;
    if (type == TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT) {
        uint16_t value;
        std::memcpy(&value, in, 2);
        return value;
    }
    uint32_t value;
    std::memcpy(&value, in, 4);
    return value;
}

/// Whether `count` elements of `size` bytes, `stride` apart, fit into a view from `offset` on.
Status checkRange(const tinygltf::Model& model, size_t accessor, int view, uint64_t offset,
                  uint64_t count, uint64_t size, uint64_t stride) {
    if (view < 0 || static_cast<size_t>(view) >= model.bufferViews.size()) {
        return fail(ErrorCode::BadGltf, {"accessors[", accessor, "] names bufferViews[", view,
                                         "], but there are only ", model.bufferViews.size(), "."});
    }
    const uint64_t have = model.bufferViews[view].byteLength;
    const uint64_t end = count == 0 ? offset : offset + (count - 1) * stride + size;
    if (end > have) {
        return fail(ErrorCode::BadGltf, {"accessors[", accessor, "] reads up to byte ", end,
                                         " of bufferViews[", view, "], which has ", have, "."});
    }
    return {};
}

}  // namespace

uint32_t componentSize(int type) {
    switch (type) {
        case TINYGLTF_COMPONENT_TYPE_BYTE:
        case TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE:
            return 1;
        case TINYGLTF_COMPONENT_TYPE_SHORT:
        case TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT:
            return 2;
        case TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT:
        case TINYGLTF_COMPONENT_TYPE_FLOAT:
            return 4;
        default:
            return 0;
    }
}

uint32_t componentCount(const tinygltf::Accessor& accessor) {
    switch (accessor.type) {
        case TINYGLTF_TYPE_SCALAR:
            return 1;
        case TINYGLTF_TYPE_VEC2:
            return 2;
        case TINYGLTF_TYPE_VEC3:
            return 3;
        case TINYGLTF_TYPE_VEC4:
        case TINYGLTF_TYPE_MAT2:
            return 4;
        case TINYGLTF_TYPE_MAT3:
            return 9;
        default:
            return 16;
    }
}

Status checkAccessor(const tinygltf::Model& model, size_t index) {
    const tinygltf::Accessor& a = model.accessors[index];
    if (componentSize(a.componentType) == 0) {
        return fail(ErrorCode::BadGltf, {"accessors[", index, "].componentType is ",
                                         a.componentType, ", which is none of glTF's."});
    }
    if (a.count > kMaxElements) {
        return fail(ErrorCode::TooLarge, {"accessors[", index, "].count is ", a.count, "; at most ",
                                          kMaxElements, " can be held."});
    }
    const uint32_t size = elementSize(a);
    if (a.bufferView != -1) {
        Status status = checkRange(model, index, a.bufferView, 0, 0, 0, 0);
        if (!status) return status;
        const uint64_t given = model.bufferViews[a.bufferView].byteStride;
        if (given != 0 && given < size) {
            return fail(ErrorCode::BadGltf, {"bufferViews[", a.bufferView, "].byteStride is ",
                                             given, ", less than the ", size,
                                             " bytes of an element of accessors[", index, "]."});
        }
        status = checkRange(model, index, a.bufferView, a.byteOffset, a.count, size,
                            given ? given : size);
        if (!status) return status;
    }
    if (!a.sparse.isSparse) return {};
    if (a.sparse.count < 0 || static_cast<size_t>(a.sparse.count) > a.count) {
        return fail(ErrorCode::BadGltf, {"accessors[", index, "] replaces ", a.sparse.count,
                                         " of its ", a.count, " elements (sparse.count)."});
    }
    if (!isIndexType(a.sparse.indices.componentType)) {
        return fail(ErrorCode::BadGltf,
                    {"accessors[", index, "].sparse.indices.componentType is ",
                     a.sparse.indices.componentType, ", not an unsigned integer type."});
    }
    const uint64_t count = static_cast<uint64_t>(a.sparse.count);
    const uint32_t indexSize = componentSize(a.sparse.indices.componentType);
    Status status =
        checkRange(model, index, a.sparse.indices.bufferView,
                   static_cast<uint64_t>(a.sparse.indices.byteOffset), count, indexSize, indexSize);
    if (!status) return status;
    return checkRange(model, index, a.sparse.values.bufferView,
                      static_cast<uint64_t>(a.sparse.values.byteOffset), count, size, size);
}

const tinygltf::Accessor& AccessorReader::at(int index) const {
    return mModel.accessors[index];
}

size_t AccessorReader::count(int index) const {
    return mModel.accessors[index].count;
}

Status AccessorReader::claim(uint64_t count, uint64_t bytesEach) {
    mClaimed += count * bytesEach;  // both below 2^32
    if (mClaimed <= kMaxDecodedBytes) return {};
    return fail(ErrorCode::TooLarge, {"The model needs more than ", kMaxDecodedBytes,
                                      " bytes for its vertices and keyframes."});
}

const uint8_t* AccessorReader::viewData(int view, size_t offset) const {
    const tinygltf::BufferView& v = mModel.bufferViews[view];
    return mBuffers[v.buffer].data + v.byteOffset + offset;
}

AccessorReader::Elements AccessorReader::elements(const tinygltf::Accessor& accessor) const {
    Elements e;
    if (accessor.bufferView < 0) return e;
    e.data = viewData(accessor.bufferView, accessor.byteOffset);
    e.stride = mModel.bufferViews[accessor.bufferView].byteStride;
    if (e.stride == 0) e.stride = elementSize(accessor);
    return e;
}

Status AccessorReader::floats(int index, uint32_t components, float* out, uint32_t stride) {
    const tinygltf::Accessor& a = at(index);
    if (componentCount(a) != components || a.type == TINYGLTF_TYPE_MAT2 ||
        a.type == TINYGLTF_TYPE_MAT3) {
        return fail(ErrorCode::BadGltf,
                    {"accessors[", index, "] has ", componentCount(a),
                     " numbers per element where ", components, " are needed."});
    }
    const Elements base = elements(a);
    if (base.data) {
        convert(base.data, base.stride, a.count, components, a.componentType, a.normalized, out,
                stride);
    } else {
        for (size_t i = 0; i < a.count; ++i)
            std::memset(out + i * stride, 0, components * sizeof(float));
    }
    if (!a.sparse.isSparse) return {};
    const int indexType = a.sparse.indices.componentType;
    const uint32_t indexSize = componentSize(indexType), size = elementSize(a);
    const size_t replaced = static_cast<size_t>(a.sparse.count);
    if (replaced == 0) return {};
    const uint8_t* indices =
        viewData(a.sparse.indices.bufferView, static_cast<size_t>(a.sparse.indices.byteOffset));
    const uint8_t* values =
        viewData(a.sparse.values.bufferView, static_cast<size_t>(a.sparse.values.byteOffset));
    for (size_t i = 0; i < replaced; ++i) {
        const uint32_t target = indexAt(indices + i * indexSize, indexType);
        if (target >= a.count) {
            return fail(ErrorCode::BadGltf, {"accessors[", index, "] replaces element ", target,
                                             " of ", a.count, " (sparse.indices)."});
        }
        convert(values + i * size, size, 1, components, a.componentType, a.normalized,
                out + size_t(target) * stride, stride);
    }
    return {};
}

Status AccessorReader::integers(int index, uint32_t components, uint32_t* out) {
    const tinygltf::Accessor& a = at(index);
    if (componentCount(a) != components || !isIndexType(a.componentType)) {
        return fail(ErrorCode::BadGltf, {"accessors[", index, "] must hold ", components,
                                         " unsigned integers per element; it has ",
                                         componentCount(a), " of type ", a.componentType, "."});
    }
    const Elements base = elements(a);
    const uint32_t size = componentSize(a.componentType);
    for (size_t i = 0; i < a.count; ++i) {
        for (uint32_t c = 0; c < components; ++c) {
            *out++ =
                base.data ? indexAt(base.data + i * base.stride + c * size, a.componentType) : 0;
        }
    }
    if (!a.sparse.isSparse || a.sparse.count == 0) return {};
    out -= a.count * components;
    const int indexType = a.sparse.indices.componentType;
    const uint8_t* indices =
        viewData(a.sparse.indices.bufferView, static_cast<size_t>(a.sparse.indices.byteOffset));
    const uint8_t* values =
        viewData(a.sparse.values.bufferView, static_cast<size_t>(a.sparse.values.byteOffset));
    for (size_t i = 0; i < static_cast<size_t>(a.sparse.count); ++i) {
        const uint32_t target = indexAt(indices + i * componentSize(indexType), indexType);
        if (target >= a.count) {
            return fail(ErrorCode::BadGltf, {"accessors[", index, "] replaces element ", target,
                                             " of ", a.count, " (sparse.indices)."});
        }
        for (uint32_t c = 0; c < components; ++c) {
            out[target * components + c] =
                indexAt(values + (i * components + c) * size, a.componentType);
        }
    }
    return {};
}

}  // namespace vitrine::gltf
