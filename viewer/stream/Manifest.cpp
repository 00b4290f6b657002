#include "stream/Manifest.h"

#include <string_view>

#include "gltf/JsonGuard.h"
#include "gltf/ParseJson.h"
#include "gltf/Uri.h"

namespace vitrine::stream {
namespace {

using Json = nlohmann::json;

constexpr uint64_t kMaxFile = 0x7fffffffu;
constexpr uint32_t kMaxSide = 16384;
constexpr size_t kMaxEntries = 4096;

/// Reads members and remembers what was wrong first.
class Reader {
public:
    explicit Reader(const std::string& url) : mUrl(url) {}

    Status status() const { return mStatus; }

    void wrong(const std::string& where, const std::string& expected) {
        if (!mStatus) return;
        mStatus = Error{ErrorCode::BadManifest, "The manifest's " + where + " is not " + expected +
                                                    ". Pack the product again with vitrine-pack."};
    }

    uint64_t number(const Json& object, const char* name, uint64_t least, uint64_t most,
                    const std::string& where) {
        const Json* value = member(object, name);
        if (value && value->is_number_unsigned()) {
            const auto n = value->get<uint64_t>();
            if (n >= least && n <= most) return n;
        }
        wrong(where + "." + name,
              "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return least;
    }

    std::string checksum(const Json& object, const std::string& where) {
        const Json* value = member(object, "crc32");
        if (value && value->is_string()) {
            const auto& text = value->get_ref<const std::string&>();
            if (text.size() == 8 &&
                text.find_first_not_of("0123456789abcdef") == std::string::npos) {
                return text;
            }
        }
        wrong(where + ".crc32", "a checksum of 8 lower-case hex digits");
        return {};
    }

    std::string file(const Json& object, const std::string& where) {
        const Json* value = member(object, "file");
        if (!value || !value->is_string() || value->get_ref<const std::string&>().empty()) {
            wrong(where + ".file", "the name of a file");
            return {};
        }
        Result<std::string> url = gltf::resolveUri(mUrl, value->get_ref<const std::string&>());
        if (url) return *std::move(url);
        if (mStatus) mStatus = std::move(url).error();
        return {};
    }

    const Json& list(const Json& object, const char* name) {
        static const Json none = Json::array();
        const Json* value = member(object, name);
        if (value && value->is_array() && value->size() <= kMaxEntries) return *value;
        wrong(name, "a list of at most " + std::to_string(kMaxEntries) + " entries");
        return none;
    }

    glm::vec3 point(const Json& object, const char* name) {
        const Json* value = member(object, name);
        glm::vec3 p(0);
        bool good = value && value->is_array() && value->size() == 3;
        for (int i = 0; good && i < 3; ++i) {
            good = (*value)[static_cast<size_t>(i)].is_number();
            if (good) p[i] = (*value)[static_cast<size_t>(i)].get<float>();
        }
        if (!good) wrong(std::string("bounds.") + name, "a point of three numbers");
        return p;
    }

    static const Json* member(const Json& object, const char* name) {
        if (!object.is_object()) return nullptr;
        const auto found = object.find(name);
        return found == object.end() ? nullptr : &*found;
    }

private:
    const std::string& mUrl;
    Status mStatus;
};

/// A number that the viewer can do without: 0 where there is none.
double hint(const Json* json) {
    const double value = json && json->is_number() ? json->get<double>() : 0;
    return value > 0 && value < 1e9 ? value : 0;
}

TextureFile readTexture(Reader& read, const Json& json, const std::string& where) {
    TextureFile t;
    t.url = read.file(json, where);
    t.bytes = read.number(json, "bytes", 1, kMaxFile, where);
    t.width = static_cast<uint32_t>(read.number(json, "width", 1, kMaxSide, where));
    t.height = static_cast<uint32_t>(read.number(json, "height", 1, kMaxSide, where));
    const Json* srgb = Reader::member(json, "srgb");
    t.srgb = srgb && srgb->is_boolean() && srgb->get<bool>();
    t.uvPerMetre = hint(Reader::member(json, "uvPerMetre"));
    static const Json none = Json::object();
    const Json* header = Reader::member(json, "header");
    t.header.length = read.number(header ? *header : none, "length", 1, t.bytes, where + ".header");
    t.header.crc32 = read.checksum(header ? *header : none, where + ".header");
    uint64_t end = t.bytes;
    for (const Json& level : read.list(json, "levels")) {
        const std::string at = where + ".levels[" + std::to_string(t.levels.size()) + "]";
        Piece piece;
        piece.offset = read.number(level, "offset", t.header.length, end, at);
        // Larger levels lie behind smaller ones: that is what makes a prefix of the file useful.
        piece.length = read.number(level, "length", 1, end - piece.offset, at);
        piece.crc32 = read.checksum(level, at);
        end = piece.offset;
        t.levels.push_back(std::move(piece));
    }
    const size_t most = [&] {
        size_t n = 1;
        for (uint32_t side = std::max(t.width, t.height); side > 1; side /= 2) ++n;
        return n;
    }();
    if (t.levels.empty() || t.levels.size() > most) {
        read.wrong(where + ".levels", "a list of 1 to " + std::to_string(most) + " levels");
    }
    return t;
}

Level readLevel(Reader& read, const Json& json, size_t textures, const std::string& where) {
    Level l;
    l.url = read.file(json, where);
    l.file.length = read.number(json, "bytes", 1, kMaxFile, where);
    l.file.crc32 = read.checksum(json, where);
    l.triangles = static_cast<uint32_t>(read.number(json, "triangles", 0, kMaxFile, where));
    for (const Json& index : read.list(json, "textures")) {
        if (!index.is_number_unsigned() || index.get<uint64_t>() >= textures) {
            read.wrong(where + ".textures", "a list of indices below " + std::to_string(textures));
            break;
        }
        l.textures.push_back(index.get<uint32_t>());
    }
    // Only a hint to fetch that decoder early; a manifest without it is good too.
    const Json* extensions = Reader::member(json, "extensions");
    for (const Json& name : extensions && extensions->is_array() ? *extensions : Json::array()) {
        l.draco = l.draco || name == "KHR_draco_mesh_compression";
    }
    return l;
}

}  // namespace

bool looksLikeManifest(Bytes beginning) {
    const std::string_view text(reinterpret_cast<const char*>(beginning.data),
                                std::min(beginning.size, kSniffBytes));
    const auto has = [text](std::string_view name) {
        for (size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
            const size_t next = text.find_first_not_of(" \t\r\n", at + name.size());
            if (next != text.npos && text[next] == ':') return true;
        }
        return false;
    };
    return has("\"vitrine\"") && !has("\"asset\"");
}

Result<Manifest> readManifest(Bytes json, const std::string& url) {
    Status guarded = gltf::guardJson(json);
    if (!guarded) return std::move(guarded).error();
    Json root;
    if (!gltf::parseJson(json, root) || !root.is_object()) {
        return Error{ErrorCode::BadJson, "The manifest's " + std::to_string(json.size) +
                                             " bytes of JSON do not parse."};
    }
    const Json* version = Reader::member(root, "vitrine");
    if (!version || !version->is_number_integer() || version->get<int64_t>() != 1) {
        return Error{ErrorCode::UnsupportedVersion,
                     "The manifest's format (\"vitrine\") is " +
                         (!version                       ? "not given"
                          : version->is_number_integer() ? std::to_string(version->get<int64_t>())
                                                         : "no whole number") +
                         "; only 1 is supported."};
    }
    Reader read(url);
    Manifest manifest;
    for (const Json& texture : read.list(root, "textures")) {
        const std::string where = "textures[" + std::to_string(manifest.textures.size()) + "]";
        manifest.textures.push_back(readTexture(read, texture, where));
    }
    for (const Json& level : read.list(root, "levels")) {
        const std::string where = "levels[" + std::to_string(manifest.levels.size()) + "]";
        manifest.levels.push_back(readLevel(read, level, manifest.textures.size(), where));
    }
    if (manifest.levels.empty()) read.wrong("levels", "a list with at least one entry");
    static const Json none = Json::object();
    const Json* bounds = Reader::member(root, "bounds");
    manifest.min = read.point(bounds ? *bounds : none, "min");
    manifest.max = read.point(bounds ? *bounds : none, "max");
    const Json* framing = Reader::member(root, "framing");
    if (framing) {
        manifest.radius = hint(Reader::member(*framing, "radius"));
        for (const Json& reach : read.list(*framing, "reach"))
            manifest.reach.push_back(hint(&reach));
    }
    Status status = read.status();
    if (!status) return std::move(status).error();
    return manifest;
}

}  // namespace vitrine::stream
