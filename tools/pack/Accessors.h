// Accessors of a product as plain numbers.
//
// glTF 2.0 specification, "Accessors". Bounds are checked here again: the viewer's reader looks only at what it draws.
#pragma once

#include <string>
#include <vector>

#include "Product.h"

namespace vitrine::pack {

/// glTF's names of component types.
enum ComponentType : uint32_t {
    kByte = 5120,
    kUnsignedByte = 5121,
    kShort = 5122,
    kUnsignedShort = 5123,
    kUnsignedInt = 5125,
    kFloat = 5126,
};

/// Bytes of one component; 0 for a type that glTF has not.
uint32_t componentBytes(uint32_t componentType);

/// Numbers of one element of "SCALAR" … "MAT4"; 0 for a type that glTF has not.
uint32_t componentsOf(const std::string& type);

/// "SCALAR", "VEC2" … of a number of components; 9 and 16 are matrices.
const char* typeOf(uint32_t components);

struct Values {
    uint32_t components = 1;
    uint32_t componentType = kFloat;  ///< in the source
    bool normalized = false;          ///< in the source; the values are converted
    std::vector<float> values;        ///< finite

    size_t count() const { return values.size() / components; }
};

/// Errors: BadGltf.
Result<Values> readValues(const Product& product, int64_t accessor);

/// An accessor of unsigned numbers. Errors: BadGltf.
Result<std::vector<uint32_t>> readIndices(const Product& product, int64_t accessor);

/// Components of one type as floats, as glTF converts them.
void toFloats(const uint8_t* data, uint32_t componentType, bool normalized, size_t count,
              float* out);

}  // namespace vitrine::pack
