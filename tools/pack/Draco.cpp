#include "Draco.h"

#include <draco/compression/expert_encode.h>
#include <draco/core/encoder_buffer.h>
#include <draco/mesh/mesh.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::pack {
namespace {

/// 0 packs best, 10 decodes fastest.
constexpr int kSpeed = 5;
constexpr int kPositionBits = 14, kNormalBits = 10, kTangentBits = 8, kOtherBits = 16;

/// Of one unit of texture coordinates: a quarter of a texel in the largest textures that are usual. Textures that
/// repeat have more units, and get more bits.
constexpr int kUvBits = 13, kMostUvBits = 16;

struct Kind {
    draco::GeometryAttribute::Type type = draco::GeometryAttribute::GENERIC;
    int bits = 0;  // 0: whole numbers, kept as they are
};

bool startsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
}

int uvBitsFor(const std::vector<float>& uvs) {
    float extent = 1;
    for (size_t axis = 0; axis < 2 && uvs.size() > axis; ++axis) {
        float low = uvs[axis], high = low;
        for (size_t i = axis; i < uvs.size(); i += 2) {
            low = std::min(low, uvs[i]);
            high = std::max(high, uvs[i]);
        }
        extent = std::max(extent, high - low);
    }
    return static_cast<int>(
        std::min(std::ceil(float(kUvBits) + std::log2(extent)), float(kMostUvBits)));
}

Kind kindOf(const Stream& stream, bool isFloat) {
    using Attribute = draco::GeometryAttribute;
    const std::string& semantic = stream.semantic;
    if (semantic == "POSITION") return {Attribute::POSITION, kPositionBits};
    if (semantic == "NORMAL") return {Attribute::NORMAL, kNormalBits};
    if (semantic == "TANGENT") return {Attribute::GENERIC, kTangentBits};
    if (startsWith(semantic, "TEXCOORD_") && isFloat)
        return {Attribute::TEX_COORD, uvBitsFor(stream.values)};
    if (startsWith(semantic, "COLOR_") && !isFloat) return {Attribute::COLOR, 0};
    return {Attribute::GENERIC, isFloat ? kOtherBits : 0};
}

draco::DataType dataTypeOf(uint32_t componentType) {
    switch (componentType) {
        case kByte:
            return draco::DT_INT8;
        case kUnsignedByte:
            return draco::DT_UINT8;
        case kShort:
            return draco::DT_INT16;
        case kUnsignedShort:
            return draco::DT_UINT16;
        default:
            return draco::DT_FLOAT32;
    }
}

Encoded asFloats(const Stream& stream) {
    Precision plain;
    plain.filters = false;
    return encodeFloats(stream, plain);
}

/// What Draco is given for each attribute: floats, which it quantises itself, or whole numbers.
std::vector<Encoded> encodeAll(const Geometry& geometry) {
    Precision plain;
    plain.filters = false;
    std::vector<const Stream*> weights;
    for (const Stream& stream : geometry.attributes) {
        if (startsWith(stream.semantic, "WEIGHTS_") && stream.components == 4)
            weights.push_back(&stream);
    }
    std::vector<Encoded> encodedWeights = encodeWeights(weights, plain);
    std::vector<Encoded> all;
    for (const Stream& stream : geometry.attributes) {
        const auto weight = std::find(weights.begin(), weights.end(), &stream);
        if (weight != weights.end()) {
            all.push_back(std::move(encodedWeights[size_t(weight - weights.begin())]));
        } else if (startsWith(stream.semantic, "JOINTS_") ||
                   startsWith(stream.semantic, "COLOR_")) {
            all.push_back(encodeAttribute(stream, plain));
        } else {
            all.push_back(asFloats(stream));
        }
    }
    return all;
}

}  // namespace

bool fitsDraco(const Geometry& geometry) {
    return geometry.topology == Geometry::Topology::Triangles && geometry.targets.empty() &&
           geometry.drawable();
}

Result<DracoBlock> encodeDraco(const Geometry& geometry, const Grid& grid) {
    DracoBlock block;
    block.layouts = encodeAll(geometry);
    draco::Mesh mesh;
    mesh.set_num_points(static_cast<uint32_t>(geometry.vertices));
    std::vector<Kind> kinds;
    for (size_t a = 0; a < block.layouts.size(); ++a) {
        Encoded& encoded = block.layouts[a];
        const Kind kind = kindOf(geometry.attributes[a], encoded.componentType == kFloat);
        draco::GeometryAttribute attribute;
        attribute.Init(kind.type, nullptr, static_cast<int8_t>(encoded.components),
                       dataTypeOf(encoded.componentType), encoded.normalized,
                       int64_t(componentBytes(encoded.componentType)) * encoded.components, 0);
        const int id = mesh.AddAttribute(attribute, true, static_cast<uint32_t>(geometry.vertices));
        draco::PointAttribute* points = mesh.attribute(id);
        for (size_t i = 0; i < geometry.vertices; ++i) {
            points->SetAttributeValue(draco::AttributeValueIndex(static_cast<uint32_t>(i)),
                                      &encoded.bytes[i * encoded.stride]);
        }
        block.ids.push_back(points->unique_id());
        kinds.push_back(kind);
        encoded.bytes = {};
    }
    for (size_t i = 0; i + 2 < geometry.indices.size(); i += 3) {
        mesh.AddFace({draco::PointIndex(geometry.indices[i]),
                      draco::PointIndex(geometry.indices[i + 1]),
                      draco::PointIndex(geometry.indices[i + 2])});
    }

    draco::ExpertEncoder encoder(mesh);
    encoder.SetSpeedOptions(kSpeed, kSpeed);
    encoder.SetTrackEncodedProperties(true);
    encoder.SetEncodingMethod(geometry.ordered ? draco::MESH_SEQUENTIAL_ENCODING
                                               : draco::MESH_EDGEBREAKER_ENCODING);
    for (size_t a = 0; a < kinds.size(); ++a) {
        const int id = static_cast<int>(a);
        if (kinds[a].bits == 0) continue;
        if (geometry.attributes[a].semantic == "POSITION") {
            const float range = grid.scale * static_cast<float>(grid.largest) / 65535.f;
            encoder.SetAttributeExplicitQuantization(id, kPositionBits, 3, grid.offset.data(),
                                                     range);
        } else {
            encoder.SetAttributeQuantization(id, kinds[a].bits);
        }
    }
    draco::EncoderBuffer buffer;
    draco::Status status = encoder.EncodeToBuffer(&buffer);
    if (!status.ok() && !geometry.ordered) {
        // Edgebreaker refuses what has no surface, such as nothing but degenerate triangles.
        encoder.SetEncodingMethod(draco::MESH_SEQUENTIAL_ENCODING);
        buffer.Clear();
        status = encoder.EncodeToBuffer(&buffer);
    }
    if (!status.ok()) {
        return Error{ErrorCode::Internal,
                     std::string("Draco cannot compress a primitive: ") + status.error_msg()};
    }
    block.vertices = encoder.num_encoded_points();
    block.triangles = encoder.num_encoded_faces();
    block.bytes.assign(buffer.data(), buffer.data() + buffer.size());
    return block;
}

}  // namespace vitrine::pack
