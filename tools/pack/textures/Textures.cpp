#include "../Textures.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>

#include "Choose.h"
#include "DecodeImage.h"
#include "Fit.h"
#include "Ktx2Layout.h"
#include "Parallel.h"

namespace vitrine::pack {
namespace {

/// Sides of a texture: whole blocks.
constexpr uint32_t kBlock = 4;

struct Prepared {
    Pixels pixels;  ///< at the size to deliver
    std::array<float, 4> mean{};
    uint64_t hash = 0;
};

/// FNV-1a. Equal hashes are compared texel by texel, so a collision costs only time.
uint64_t hashOf(const std::vector<uint8_t>& bytes) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
    return hash;
}

bool sameUse(ImageUse a, ImageUse b) {
    return a.srgb == b.srgb && a.normal == b.normal && a.alpha == b.alpha;
}

Result<Prepared> prepare(const ImageSource& source, const TextureOptions& options) {
    Result<Pixels> pixels = decodeImage(source);
    if (!pixels) return std::move(pixels).error();
    Prepared out;
    out.mean = meanColour(*pixels, source.use.srgb);
    out.pixels = fit(std::move(*pixels), source.use.srgb ? options.maxSize : options.maxDataSize,
                     kBlock, source.use);
    out.hash = hashOf(out.pixels.rgba);
    return out;
}

Result<Texture> encode(Prepared prepared, const ImageSource& source,
                       const TextureOptions& options) {
    const std::vector<Pixels> levels = mipChain(std::move(prepared.pixels), source.use);
    Result<Chosen> chosen = chooseEncoding(levels, source.use, source.bytes.size, options.quality);
    if (!chosen) return std::move(chosen).error();
    Result<Ktx2Layout> layout = readLayout(chosen->ktx2);
    if (!layout) return std::move(layout).error();
    Texture texture;
    texture.ktx2 = std::move(chosen->ktx2);
    texture.width = layout->width;
    texture.height = layout->height;
    texture.srgb = source.use.srgb;
    texture.uastc = chosen->uastc;
    texture.headerLength = layout->headerLength;
    texture.levels = std::move(layout->levels);
    texture.psnr = float(chosen->psnr);
    return texture;
}

/// Counts units of work, one call of the caller's function at a time.
class Counter {
public:
    Counter(const Progress& progress, size_t total)
        : mProgress(progress), mTotal(uint32_t(total)) {}

    void done(uint32_t units = 1) {
        const std::lock_guard<std::mutex> lock(mMutex);
        mDone += units;
        if (mProgress && units > 0) mProgress(mDone, mTotal);
    }

private:
    const Progress& mProgress;
    std::mutex mMutex;
    uint32_t mDone = 0, mTotal;
};

}  // namespace

Result<EncodedImages> encodeTextures(const std::vector<ImageSource>& sources,
                                     const TextureOptions& options, const Progress& progress) {
    Counter counter(progress, 2 * sources.size());
    std::vector<std::optional<Result<Prepared>>> prepared(sources.size());
    forEach(sources.size(), options.jobs, [&](size_t i) {
        prepared[i] = prepare(sources[i], options);
        counter.done();
    });
    for (std::optional<Result<Prepared>>& image : prepared) {
        if (!*image) return std::move(*image).error();
    }

    EncodedImages out;
    std::vector<size_t> unique;  // sources, by texture
    for (size_t i = 0; i < sources.size(); ++i) {
        Prepared& image = **prepared[i];
        const auto same = [&](size_t other) {
            const Prepared& before = **prepared[other];
            return sameUse(sources[i].use, sources[other].use) && before.hash == image.hash &&
                   before.pixels.width == image.pixels.width &&
                   before.pixels.rgba == image.pixels.rgba;
        };
        const auto found = std::find_if(unique.begin(), unique.end(), same);
        out.texture.push_back(uint32_t(found - unique.begin()));
        if (found == unique.end()) unique.push_back(i);
        out.mean.push_back(image.mean);
    }
    counter.done(uint32_t(sources.size() - unique.size()));

    // The largest first, so that no core is left with a large one at the end.
    std::vector<size_t> order(unique.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return (*prepared[unique[a]])->pixels.rgba.size() >
               (*prepared[unique[b]])->pixels.rgba.size();
    });
    std::vector<std::optional<Result<Texture>>> textures(unique.size());
    forEach(order.size(), options.jobs, [&](size_t i) {
        const size_t source = unique[order[i]];
        textures[order[i]] = encode(std::move(**prepared[source]), sources[source], options);
        counter.done();
    });
    for (std::optional<Result<Texture>>& texture : textures) {
        if (!*texture) return std::move(*texture).error();
        out.textures.push_back(std::move(**texture));
    }
    return out;
}

}  // namespace vitrine::pack
