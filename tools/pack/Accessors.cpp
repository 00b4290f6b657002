#include "Accessors.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/Fail.h"
#include "gltf/Limits.h"

namespace vitrine::pack {
namespace {

/// What an accessor, or one half of a sparse one, reads from.
struct Layout {
    uint32_t componentType = 0, components = 0;
    uint64_t count = 0, offset = 0, stride = 0;
    int64_t view = -1;

    uint64_t elementBytes() const { return uint64_t(componentBytes(componentType)) * components; }
};

Error outside(int64_t accessor) {
    return fail(ErrorCode::BadGltf,
                {"accessors[", accessor, "] does not lie within its buffer view."});
}

/// Matrices of small components have columns at multiples of 4; glTF files with those do not exist in practice.
Result<Layout> layoutOf(const Product& product, int64_t accessor) {
    const Json* json = element(product.json, "accessors", accessor);
    if (!json) return fail(ErrorCode::BadGltf, {"There is no accessors[", accessor, "]."});
    Layout layout;
    layout.componentType = static_cast<uint32_t>(whole(*json, "componentType", 0));
    layout.components = componentsOf(text(*json, "type"));
    const int64_t count = whole(*json, "count");
    if (componentBytes(layout.componentType) == 0 || layout.components == 0 || count < 0 ||
        static_cast<uint64_t>(count) > gltf::kMaxElements) {
        return fail(ErrorCode::BadGltf, {"accessors[", accessor, "] has no proper type."});
    }
    layout.count = static_cast<uint64_t>(count);
    layout.offset = static_cast<uint64_t>(whole(*json, "byteOffset", 0));
    layout.view = whole(*json, "bufferView");
    layout.stride = layout.elementBytes();
    if (const Json* view = element(product.json, "bufferViews", layout.view)) {
        const int64_t stride = whole(*view, "byteStride", 0);
        if (stride > 0) layout.stride = static_cast<uint64_t>(stride);
    }
    return layout;
}

/// Where the elements begin; every element lies within the view.
Result<const uint8_t*> dataOf(const Product& product, const Layout& layout, int64_t accessor) {
    Result<Bytes> bytes = viewBytes(product, layout.view);
    if (!bytes) return std::move(bytes).error();
    if (layout.count > 0 &&
        layout.offset + (layout.count - 1) * layout.stride + layout.elementBytes() > bytes->size)
        return outside(accessor);
    return bytes->data + layout.offset;
}

Result<std::vector<uint32_t>> readWholes(const Product& product, const Layout& layout,
                                         int64_t accessor) {
    Result<const uint8_t*> data = dataOf(product, layout, accessor);
    if (!data) return std::move(data).error();
    std::vector<uint32_t> out(layout.count);
    const uint32_t size = componentBytes(layout.componentType);
    for (uint64_t i = 0; i < layout.count; ++i) {
        uint32_t value = 0;
        std::memcpy(&value, *data + i * layout.stride, size);  // little endian, as glTF is
        out[i] = value;
    }
    return out;
}

Status applySparse(const Product& product, const Json& sparse, const Layout& base, int64_t accessor,
                   std::vector<float>& values, bool normalized) {
    const Json* indicesJson = member(sparse, "indices");
    const Json* valuesJson = member(sparse, "values");
    const int64_t count = whole(sparse, "count", 0);
    if (!indicesJson || !valuesJson || count < 0 || static_cast<uint64_t>(count) > base.count)
        return outside(accessor);
    Layout at;
    at.componentType = static_cast<uint32_t>(whole(*indicesJson, "componentType", 0));
    at.components = 1;
    at.count = static_cast<uint64_t>(count);
    at.offset = static_cast<uint64_t>(whole(*indicesJson, "byteOffset", 0));
    at.view = whole(*indicesJson, "bufferView");
    at.stride = componentBytes(at.componentType);
    if (at.stride == 0 || at.componentType == kFloat) return outside(accessor);
    Result<std::vector<uint32_t>> indices = readWholes(product, at, accessor);
    if (!indices) return std::move(indices).error();
    Layout from = base;
    from.count = at.count;
    from.offset = static_cast<uint64_t>(whole(*valuesJson, "byteOffset", 0));
    from.view = whole(*valuesJson, "bufferView");
    from.stride = from.elementBytes();
    Result<const uint8_t*> data = dataOf(product, from, accessor);
    if (!data) return std::move(data).error();
    for (size_t i = 0; i < indices->size(); ++i) {
        if ((*indices)[i] >= base.count) return outside(accessor);
        toFloats(*data + i * from.stride, base.componentType, normalized, base.components,
                 &values[size_t((*indices)[i]) * base.components]);
    }
    return {};
}

}  // namespace

uint32_t componentBytes(uint32_t componentType) {
    switch (componentType) {
        case kByte:
        case kUnsignedByte:
            return 1;
        case kShort:
        case kUnsignedShort:
            return 2;
        case kUnsignedInt:
        case kFloat:
            return 4;
        default:
            return 0;
    }
}

uint32_t componentsOf(const std::string& type) {
    if (type == "SCALAR") return 1;
    if (type == "VEC2") return 2;
    if (type == "VEC3") return 3;
    if (type == "VEC4" || type == "MAT2") return 4;
    if (type == "MAT3") return 9;
    return type == "MAT4" ? 16 : 0;
}

const char* typeOf(uint32_t components) {
    switch (components) {
        case 1:
            return "SCALAR";
        case 2:
            return "VEC2";
        case 3:
            return "VEC3";
        case 4:
            return "VEC4";
        case 9:
            return "MAT3";
        default:
            return "MAT4";
    }
}

void toFloats(const uint8_t* data, uint32_t componentType, bool normalized, size_t count,
              float* out) {
    const auto convert = [&](auto zero, float largest) {
        using T = decltype(zero);
        for (size_t i = 0; i < count; ++i) {
            T value;
            std::memcpy(&value, data + i * sizeof(T), sizeof(T));
            const float number = static_cast<float>(value);
            out[i] = normalized ? std::max(number / largest, -1.f) : number;
        }
    };
    switch (componentType) {
        case kByte:
            return convert(int8_t(0), 127.f);
        case kUnsignedByte:
            return convert(uint8_t(0), 255.f);
        case kShort:
            return convert(int16_t(0), 32767.f);
        case kUnsignedShort:
            return convert(uint16_t(0), 65535.f);
        case kUnsignedInt:
            return convert(uint32_t(0), 4294967295.f);
        default:
            std::memcpy(out, data, count * sizeof(float));
            for (size_t i = 0; i < count; ++i) {
                if (!std::isfinite(out[i])) out[i] = 0;
            }
    }
}

Result<Values> readValues(const Product& product, int64_t accessor) {
    Result<Layout> layout = layoutOf(product, accessor);
    if (!layout) return std::move(layout).error();
    const Json& json = *element(product.json, "accessors", accessor);
    Values out;
    out.components = layout->components;
    out.componentType = layout->componentType;
    const Json* normalized = member(json, "normalized");
    out.normalized = normalized && *normalized == true && layout->componentType != kFloat;
    if (layout->view >= 0) {
        Result<const uint8_t*> data = dataOf(product, *layout, accessor);
        if (!data) return std::move(data).error();
        out.values.resize(layout->count * layout->components);
        for (uint64_t i = 0; i < layout->count; ++i) {
            toFloats(*data + i * layout->stride, layout->componentType, out.normalized,
                     layout->components, &out.values[i * layout->components]);
        }
    } else if (layout->count * layout->components * sizeof(float) > gltf::kMaxDecodedBytes) {
        return fail(ErrorCode::TooLarge,
                    {"accessors[", accessor, "] has ", layout->count, " elements of nothing."});
    } else {
        out.values.resize(layout->count * layout->components);
    }
    if (const Json* sparse = member(json, "sparse")) {
        Status status =
            applySparse(product, *sparse, *layout, accessor, out.values, out.normalized);
        if (!status) return std::move(status).error();
    }
    return out;
}

Result<std::vector<uint32_t>> readIndices(const Product& product, int64_t accessor) {
    Result<Layout> layout = layoutOf(product, accessor);
    if (!layout) return std::move(layout).error();
    if (layout->components != 1 || layout->componentType == kFloat || layout->view < 0 ||
        layout->componentType == kByte || layout->componentType == kShort) {
        return fail(ErrorCode::BadGltf, {"accessors[", accessor, "] is not fit for indices."});
    }
    return readWholes(product, *layout, accessor);
}

}  // namespace vitrine::pack
