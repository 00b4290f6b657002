#include "decode/Draco.h"

#include <draco/compression/config/compression_shared.h>
#include <draco/compression/decode.h>
#include <draco/core/varint_decoding.h>
#include <draco/metadata/metadata_decoder.h>

#include <cstring>
#include <optional>

#include "base/Fail.h"
#include "base/NoInline.h"
#include "decode/Limits.h"

namespace vitrine::decode {
namespace {

uint32_t componentBytes(uint32_t type) {
    switch (type) {
        case 5120:
        case 5121:
            return 1;
        case 5122:
        case 5123:
            return 2;
        case 5125:
        case 5126:
            return 4;
        default:
            return 0;
    }
}

draco::DataType dracoType(uint32_t type) {
    switch (type) {
        case 5120:
            return draco::DT_INT8;
        case 5121:
            return draco::DT_UINT8;
        case 5122:
            return draco::DT_INT16;
        case 5123:
            return draco::DT_UINT16;
        case 5125:
            return draco::DT_UINT32;
        case 5126:
            return draco::DT_FLOAT32;
        default:
            return draco::DT_INVALID;
    }
}

uint64_t offsetOf(const DracoJob& job, size_t attribute) {
    uint64_t offset = uint64_t(job.indices) * 4;
    for (size_t i = 0; i < attribute && i < job.attributes.size(); ++i) {
        const DracoAttribute& a = job.attributes[i];
        offset += (uint64_t(job.vertices) * componentBytes(a.componentType) * a.components + 3) &
                  ~uint64_t(3);
    }
    return offset;
}

Status check(const DracoJob& job) {
    if (job.indices % 3 || job.vertices == 0)
        return fail(ErrorCode::BadCompression,
                    {"a Draco primitive of triangles cannot have ", job.indices, " indices and ",
                     job.vertices, " vertices"});
    for (const DracoAttribute& a : job.attributes) {
        if (!componentBytes(a.componentType) || a.components < 1 || a.components > 4)
            return fail(ErrorCode::BadCompression,
                        {"Draco attribute ", a.id, " cannot become ", a.components,
                         " components of type ", a.componentType});
    }
    // The decoder's tables of a mesh take about 32 bytes per corner besides the result.
    const uint64_t corners = job.indices ? job.indices : job.vertices;
    if (job.attributes.size() > 64 || offsetOf(job, job.attributes.size()) > kMaxBytes ||
        corners * 32 > kMaxBytes)
        return fail(ErrorCode::TooLarge,
                    {"a Draco primitive of ", job.indices, " indices and ", job.vertices,
                     " vertices with ", job.attributes.size(), " attributes is too large"});
    return {};
}

/// Triangles that the data says it has, before anything of their number is allocated; nothing when it does not get that
/// far. Layout: Draco bit-stream 2.2, sections 4 and 6.
std::optional<uint32_t> announcedFaces(draco::DecoderBuffer buffer) {
    struct {
        char magic[5];
        uint8_t major, minor, type, method, flags[2];
    } header;
    static_assert(sizeof(header) == 11, "as in the file");
    if (!buffer.Decode(&header, sizeof(header))) return {};
    buffer.set_bitstream_version(
        static_cast<uint16_t>(DRACO_BITSTREAM_VERSION(header.major, header.minor)));
    if (header.flags[1] & (METADATA_FLAG_MASK >> 8)) {
        draco::GeometryMetadata metadata;
        if (!draco::MetadataDecoder().DecodeGeometryMetadata(&buffer, &metadata)) return {};
    }
    uint8_t traversal;
    uint32_t vertices, faces;
    if (header.method == draco::MESH_EDGEBREAKER_ENCODING &&
        (!buffer.Decode(&traversal) || !draco::DecodeVarint(&vertices, &buffer)))
        return {};
    if (!draco::DecodeVarint(&faces, &buffer)) return {};
    return faces;
}

/// Values of one attribute as plain bytes of the wanted type, each element `size` bytes.
class Values {
public:
    Values(const draco::PointAttribute& attribute, const DracoAttribute& wanted)
        : mAttribute(attribute),
          mWanted(wanted),
          mSize(componentBytes(wanted.componentType) * wanted.components),
          mPlain(attribute.data_type() == dracoType(wanted.componentType) &&
                 attribute.num_components() == wanted.components &&
                 attribute.byte_stride() == mSize) {}

    /// False when a value does not fit the type, or there is none. The points are below `points`.
    template <typename PointOf>
    bool write(uint8_t* out, size_t count, size_t points, PointOf pointOf) const {
        if (!mAttribute.is_mapping_identity() && mAttribute.indices_map_size() < points)
            return false;
        if (!mPlain) return convert(out, count, pointOf);
        switch (mSize) {
            case 4:
                return copy<4>(out, count, pointOf);
            case 8:
                return copy<8>(out, count, pointOf);
            case 12:
                return copy<12>(out, count, pointOf);
            case 16:
                return copy<16>(out, count, pointOf);
            default:
                return copy<0>(out, count, pointOf);
        }
    }

private:
    /// kSize 0: mSize bytes.
    template <size_t kSize, typename PointOf>
    VITRINE_NOINLINE bool copy(uint8_t* out, size_t count, PointOf pointOf) const {
        const size_t size = kSize ? kSize : mSize;
        const size_t values = mAttribute.size();
        const uint8_t* const base = mAttribute.GetAddress(draco::AttributeValueIndex(0));
        for (size_t i = 0; i < count; ++i) {
            const uint32_t value = mAttribute.mapped_index(pointOf(i)).value();
            if (value >= values) return false;
            std::memcpy(out + i * size, base + value * size, size);
        }
        return true;
    }

    template <typename PointOf>
    VITRINE_NOINLINE bool convert(uint8_t* out, size_t count, PointOf pointOf) const {
        for (size_t i = 0; i < count; ++i) {
            const draco::AttributeValueIndex value = mAttribute.mapped_index(pointOf(i));
            if (value.value() >= mAttribute.size() || !convertOne(value, out + i * mSize))
                return false;
        }
        return true;
    }

    bool convertOne(draco::AttributeValueIndex value, uint8_t* out) const {
        switch (mWanted.componentType) {
            case 5120:
                return convertTo<int8_t>(value, out);
            case 5121:
                return convertTo<uint8_t>(value, out);
            case 5122:
                return convertTo<int16_t>(value, out);
            case 5123:
                return convertTo<uint16_t>(value, out);
            case 5125:
                return convertTo<uint32_t>(value, out);
            default:
                return convertTo<float>(value, out);
        }
    }

    template <typename T>
    VITRINE_NOINLINE bool convertTo(draco::AttributeValueIndex value, uint8_t* out) const {
        T converted[4] = {};
        if (!mAttribute.ConvertValue<T>(value, static_cast<int8_t>(mWanted.components), converted))
            return false;
        std::memcpy(out, converted, mSize);
        return true;
    }

    const draco::PointAttribute& mAttribute;
    const DracoAttribute& mWanted;
    const uint32_t mSize;
    const bool mPlain;
};

VITRINE_NOINLINE Status checkCounts(const draco::Mesh& mesh, const DracoJob& job) {
    const uint64_t corners = uint64_t(mesh.num_faces()) * 3;
    const uint64_t vertices = job.indices ? mesh.num_points() : corners;
    if ((job.indices && corners != job.indices) || vertices != job.vertices)
        return fail(ErrorCode::BadCompression, {"Draco data of ", corners, " indices and ",
                                                vertices, " vertices, where the accessors promise ",
                                                job.indices, " and ", job.vertices});
    for (draco::FaceIndex f(0); f < mesh.num_faces(); ++f) {
        for (const draco::PointIndex& point : mesh.face(f)) {
            if (point.value() >= mesh.num_points())
                return fail(ErrorCode::BadCompression,
                            {"a triangle of the Draco data refers to vertex ", point.value(),
                             " of ", mesh.num_points()});
        }
    }
    return {};
}

VITRINE_NOINLINE void writeIndices(const draco::Mesh& mesh, uint8_t* out) {
    for (draco::FaceIndex f(0); f < mesh.num_faces(); ++f) {
        const draco::Mesh::Face& face = mesh.face(f);
        const uint32_t triangle[3] = {face[0].value(), face[1].value(), face[2].value()};
        std::memcpy(out + size_t(f.value()) * sizeof(triangle), triangle, sizeof(triangle));
    }
}

}  // namespace

Result<RawBytes> decodeDraco(Bytes compressed, const DracoJob& job) {
    if (Status sound = check(job); !sound) return std::move(sound).error();

    draco::DecoderBuffer buffer;
    buffer.Init(reinterpret_cast<const char*>(compressed.data), compressed.size);
    const auto faces = announcedFaces(buffer);
    const uint64_t corners = job.indices ? job.indices : job.vertices;
    if (!faces || uint64_t(*faces) * 3 != corners)
        return fail(ErrorCode::BadCompression,
                    {compressed.size, " bytes of Draco data with ", faces.value_or(0),
                     " triangles, where the accessors promise ", corners / 3});
    draco::Decoder decoder;
    auto decoded = decoder.DecodeMeshFromBuffer(&buffer);
    if (!decoded.ok())
        return fail(
            ErrorCode::BadCompression,
            {compressed.size, " bytes are no Draco mesh: ", decoded.status().error_msg_string()});
    const draco::Mesh& mesh = *decoded.value();
    if (Status counts = checkCounts(mesh, job); !counts) return std::move(counts).error();

    // Filled, for the gaps between attributes.
    RawBytes out(dracoOffset(job, job.attributes.size()), uint8_t(0));
    if (job.indices) writeIndices(mesh, out.data());
    for (size_t i = 0; i < job.attributes.size(); ++i) {
        const DracoAttribute& wanted = job.attributes[i];
        const draco::PointAttribute* attribute = mesh.GetAttributeByUniqueId(wanted.id);
        if (!attribute || attribute->num_components() != wanted.components)
            return fail(ErrorCode::BadCompression, {"the Draco data has no attribute ", wanted.id,
                                                    " of ", wanted.components, " components"});
        uint8_t* const at = out.data() + dracoOffset(job, i);
        const Values values(*attribute, wanted);
        const bool written =
            job.indices ? values.write(at, job.vertices, mesh.num_points(),
                                       [](size_t v) { return draco::PointIndex(uint32_t(v)); })
                        : values.write(at, job.vertices, mesh.num_points(), [&](size_t v) {
                              return mesh.face(draco::FaceIndex(uint32_t(v / 3)))[v % 3];
                          });
        if (!written)
            return fail(ErrorCode::BadCompression,
                        {"a value of Draco attribute ", wanted.id,
                         " does not fit the accessor's type ", wanted.componentType});
    }
    return out;
}

}  // namespace vitrine::decode
