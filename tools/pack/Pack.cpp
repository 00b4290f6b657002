#include "Pack.h"

#include <algorithm>
#include <chrono>

#include "Choice.h"
#include "Manifest.h"
#include "Simplify.h"
#include "base/Fail.h"
#include "textures/Webp.h"

namespace vitrine::pack {
namespace {

/// Seconds since the last call, for the report.
class Watch {
public:
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> took = now - mLast;
        mLast = now;
        return took.count();
    }

private:
    std::chrono::steady_clock::time_point mLast = std::chrono::steady_clock::now();
};

/// Shares of the work, as it usually is, for the progress bar.
constexpr double kReadDone = 0.02, kGeometryDone = 0.15, kPreviewDone = 0.2;

std::vector<std::string> namesOf(const Json& array, const char* fallback) {
    std::vector<std::string> names;
    for (const Json& item : array) {
        const std::string name = text(item, "name");
        names.push_back(name.empty() ? fallback + std::to_string(names.size()) : name);
    }
    return names;
}

class Packer {
public:
    Packer(const Product& product, const Options& options, const PackProgress& progress)
        : mProduct(product), mOptions(options), mProgress(progress) {}

    Result<Packed> run() {
        Status status = readAll();
        if (status) status = encodeImages();
        if (status) status = writePreview();
        if (status) status = writeFull();
        if (status) status = addPoster();
        if (!status) return std::move(status).error();
        return finish();
    }

private:
    Status readAll() {
        Result<std::vector<Mesh>> meshes = readMeshes(mProduct);
        if (!meshes) return std::move(meshes).error();
        Result<UsedImages> used = usedImages(mProduct);
        if (!used) return std::move(used).error();
        mUsed = std::move(*used);
        mDelivery.name = mProduct.name;
        mDelivery.bounds = boundsOf(mProduct, *meshes);
        mDelivery.framing = framingOf(mProduct);
        mDelivery.materials = materialsOf(mProduct.asset);
        const glm::vec3 sides = mDelivery.bounds.max - mDelivery.bounds.min;
        mSize = std::max({sides.x, sides.y, sides.z});
        mDelivery.animations = namesOf(list(mProduct.json, "animations"), "animation ");
        if (const Json* variants = extension(mProduct.json, "KHR_materials_variants"))
            mDelivery.variants = namesOf(list(*variants, "variants"), "variant ");
        for (Mesh& mesh : *meshes) {
            for (Geometry& geometry : mesh.primitives) optimize(geometry);
        }
        mFull.meshes = std::move(*meshes);
        mTimes["read"] = mWatch.lap();
        mProgress(kReadDone, "geometry");
        for (const LevelTarget& target : planLevels(mFull.triangles(), mOptions.levels)) {
            mLevels.push_back(simplify(mFull.meshes, target, mSize, mOptions.jobs));
        }
        mTimes["simplify"] = mWatch.lap();
        mProgress(kGeometryDone, "images");
        return {};
    }

    Status encodeImages() {
        const std::vector<ImageSource> sources = mUsed.sources();
        SmallOptions small;
        small.jobs = mOptions.jobs;
        Result<std::vector<SmallImage>> images = makeSmallImages(sources, small);
        if (!images) return std::move(images).error();
        mSmall = std::move(*images);
        mTimes["previewImages"] = mWatch.lap();
        mProgress(kPreviewDone, "textures");
        TextureOptions options;
        options.maxSize = mOptions.maxTexture;
        options.maxDataSize = mOptions.maxTexture;
        options.jobs = mOptions.jobs;
        Result<EncodedImages> encoded =
            encodeTextures(sources, options, [&](uint32_t done, uint32_t total) {
                mProgress(kPreviewDone + (1 - kPreviewDone) * done / std::max(1u, total),
                          "textures");
            });
        if (!encoded) return std::move(encoded).error();
        mDelivery.dominantColor = dominantColor(mProduct, mUsed, encoded->mean);
        mExternal.of.assign(encoded->texture.begin(), encoded->texture.end());
        mExternal.images.resize(encoded->textures.size());
        for (size_t i = mUsed.images.size(); i-- > 0;)
            mExternal.images[encoded->texture[i]].name = mUsed.images[i].name;
        const std::vector<double> densities =
            densitiesOf(mProduct, mUsed, encoded->texture, encoded->textures.size());
        for (size_t i = 0; i < encoded->textures.size(); ++i) {
            ManifestTexture item;
            item.uvPerMetre = densities[i];
            item.texture = std::move(encoded->textures[i]);
            item.file.bytes = std::move(item.texture.ktx2);
            LevelImage& image = mExternal.images[i];
            item.file.name =
                hashedName(image.name, "ktx2", {item.file.bytes.data(), item.file.bytes.size()});
            image.uri = item.file.name;
            mDelivery.textures.push_back(std::move(item));
        }
        mTimes["textures"] = mWatch.lap();
        return {};
    }

    Status writePreview() {
        LevelImages images;
        for (size_t i = 0; i < mSmall.size(); ++i) {
            // Sources that share a texture share the small image too.
            const size_t same =
                size_t(std::find(mExternal.of.begin(), mExternal.of.end(), mExternal.of[i]) -
                       mExternal.of.begin());
            if (same < i) {
                images.of.push_back(images.of[same]);
                continue;
            }
            images.of.push_back(images.images.size());
            images.images.push_back(
                {mUsed.images[i].name, "", {mSmall[i].webp.data(), mSmall[i].webp.size()}});
        }
        WriteOptions options;
        options.precision = Precision::preview();
        options.tangents = false;
        Result<WrittenLevel> written =
            writeLevel(mProduct, mLevels.front(), mUsed, images, options);
        if (!written) return std::move(written).error();
        addLevel(mLevels.front(), std::move(*written), false);
        return {};
    }

    /// The full level in the codec that the product gets, and those in the middle.
    Status writeFull() {
        WriteOptions options;
        Result<WrittenLevel> full = Error{};
        Json choice = Json::object();
        double best = 0;
        for (const Codec codec : {Codec::Meshopt, Codec::Draco}) {
            if (mOptions.geometry == GeometryChoice::Meshopt && codec == Codec::Draco) continue;
            if (mOptions.geometry == GeometryChoice::Draco && codec == Codec::Meshopt) continue;
            WriteOptions tried = options;
            tried.codec = codec;
            Result<WrittenLevel> written = writeLevel(mProduct, mFull, mUsed, mExternal, tried);
            if (!written) return std::move(written).error();
            const double cost =
                costOf(codec, written->glb.size(), written->vertices, written->triangles);
            choice[codec == Codec::Draco ? "draco" : "meshopt"] = {{"bytes", written->glb.size()},
                                                                   {"costMs", cost}};
            if (full && cost >= best) continue;
            best = cost;
            full = std::move(written);
            options.codec = codec;
        }
        choice["chosen"] = options.codec == Codec::Draco ? "draco" : "meshopt";
        mReport["geometry"] = std::move(choice);
        for (size_t i = 1; i < mLevels.size(); ++i) {
            WriteOptions middle = options;
            middle.tangents = false;
            Result<WrittenLevel> written =
                writeLevel(mProduct, mLevels[i], mUsed, mExternal, middle);
            if (!written) return std::move(written).error();
            addLevel(mLevels[i], std::move(*written), true);
        }
        addLevel(mFull, std::move(*full), true);
        mTimes["write"] = mWatch.lap();
        return {};
    }

    void addLevel(const Level& level, WrittenLevel written, bool external) {
        ManifestLevel out;
        const std::string stem = "level" + std::to_string(mDelivery.levels.size());
        out.file.bytes = std::move(written.glb);
        out.file.name = hashedName(stem, "glb", {out.file.bytes.data(), out.file.bytes.size()});
        out.written = std::move(written);
        out.error = level.error;
        out.bounds = boundsOf(mProduct, level.meshes);
        if (external) out.textures = shownTextures(mProduct, mUsed, mExternal.of);
        mDelivery.levels.push_back(std::move(out));
    }

    Status addPoster() {
        if (mOptions.poster.empty()) return {};
        const Bytes bytes{mOptions.poster.data(), mOptions.poster.size()};
        const auto size = webpSize(bytes);
        if (!size) return fail(ErrorCode::BadImage, {"The poster is not a WebP image."});
        mDelivery.poster = File{hashedName("poster", "webp", bytes), mOptions.poster};
        mDelivery.posterWidth = (*size)[0];
        mDelivery.posterHeight = (*size)[1];
        return {};
    }

    Packed finish() {
        Packed packed;
        const Json manifest = manifestOf(mDelivery);
        mReport["name"] = mDelivery.name;
        mReport["bytes"] = manifest["bytes"];
        mReport["previewShare"] = double(mDelivery.levels[0].file.bytes.size()) /
                                  std::max(1.0, manifest["bytes"].get<double>());
        mReport["levels"] = Json::array();
        for (const ManifestLevel& level : mDelivery.levels) {
            mReport["levels"].push_back({{"file", level.file.name},
                                         {"bytes", level.file.bytes.size()},
                                         {"triangles", level.written.triangles},
                                         {"error", level.error}});
        }
        mReport["textures"] = Json::array();
        for (const ManifestTexture& item : mDelivery.textures) {
            mReport["textures"].push_back({{"file", item.file.name},
                                           {"bytes", item.file.bytes.size()},
                                           {"codec", item.texture.uastc ? "uastc" : "etc1s"},
                                           {"psnr", item.texture.psnr}});
        }
        mReport["seconds"] = mTimes;
        packed.report = std::move(mReport);
        for (ManifestTexture& item : mDelivery.textures)
            packed.files.push_back(std::move(item.file));
        for (ManifestLevel& level : mDelivery.levels) packed.files.push_back(std::move(level.file));
        if (mDelivery.poster) packed.files.push_back(std::move(*mDelivery.poster));
        const std::string text =
            manifest.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
        packed.files.push_back({"manifest.json", {text.begin(), text.end()}});
        return packed;
    }

    const Product& mProduct;
    const Options& mOptions;
    const PackProgress& mProgress;
    UsedImages mUsed;
    std::vector<SmallImage> mSmall;
    LevelImages mExternal;
    Level mFull;
    std::vector<Level> mLevels;  // all but the full one, coarsest first
    float mSize = 0;             // longest side, metres
    Delivery mDelivery;
    Json mReport = Json::object(), mTimes = Json::object();
    Watch mWatch;
};

}  // namespace

Result<Packed> pack(const Product& product, const Options& options, const PackProgress& progress) {
    return Packer(product, options, progress).run();
}

}  // namespace vitrine::pack
