// The KTX2 files of one product from its manifest: which mip levels were asked for, which are there. Levels come smallest
// first, a step at a time, so that the picture sharpens evenly. Render thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "Events.h"
#include "scene/Picture.h"
#include "stream/Manifest.h"
#include "stream/Plan.h"

namespace vitrine {

class TextureStreams {
public:
    /// `caps[i]`: the largest level that texture i may ever have. `imageBase` + i names it to the host.
    TextureStreams(uint32_t load, int32_t imageBase, const stream::Manifest& manifest,
                   std::vector<uint32_t> caps, Events& events);

    /// Longest side of the levels that come first, all in one request: a few kilobytes, and no coarser than the images of a
    /// preview level.
    static constexpr uint32_t kFirstSide = 256;

    /// Index of the texture at `url`; -1 when the manifest has none.
    int32_t find(const std::string& url) const;

    /// What is needed of a texture before it can be shown: its small levels, and more where the manifest says how finely
    /// it is spread and few bytes are enough for a screen of so many pixels per metre (0 = not known).
    void begin(uint32_t texture, double pixelsPerMetre);
    /// Levels from `level` on are wanted; more is fetched step by step. Never takes anything back.
    void want(uint32_t texture, uint32_t level, stream::Sharpness sharpness);

    /// The host filled levels down to `first` (counted in what it allocated).
    void arrived(uint32_t texture, std::shared_ptr<scene::Picture> picture, uint32_t first);

    /// Null until the small levels are there.
    const std::shared_ptr<scene::Picture>& picture(uint32_t texture) const {
        return mStreams[texture].picture;
    }
    uint32_t levels(uint32_t texture) const;
    /// Texels of the whole image: the square root of its area.
    double texels(uint32_t texture) const;
    /// The longest side of the largest level that is there.
    uint32_t sideOf(uint32_t texture) const;
    /// All that is wanted of it is there.
    bool satisfied(uint32_t texture) const;
    /// A larger level is wanted than the cap allows.
    bool capped(uint32_t texture) const;
    const std::string& url(uint32_t texture) const { return mManifest.textures[texture].url; }
    size_t size() const { return mStreams.size(); }

private:
    struct Stream {
        uint32_t cap = 0;              // level
        uint32_t wanted = 0;           // level; before begin(): all of them
        uint32_t asked = 0, have = 0;  // level; number of levels = none
        uint32_t unlimited = 0;        // what would be wanted without the cap
        std::shared_ptr<scene::Picture> picture;
    };
    void ask(uint32_t texture, uint32_t level, stream::Sharpness sharpness);
    void step(uint32_t texture, stream::Sharpness sharpness);

    uint32_t mLoad;
    int32_t mImageBase;
    const stream::Manifest& mManifest;
    Events& mEvents;
    std::vector<Stream> mStreams;
};

}  // namespace vitrine
