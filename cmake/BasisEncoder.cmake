# basis_encoder: Basis Universal's encoder (ETC1S and UASTC to KTX2), native, for tools/pack.
#
# Compiled whole and as it is upstream. The files of formats that we never write (HDR, ASTC and XUASTC, OpenCL) are only
# there to link: unoptimised, because that is a fifth of the build. All else is optimised in every preset and never
# sanitized: it is not ours, and a debug build of it takes minutes for what takes seconds.

include_guard(GLOBAL)
include(Decoders)

vitrine_source(basis-universal PROBE encoder/basisu_comp.cpp OUT _basis)
set(_encoder basisu_backend basisu_basis_file basisu_comp basisu_enc basisu_etc basisu_frontend basisu_kernels_sse
    basisu_resampler basisu_resample_filters basisu_bc7enc basisu_uastc_enc)
set(_linked_only basisu_astc_hdr_6x6_enc basisu_astc_hdr_common basisu_astc_ldr_common basisu_astc_ldr_encode
    basisu_gpu_texture basisu_opencl basisu_pvrtc1_4 basisu_ssim basisu_uastc_hdr_4x4_enc jpgd pvpngreader
    3rdparty/android_astc_decomp 3rdparty/tinyexr)
list(TRANSFORM _encoder REPLACE "(.+)" "${_basis}/encoder/\\1.cpp")
list(TRANSFORM _linked_only REPLACE "(.+)" "${_basis}/encoder/\\1.cpp")

add_library(basis_encoder STATIC EXCLUDE_FROM_ALL ${_encoder} ${_linked_only}
    "${_basis}/transcoder/basisu_transcoder.cpp")
target_include_directories(basis_encoder SYSTEM INTERFACE "${_basis}")
target_compile_options(basis_encoder PRIVATE -w -g0 -O2 -fno-strict-aliasing -fvisibility=hidden)
set_source_files_properties(${_linked_only} PROPERTIES COMPILE_OPTIONS -O0)
target_compile_definitions(basis_encoder PRIVATE NDEBUG PUBLIC BASISU_SUPPORT_OPENCL=0 BASISD_SUPPORT_KTX2_ZSTD=1)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    # Used where the processor has SSE 4.1, which the encoder asks it.
    target_compile_definitions(basis_encoder PUBLIC BASISU_SUPPORT_SSE=1)
    set_source_files_properties("${_basis}/encoder/basisu_kernels_sse.cpp" PROPERTIES COMPILE_OPTIONS -msse4.1)
else()
    target_compile_definitions(basis_encoder PUBLIC BASISU_SUPPORT_SSE=0)
endif()
find_package(Threads REQUIRED)
target_link_libraries(basis_encoder PUBLIC Threads::Threads PRIVATE basis_zstd)
