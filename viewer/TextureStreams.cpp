#include "TextureStreams.h"

#include <algorithm>
#include <cmath>

namespace vitrine {
namespace {

// Up to here a file may be fetched in the first request: a moment on a fast line, and bearable on a slow one.
constexpr uint64_t kBytesAtFirst = 160 * 1024;
// A further request brings as many levels as have at most this many bytes together, and at least one.
constexpr uint64_t kBytesPerStep = 640 * 1024;

}  // namespace

using stream::Sharpness;

TextureStreams::TextureStreams(uint32_t load, int32_t imageBase, const stream::Manifest& manifest,
                               std::vector<uint32_t> caps, Events& events)
    : mLoad(load), mImageBase(imageBase), mManifest(manifest), mEvents(events) {
    for (size_t i = 0; i < manifest.textures.size(); ++i) {
        const auto none = static_cast<uint32_t>(manifest.textures[i].levels.size());
        Stream s;
        s.cap = caps[i];
        s.wanted = s.unlimited = s.asked = s.have = none;
        mStreams.push_back(std::move(s));
    }
}

int32_t TextureStreams::find(const std::string& url) const {
    const auto& textures = mManifest.textures;
    const auto found =
        std::find_if(textures.begin(), textures.end(), [&](const auto& t) { return t.url == url; });
    return found == textures.end() ? -1 : static_cast<int32_t>(found - textures.begin());
}

uint32_t TextureStreams::levels(uint32_t texture) const {
    return static_cast<uint32_t>(mManifest.textures[texture].levels.size());
}

double TextureStreams::texels(uint32_t texture) const {
    const stream::TextureFile& t = mManifest.textures[texture];
    return std::sqrt(double{1} * t.width * t.height);
}

uint32_t TextureStreams::sideOf(uint32_t texture) const {
    const stream::TextureFile& t = mManifest.textures[texture];
    const Stream& s = mStreams[texture];
    return s.have == levels(texture) ? 0 : std::max(std::max(t.width, t.height) >> s.have, 1u);
}

void TextureStreams::begin(uint32_t texture, double pixelsPerMetre) {
    if (mStreams[texture].asked < levels(texture)) return;
    const stream::TextureFile& t = mManifest.textures[texture];
    const uint32_t small = stream::levelWithin({t.width, t.height, levels(texture)}, kFirstSide);
    if (!(t.uvPerMetre > 0 && pixelsPerMetre > 0)) return want(texture, small, Sharpness::Frame);
    const uint32_t wanted = stream::wantedLevel(t.uvPerMetre * texels(texture), pixelsPerMetre,
                                                levels(texture), Sharpness::Frame);
    uint32_t first = small;
    while (first > wanted &&
           t.levels[first - 1].offset + t.levels[first - 1].length <= kBytesAtFirst) {
        --first;
    }
    want(texture, first, Sharpness::Frame);
    // The rest follows those at once: by the time that they are on screen it may be here, too.
    want(texture, wanted, Sharpness::Frame);
}

void TextureStreams::want(uint32_t texture, uint32_t level, Sharpness sharpness) {
    Stream& s = mStreams[texture];
    s.unlimited = std::min(s.unlimited, level);
    s.wanted = std::min(s.wanted, std::max(level, s.cap));
    step(texture, sharpness);
}

/// Asks for all that is wanted: the host fetches in this order, and decodes what is here while the next is under way.
void TextureStreams::step(uint32_t texture, Sharpness sharpness) {
    const Stream& s = mStreams[texture];
    const auto& pieces = mManifest.textures[texture].levels;
    if (s.wanted < s.asked && s.asked == levels(texture)) return ask(texture, s.wanted, sharpness);
    while (s.wanted < s.asked) {
        uint32_t next = s.asked - 1;
        uint64_t bytes = pieces[next].length;
        while (next > s.wanted && bytes + pieces[next - 1].length <= kBytesPerStep) {
            bytes += pieces[--next].length;
        }
        ask(texture, next, sharpness);
    }
}

void TextureStreams::ask(uint32_t texture, uint32_t level, Sharpness sharpness) {
    Stream& s = mStreams[texture];
    const bool first = s.asked == levels(texture);
    s.asked = level;
    uint32_t rank = first ? 1 : 2;
    if (sharpness == Sharpness::Rest) rank = 3;
    mEvents.texture(mLoad, mImageBase + static_cast<int32_t>(texture), mManifest.textures[texture],
                    s.cap, level, rank);
}

void TextureStreams::arrived(uint32_t texture, std::shared_ptr<scene::Picture> picture,
                             uint32_t first) {
    Stream& s = mStreams[texture];
    if (picture) s.picture = std::move(picture);
    s.have = std::min(s.have, s.cap + first);
}

bool TextureStreams::satisfied(uint32_t texture) const {
    return mStreams[texture].have <= mStreams[texture].wanted;
}

bool TextureStreams::capped(uint32_t texture) const {
    return mStreams[texture].unlimited < mStreams[texture].cap;
}

}  // namespace vitrine
