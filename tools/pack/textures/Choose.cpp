#include "Choose.h"

#include <algorithm>

#include "Basis.h"
#include "Compare.h"

namespace vitrine::pack {
namespace {

/// dB at which nobody looks for better. A normal map at 46 dB is off by one degree.
constexpr double kGood = 36, kGoodNormals = 46;
/// dB that a dearer candidate has to gain.
constexpr double kWorthwhile = 1;
/// Steps of an 8-bit channel by which a colour texture's mean may be off (ETC1S has only 32 for each of a block's colours),
/// and the dB below good that each further one counts as.
constexpr double kShift = 1, kShiftLoss = 3;
/// Of the encoded source's bytes, for textures that have a choice.
constexpr double kBudget = 0.3;
/// Bytes below which there is nothing to save.
constexpr double kLeastBudget = 32 * 1024;
/// UASTC with rate-distortion optimisation and Zstandard, all levels: hardly ever fewer bytes per texel of the largest.
constexpr double kLeastUastcBytes = 0.12;
/// What a saved bit of UASTC may cost: usually, and of what has some dB to spare where ETC1S is not good enough.
constexpr float kLambda = 1, kFrugalDataLambda = 5, kFrugalColourLambda = 10;
/// Normal maps and data longer than this may be halved: a picture of the whole product shows no more.
constexpr uint32_t kHalvedFrom = 1024;

struct Candidate {
    Encoding encoding;
    bool half = false;  ///< without the largest level
};

struct Measured {
    std::vector<uint8_t> ktx2;
    double psnr = 0;  ///< of the file's largest level
    /// Mean dB of the source's two largest levels (a close look, a picture of the whole), limited by a tint.
    double overall = 0;
};

class Chooser {
public:
    Chooser(const std::vector<Pixels>& levels, ImageUse use) : mLevels(levels), mUse(use) {}

    Result<Measured> measure(const Candidate& candidate) const {
        const size_t skipped = candidate.half ? 1 : 0;
        const std::vector<Pixels> levels(mLevels.begin() + long(skipped), mLevels.end());
        Result<std::vector<uint8_t>> ktx2 = encodeKtx2(levels, mUse.srgb, candidate.encoding);
        if (!ktx2) return std::move(ktx2).error();
        Result<Pixels> first = decodeLevel(*ktx2, 0);
        if (!first) return std::move(first).error();
        const Pixels& source = mLevels[skipped];
        const double error = meanSquaredError(source, *first, mUse);
        Result<double> other = otherLevelsError(*ktx2, *first, candidate.half);
        if (!other) return std::move(other).error();
        double overall = (psnrOf(error) + psnrOf(*other)) / 2;
        const double shift = mUse.srgb ? colourShift(source, *first) : 0;
        if (shift > kShift) overall = std::min(overall, kGood - kShiftLoss * (shift - kShift));
        return Measured{std::move(*ktx2), psnrOf(error), overall};
    }

private:
    /// The error of that of the source's two largest levels which is not the file's largest.
    Result<double> otherLevelsError(const std::vector<uint8_t>& ktx2, const Pixels& first,
                                    bool half) const {
        if (half) {
            const Pixels& largest = mLevels[0];
            const LinearImage magnified =
                resize(toLinear(first, mUse), largest.width, largest.height, Filter::Smooth, mUse);
            return meanSquaredError(largest, fromLinear(magnified, mUse), mUse);
        }
        Result<Pixels> second = decodeLevel(ktx2, 1);
        if (!second) return std::move(second).error();
        return meanSquaredError(mLevels[1], *second, mUse);
    }

    const std::vector<Pixels>& mLevels;
    ImageUse mUse;
};

/// From the cheapest on.
std::vector<Candidate> candidatesFor(const std::vector<Pixels>& levels, ImageUse use, int quality) {
    std::vector<Candidate> out;
    out.push_back({{false, quality, 0}, false});
    if (quality < 255) out.push_back({{false, 255, 0}, false});
    const uint32_t longest = std::max(levels[0].width, levels[0].height);
    const bool halves = levels[0].width % 8 == 0 && levels[0].height % 8 == 0;
    if (!use.srgb && longest >= kHalvedFrom && halves) {
        if (!use.normal) out.push_back({{true, 0, kFrugalDataLambda}, true});
        out.push_back({{true, 0, kLambda}, true});
    }
    if (use.srgb) out.push_back({{true, 0, kFrugalColourLambda}, false});
    out.push_back({{true, 0, kLambda}, false});
    return out;
}

}  // namespace

Result<Chosen> chooseEncoding(const std::vector<Pixels>& levels, ImageUse use, size_t sourceBytes,
                              int quality) {
    const Chooser chooser(levels, use);
    const double good = use.normal ? kGoodNormals : kGood;
    const double budget = std::max(kBudget * double(sourceBytes), kLeastBudget);
    const double texels = double(levels[0].width) * levels[0].height;

    Measured best;
    bool uastc = false, any = false;
    for (const Candidate& candidate : candidatesFor(levels, use, quality)) {
        const double least = candidate.encoding.uastc
                                 ? kLeastUastcBytes * texels / (candidate.half ? 4 : 1)
                                 : double(best.ktx2.size());
        if (any && least > budget) continue;
        Result<Measured> measured = chooser.measure(candidate);
        if (!measured) return std::move(measured).error();
        const bool affordable = double(measured->ktx2.size()) <= budget;
        // What is better than good gains nothing.
        const double gained = std::min(measured->overall, good) - best.overall;
        if (!any || (affordable && gained >= kWorthwhile)) {
            best = std::move(*measured);
            uastc = candidate.encoding.uastc;
            any = true;
        }
        if (best.overall > good - kWorthwhile) break;
    }
    return Chosen{std::move(best.ktx2), uastc, best.psnr};
}

}  // namespace vitrine::pack
