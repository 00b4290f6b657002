#include "Basis.h"

#include <encoder/basisu_comp.h>

#include <cstring>
#include <mutex>

namespace vitrine::pack {
namespace {

/// UASTC's effort: the next one up takes twice as long for half a dB.
constexpr uint32_t kUastcEffort = basisu::cPackUASTCLevelFaster;
constexpr int kEtc1sEffort = 2;
constexpr int kZstdLevel = 19;

void initialise() {
    static std::once_flag once;
    std::call_once(once, [] { basisu::basisu_encoder_init(false, false); });
}

Error internal(const char* what) {
    return {ErrorCode::Internal, std::string("Basis Universal ") + what + "."};
}

basisu::image toImage(const Pixels& pixels) {
    basisu::image image(pixels.width, pixels.height);
    static_assert(sizeof(basisu::color_rgba) == 4);
    std::memcpy(static_cast<void*>(image.get_ptr()), pixels.rgba.data(), pixels.rgba.size());
    return image;
}

void configure(basisu::basis_compressor_params& params, bool srgb, const Encoding& encoding) {
    if (encoding.uastc) {
        params.set_format_mode(basist::basis_tex_format::cUASTC_LDR_4x4);
        params.m_pack_uastc_ldr_4x4_flags = kUastcEffort;
        params.m_rdo_uastc_ldr_4x4 = encoding.lambda > 0;
        params.m_rdo_uastc_ldr_4x4_quality_scalar = encoding.lambda;
        params.m_ktx2_uastc_supercompression = basist::KTX2_SS_ZSTANDARD;
        params.m_ktx2_zstd_supercompression_level = kZstdLevel;
    } else {
        params.set_format_mode(basist::basis_tex_format::cETC1S);
        params.m_quality_level = encoding.quality;
        params.m_etc1s_compression_level = kEtc1sEffort;
    }
    params.set_srgb_options(srgb);
    params.m_create_ktx2_file = true;
    params.m_status_output = false;
    // With threads of its own, Basis' codebooks depend on how many there are.
    params.m_multithreading = false;
    params.m_rdo_uastc_ldr_4x4_multithreading = false;
}

}  // namespace

Result<std::vector<uint8_t>> encodeKtx2(const std::vector<Pixels>& levels, bool srgb,
                                        const Encoding& encoding) {
    initialise();
    basisu::job_pool alone(1);
    basisu::basis_compressor_params params;
    configure(params, srgb, encoding);
    params.m_pJob_pool = &alone;
    params.m_source_images.push_back(toImage(levels.front()));
    if (levels.size() > 1) {
        params.m_source_mipmap_images.resize(1);
        for (size_t i = 1; i < levels.size(); ++i) {
            params.m_source_mipmap_images[0].push_back(toImage(levels[i]));
        }
    }

    basisu::basis_compressor compressor;
    if (!compressor.init(params)) return internal("refuses an image");
    if (compressor.process() != basisu::basis_compressor::cECSuccess) {
        return internal("cannot encode an image");
    }
    const basisu::uint8_vec& file = compressor.get_output_ktx2_file();
    return std::vector<uint8_t>(file.begin(), file.end());
}

}  // namespace vitrine::pack
