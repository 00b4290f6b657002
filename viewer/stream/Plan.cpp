#include "stream/Plan.h"

#include <algorithm>
#include <cmath>

namespace vitrine::stream {
namespace {

// Spared bytes: what a phone shows at arm's length.
constexpr uint32_t kSparedTexture = 512;
// A step of geometry is at most this many times what is on screen already, unless it is small anyway.
constexpr uint64_t kLargestStep = 8;
constexpr uint64_t kSmallStep = 600'000;
// Pixels that a texel may be wide and high where the surface is nearest: most of it lies deeper or at an angle, where it is
// less than one. At rest it is a level less.
constexpr double kLargestTexel = 1.25, kLargestTexelAtRest = kLargestTexel / 2;
constexpr uint64_t kMiB = 1u << 20;
// The share of a product's bytes that may come before its first picture.
constexpr uint64_t kSharesBeforePicture = 8;

uint64_t texelsFrom(const TextureSize& t, uint32_t level) {
    uint64_t sum = 0;
    for (uint32_t i = level; i < t.levels; ++i) {
        sum += uint64_t{std::max(t.width >> i, 1u)} * std::max(t.height >> i, 1u);
    }
    return sum;
}

}  // namespace

const char* reasonName(Reason reason) noexcept {
    switch (reason) {
        case Reason::Zoom:
            return "zoom";
        case Reason::Budget:
            return "budget";
        case Reason::SaveData:
            return "save-data";
        case Reason::SlowConnection:
            return "slow-connection";
        case Reason::Error:
            return "error";
        case Reason::Progress:
            break;
    }
    return "progress";
}

Goal chooseGoal(const Manifest& manifest, const Device& device) {
    Goal goal;
    goal.level = manifest.levels.size() - 1;
    const bool slow = device.connection == "slow-2g" || device.connection == "2g";
    if (!device.saveData && !slow) return goal;
    if (goal.level >= 2) --goal.level;
    goal.maxTexture = kSparedTexture;
    goal.reason = device.saveData ? Reason::SaveData : Reason::SlowConnection;
    return goal;
}

size_t nextLevel(const Manifest& manifest, size_t shown, size_t goal) {
    const uint64_t most = std::max(kSmallStep, kLargestStep * manifest.levels[shown].file.length);
    size_t next = shown + 1;
    while (next < goal && manifest.levels[next + 1].file.length <= most) ++next;
    return std::min(next, goal);
}

std::vector<Beginning> aheadOf(const Manifest& manifest, size_t next, uint32_t side) {
    uint64_t all = 0;
    for (const Level& l : manifest.levels) all += l.file.length;
    for (const TextureFile& t : manifest.textures) all += t.bytes;
    const uint64_t spent = manifest.levels[0].file.length, share = all / kSharesBeforePicture;
    uint64_t left = share > spent ? share - spent : 0;
    std::vector<Beginning> out;
    const auto add = [&](const std::string& url, uint64_t length, const std::string& crc32) {
        if (length > left) return;
        left -= length;
        out.push_back({url, length, crc32});
    };
    const Level& level = manifest.levels[next];
    add(level.url, level.file.length, level.file.crc32);
    for (const uint32_t texture : level.textures) {
        const TextureFile& t = manifest.textures[texture];
        const auto levels = static_cast<uint32_t>(t.levels.size());
        const Piece& largest = t.levels[levelWithin({t.width, t.height, levels}, side)];
        add(t.url, largest.offset + largest.length, "");
    }
    return out;
}

uint64_t textureBudget(const Device& device, uint64_t budget) {
    uint64_t hint = 0;
    if (device.memory > 0 && device.memory <= 1) {
        hint = 32 * kMiB;
    } else if (device.memory > 0 && device.memory <= 2) {
        hint = 64 * kMiB;
    } else if (device.memory > 0 && device.memory <= 4) {
        hint = 192 * kMiB;
    }
    if (budget == 0 || hint == 0) return std::max(budget, hint);
    return std::min(budget, hint);
}

std::vector<uint32_t> capTextures(const std::vector<TextureSize>& sizes, uint64_t budget,
                                  uint32_t maxSide, double bytesPerTexel) {
    std::vector<uint32_t> top(sizes.size(), 0);
    double total = 0;
    for (size_t i = 0; i < sizes.size(); ++i) {
        if (maxSide > 0) top[i] = levelWithin(sizes[i], maxSide);
        total += bytesPerTexel * static_cast<double>(texelsFrom(sizes[i], top[i]));
    }
    while (budget > 0 && total > static_cast<double>(budget)) {
        size_t largest = sizes.size();
        uint64_t most = 0;
        for (size_t i = 0; i < sizes.size(); ++i) {
            const uint64_t texels = texelsFrom(sizes[i], top[i]);
            if (top[i] + 1 < sizes[i].levels && texels > most) {
                most = texels;
                largest = i;
            }
        }
        if (largest == sizes.size()) break;
        ++top[largest];
        total -=
            bytesPerTexel * static_cast<double>(most - texelsFrom(sizes[largest], top[largest]));
    }
    return top;
}

uint32_t levelWithin(const TextureSize& size, uint32_t side) {
    uint32_t level = 0;
    while (level + 1 < size.levels && std::max(size.width, size.height) >> level > side) ++level;
    return level;
}

uint32_t wantedLevel(double texelsPerMetre, double pixelsPerMetre, uint32_t levels,
                     Sharpness sharpness) {
    if (!(texelsPerMetre > 0) || !(pixelsPerMetre > 0)) return 0;
    const double largest = sharpness == Sharpness::Rest ? kLargestTexelAtRest : kLargestTexel;
    const double level = std::floor(std::log2(largest * texelsPerMetre / pixelsPerMetre));
    if (!(level > 0)) return 0;
    return std::min(static_cast<uint32_t>(std::min(level, 32.0)), levels - 1);
}

}  // namespace vitrine::stream
