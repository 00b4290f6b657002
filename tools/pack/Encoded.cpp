#include "Encoded.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace vitrine::pack {
namespace {

size_t aligned(size_t size) {
    return (size + 3) & ~size_t(3);
}

template <typename T>
constexpr uint32_t componentTypeOf() {
    if (sizeof(T) == 1) return T(-1) < T(0) ? kByte : kUnsignedByte;
    if (sizeof(T) == 2) return T(-1) < T(0) ? kShort : kUnsignedShort;
    return kUnsignedInt;
}

/// The nearest whole number that T holds; a file may have anything, also where only whole numbers make sense.
template <typename T, typename Value>
T fitted(Value value) {
    constexpr auto low = static_cast<double>(std::numeric_limits<T>::min());
    constexpr auto high = static_cast<double>(std::numeric_limits<T>::max());
    const auto wide = static_cast<double>(value);
    if (!(wide > low)) return std::numeric_limits<T>::min();
    return wide >= high ? std::numeric_limits<T>::max() : static_cast<T>(wide);
}

/// An accessor of whole numbers: `value(i)` for every component of every element.
template <typename T, typename Value>
Encoded wholes(size_t count, uint32_t components, bool normalized, const Value& value) {
    Encoded out;
    out.components = components;
    out.componentType = componentTypeOf<T>();
    out.normalized = normalized;
    out.stride = static_cast<uint32_t>(aligned(sizeof(T) * components));
    out.bytes.resize(count * out.stride);
    for (size_t i = 0; i < count; ++i) {
        for (uint32_t k = 0; k < components; ++k) {
            const T stored = fitted<T>(value(i * components + k));
            std::memcpy(&out.bytes[i * out.stride + k * sizeof(T)], &stored, sizeof(T));
        }
    }
    return out;
}

float clamped(float value, float low, float high) {
    return std::min(std::max(value, low), high);
}

void setBounds(const std::vector<float>& values, Encoded& out) {
    if (values.empty()) return;
    for (uint32_t k = 0; k < out.components; ++k) {
        float low = values[k], high = low;
        for (size_t i = k; i < values.size(); i += out.components) {
            low = std::min(low, values[i]);
            high = std::max(high, values[i]);
        }
        out.min.push_back(low);
        out.max.push_back(high);
    }
}

bool startsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
}

bool isWithin(const std::vector<float>& values, float low, float high) {
    return std::all_of(values.begin(), values.end(),
                       [=](float v) { return v >= low && v <= high; });
}

/// As the source has it, where that is whole numbers.
Encoded asInSource(const Stream& stream) {
    const size_t count = stream.values.size() / stream.components;
    const auto at = [&](float largest, float smallest) {
        return [&, largest, smallest](size_t i) {
            const float value = stream.values[i] * (stream.normalized ? largest : 1.f);
            return std::lround(clamped(value, smallest, largest));
        };
    };
    switch (stream.componentType) {
        case kByte:
            return wholes<int8_t>(count, stream.components, stream.normalized, at(127, -128));
        case kUnsignedByte:
            return wholes<uint8_t>(count, stream.components, stream.normalized, at(255, 0));
        case kShort:
            return wholes<int16_t>(count, stream.components, stream.normalized, at(32767, -32768));
        default:
            return wholes<uint16_t>(count, stream.components, stream.normalized, at(65535, 0));
    }
}

}  // namespace

Grid Grid::of(const Mesh& mesh, uint32_t bits) {
    float low[3], high[3];
    bool any = false;
    for (const Geometry& geometry : mesh.primitives) {
        const Stream* positions = geometry.find("POSITION");
        for (size_t i = 0; positions && i < positions->values.size(); ++i) {
            const float value = positions->values[i];
            const size_t k = i % 3;
            low[k] = any ? std::min(low[k], value) : value;
            high[k] = any ? std::max(high[k], value) : value;
            any = any || k == 2;
        }
    }
    Grid grid;
    grid.largest = (1u << bits) - 1;
    if (!any) return grid;
    const float size = std::max({high[0] - low[0], high[1] - low[1], high[2] - low[2]});
    grid.offset = {low[0], low[1], low[2]};
    // A mesh without extent still needs a scale that can be inverted.
    constexpr float kSmallest = 1e-18f;
    grid.scale = size > kSmallest ? size * 65535.f / static_cast<float>(grid.largest) : 1.f;
    return grid;
}

Encoded encodePositions(const Stream& positions, const Grid& grid) {
    std::vector<float> stored(positions.values.size());
    for (size_t i = 0; i < stored.size(); ++i) {
        const float unit = (positions.values[i] - grid.offset[i % 3]) / grid.scale * 65535.f;
        stored[i] = std::round(clamped(unit, 0, static_cast<float>(grid.largest)));
    }
    Encoded out = wholes<uint16_t>(stored.size() / 3, 3, true, [&](size_t i) { return stored[i]; });
    setBounds(stored, out);
    return out;
}

Encoded encodeDirections(const Stream& stream, const Precision& precision) {
    const size_t count = stream.values.size() / stream.components;
    const uint32_t bits =
        stream.semantic == "TANGENT" ? precision.tangentBits : precision.normalBits;
    const bool wide = bits > 8;
    std::vector<float> vectors(count * 4);
    for (size_t i = 0; i < count; ++i) {
        const float* from = &stream.values[i * stream.components];
        float* to = &vectors[i * 4];
        const float length = std::hypot(from[0], from[1], from[2]);
        for (int k = 0; k < 3; ++k) to[k] = length > 0 ? from[k] / length : (k == 2 ? 1.f : 0.f);
        if (stream.components == 4) to[3] = from[3] < 0 ? -1.f : 1.f;
    }
    Encoded out;
    out.components = stream.components;
    out.normalized = true;
    if (precision.filters) {
        out.componentType = wide ? kShort : kByte;
        out.stride = wide ? 8 : 4;
        out.filter = MeshFilter::Octahedral;
        out.bytes.resize(count * out.stride);
        meshopt_encodeFilterOct(out.bytes.data(), count, out.stride, static_cast<int>(bits),
                                vectors.data());
        return out;
    }
    const auto at = [&](float largest) {
        return [&, largest](size_t i) {
            return std::lround(vectors[i / stream.components * 4 + i % stream.components] *
                               largest);
        };
    };
    return wide ? wholes<int16_t>(count, stream.components, true, at(32767))
                : wholes<int8_t>(count, stream.components, true, at(127));
}

Encoded encodeFloats(const Stream& stream, const Precision& precision) {
    Encoded out;
    out.components = stream.components;
    out.stride = stream.components * 4;
    out.bytes.resize(stream.values.size() * 4);
    if (!precision.filters || stream.values.empty()) {
        if (!out.bytes.empty())
            std::memcpy(out.bytes.data(), stream.values.data(), out.bytes.size());
        setBounds(stream.values, out);
        return out;
    }
    const size_t count = stream.values.size() / stream.components;
    out.filter = MeshFilter::Exponential;
    meshopt_encodeFilterExp(out.bytes.data(), count, out.stride,
                            static_cast<int>(precision.mantissaBits), stream.values.data());
    std::vector<float> decoded(stream.values.size());
    std::memcpy(decoded.data(), out.bytes.data(), out.bytes.size());
    meshopt_decodeFilterExp(decoded.data(), count, out.stride);
    setBounds(decoded, out);
    return out;
}

Encoded encodeAttribute(const Stream& stream, const Precision& precision) {
    const size_t count = stream.values.size() / stream.components;
    const bool isFloat = stream.componentType == kFloat;
    if (startsWith(stream.semantic, "JOINTS_")) {
        const auto at = [&](size_t i) { return stream.values[i]; };
        if (isWithin(stream.values, 0, 255))
            return wholes<uint8_t>(count, stream.components, false, at);
        return wholes<uint16_t>(count, stream.components, false, at);
    }
    const bool isUv = startsWith(stream.semantic, "TEXCOORD_");
    if (isUv && (isFloat || stream.normalized) && isWithin(stream.values, 0, 1)) {
        return wholes<uint16_t>(count, stream.components, true,
                                [&](size_t i) { return std::lround(stream.values[i] * 65535.f); });
    }
    if (isUv) return encodeFloats(stream, precision);
    if (startsWith(stream.semantic, "COLOR_") && isFloat && isWithin(stream.values, 0, 1)) {
        // Linear light in 8 bits shows steps in the dark; the preview may have them.
        if (!precision.wideWeights) {
            return wholes<uint8_t>(count, stream.components, true,
                                   [&](size_t i) { return std::lround(stream.values[i] * 255.f); });
        }
        return wholes<uint16_t>(count, stream.components, true,
                                [&](size_t i) { return std::lround(stream.values[i] * 65535.f); });
    }
    if (isFloat || stream.componentType == kUnsignedInt) return encodeFloats(stream, precision);
    return asInSource(stream);
}

std::vector<Encoded> encodeWeights(const std::vector<const Stream*>& sets,
                                   const Precision& precision) {
    if (sets.empty()) return {};
    const long largest = precision.wideWeights ? 65535 : 255;
    const size_t count = sets[0]->values.size() / 4;
    std::vector<std::vector<long>> stored(sets.size(), std::vector<long>(count * 4));
    for (size_t i = 0; i < count; ++i) {
        double sum = 0;
        for (const Stream* set : sets) {
            for (size_t k = 0; k < 4; ++k) sum += std::max(0.f, set->values[i * 4 + k]);
        }
        long rest = largest;
        long* greatest = &stored[0][i * 4];
        for (size_t s = 0; s < sets.size(); ++s) {
            for (size_t k = 0; k < 4; ++k) {
                const double weight = std::max(0.f, sets[s]->values[i * 4 + k]);
                long& out = stored[s][i * 4 + k];
                out = sum > 0 ? std::lround(weight / sum * double(largest)) : 0;
                rest -= out;
                if (out > *greatest) greatest = &out;
            }
        }
        *greatest += rest;
    }
    std::vector<Encoded> out;
    for (const std::vector<long>& set : stored) {
        const auto at = [&](size_t i) { return set[i]; };
        out.push_back(precision.wideWeights ? wholes<uint16_t>(count, 4, true, at)
                                            : wholes<uint8_t>(count, 4, true, at));
    }
    return out;
}

Encoded encodeRotations(const std::vector<float>& values) {
    Encoded out;
    out.components = 4;
    out.componentType = kShort;
    out.normalized = true;
    out.stride = 8;
    out.filter = MeshFilter::Quaternion;
    out.bytes.resize(values.size() * 2);
    meshopt_encodeFilterQuat(out.bytes.data(), values.size() / 4, 8, 12, values.data());
    return out;
}

}  // namespace vitrine::pack
