# The decoders' libraries, compiled from their pinned sources with only what glTF needs. Code of others: no warnings, and
# of the sanitizers only those that find bad memory (undefined, but defined in practice: shifts, alignment).
#
#   meshoptimizer      all of it (encoders and simplifiers are for tools; a linker drops what is not used)
#   draco_decoder      triangle meshes, bit-stream 2.2, as KHR_draco_mesh_compression wants
#   draco_encoder      native: the same with its encoder, for tools and tests. Never link both
#   basis_transcoder   ETC1S and UASTC → RGBA, ASTC, BC1, BC3, BC7, ETC2
#   basis_zstd         Zstandard: the decoder, natively also the encoder
#
#   MESHOPTIMIZER_SOURCE_DIR, DRACO_SOURCE_DIR, BASIS_UNIVERSAL_SOURCE_DIR   default: what the bootstrap unpacked

include_guard(GLOBAL)

include(PatchedSource)

# vitrine_foreign_library(<target> <file>…): flags as for our code, but for warnings.
function(vitrine_foreign_library target)
    add_library(${target} STATIC ${ARGN})
    target_compile_options(${target} PRIVATE -w -fvisibility=hidden $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>
        $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
    set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS OFF)
    if(EMSCRIPTEN)
        target_compile_options(${target} PRIVATE
            -msimd128 -mbulk-memory $<$<CONFIG:Release>:-O3> $<$<CONFIG:Release>:-flto> $<$<CONFIG:Debug>:-O1>)
        target_compile_definitions(${target} PRIVATE NDEBUG)
    else()
        target_compile_options(${target} PRIVATE -O2)
        if(VITRINE_SANITIZE)
            target_compile_options(${target} PRIVATE -fsanitize=address -fno-omit-frame-pointer)
            if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
                target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
            endif()
        endif()
        # Their assertions tell of bad input, which is an error here and not the end of the program.
        target_compile_definitions(${target} PRIVATE NDEBUG)
    endif()
endfunction()

# --- meshoptimizer ------------------------------------------------------------------------------------------

vitrine_source(meshoptimizer PROBE src/meshoptimizer.h OUT _meshoptimizer)
file(GLOB _sources CONFIGURE_DEPENDS "${_meshoptimizer}/src/*.cpp")
vitrine_foreign_library(meshoptimizer ${_sources})
target_include_directories(meshoptimizer SYSTEM PUBLIC "${_meshoptimizer}/src")

# --- Draco --------------------------------------------------------------------------------------------------

vitrine_source(draco PROBE src/draco/compression/decode.h OUT _source)
vitrine_patched_source(draco SOURCE "${_source}" PARTS src/draco OUT _draco)

# What Draco's own build would write.
set(_features "${CMAKE_BINARY_DIR}/draco")
file(CONFIGURE OUTPUT "${_features}/draco/draco_features.h" CONTENT
"#pragma once
#define DRACO_MESH_COMPRESSION_SUPPORTED
#define DRACO_NORMAL_ENCODING_SUPPORTED
#define DRACO_STANDARD_EDGEBREAKER_SUPPORTED
")

set(_shared
    attributes/attribute_octahedron_transform.cc
    attributes/attribute_quantization_transform.cc
    attributes/attribute_transform.cc
    attributes/geometry_attribute.cc
    attributes/point_attribute.cc
    core/bit_utils.cc
    core/bounding_box.cc
    core/data_buffer.cc
    core/divide.cc
    core/draco_types.cc
    core/hash_utils.cc
    core/options.cc
    core/quantization_utils.cc
    core/status.cc
    mesh/corner_table.cc
    mesh/mesh.cc
    mesh/mesh_attribute_corner_table.cc
    mesh/mesh_misc_functions.cc
    metadata/geometry_metadata.cc
    metadata/metadata.cc
    point_cloud/point_cloud.cc)
set(_decoder ${_shared}
    compression/attributes/attributes_decoder.cc
    compression/attributes/sequential_attribute_decoder.cc
    compression/attributes/sequential_attribute_decoders_controller.cc
    compression/attributes/sequential_integer_attribute_decoder.cc
    compression/attributes/sequential_normal_attribute_decoder.cc
    compression/attributes/sequential_quantization_attribute_decoder.cc
    compression/bit_coders/adaptive_rans_bit_decoder.cc
    compression/bit_coders/direct_bit_decoder.cc
    compression/bit_coders/rans_bit_decoder.cc
    compression/bit_coders/symbol_bit_decoder.cc
    compression/decode.cc
    compression/entropy/symbol_decoding.cc
    compression/mesh/mesh_decoder.cc
    compression/mesh/mesh_edgebreaker_decoder.cc
    compression/mesh/mesh_edgebreaker_decoder_impl.cc
    compression/mesh/mesh_sequential_decoder.cc
    compression/point_cloud/point_cloud_decoder.cc
    core/decoder_buffer.cc
    metadata/metadata_decoder.cc)
set(_encoder
    compression/attributes/attributes_encoder.cc
    compression/attributes/prediction_schemes/prediction_scheme_encoder_factory.cc
    compression/attributes/sequential_attribute_encoder.cc
    compression/attributes/sequential_attribute_encoders_controller.cc
    compression/attributes/sequential_integer_attribute_encoder.cc
    compression/attributes/sequential_normal_attribute_encoder.cc
    compression/attributes/sequential_quantization_attribute_encoder.cc
    compression/bit_coders/adaptive_rans_bit_encoder.cc
    compression/bit_coders/direct_bit_encoder.cc
    compression/bit_coders/rans_bit_encoder.cc
    compression/bit_coders/symbol_bit_encoder.cc
    compression/encode.cc
    compression/entropy/shannon_entropy.cc
    compression/entropy/symbol_encoding.cc
    compression/expert_encode.cc
    compression/mesh/mesh_edgebreaker_encoder.cc
    compression/mesh/mesh_edgebreaker_encoder_impl.cc
    compression/mesh/mesh_encoder.cc
    compression/mesh/mesh_sequential_encoder.cc
    compression/point_cloud/point_cloud_encoder.cc
    core/encoder_buffer.cc
    metadata/metadata_encoder.cc)
list(TRANSFORM _decoder PREPEND "${_draco}/src/draco/")
list(TRANSFORM _encoder PREPEND "${_draco}/src/draco/")
vitrine_foreign_library(draco_decoder ${_decoder})
target_include_directories(draco_decoder SYSTEM PUBLIC "${_draco}/src" "${_features}")
if(NOT EMSCRIPTEN)
    vitrine_foreign_library(draco_encoder ${_encoder})
    target_link_libraries(draco_encoder PUBLIC draco_decoder)
endif()

# --- Basis Universal ----------------------------------------------------------------------------------------

vitrine_source(basis-universal PROBE transcoder/basisu_transcoder.cpp OUT _source)
vitrine_patched_source(basis-universal SOURCE "${_source}" PARTS transcoder zstd OUT _basis)

if(EMSCRIPTEN)
    vitrine_foreign_library(basis_zstd "${_basis}/zstd/zstddeclib.c")
else()
    vitrine_foreign_library(basis_zstd "${_basis}/zstd/zstd.c")
endif()
target_include_directories(basis_zstd SYSTEM PUBLIC "${_basis}/zstd")
target_compile_definitions(basis_zstd PRIVATE ZSTD_STRIP_ERROR_STRINGS=1 ZSTD_DISABLE_ASM=1 ZSTD_LEGACY_SUPPORT=0)
if(EMSCRIPTEN)
    # Of two decoders for the same data one each: kilobytes less, and hardly slower.
    target_compile_definitions(basis_zstd PRIVATE HUF_FORCE_DECOMPRESS_X1=1 ZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT=1)
endif()

vitrine_foreign_library(basis_transcoder "${_basis}/transcoder/basisu_transcoder.cpp")
target_include_directories(basis_transcoder SYSTEM PUBLIC "${_basis}/transcoder")
target_link_libraries(basis_transcoder PUBLIC basis_zstd)
# The container is read by viewer/decode. Names of its own, so that a tool may link Basis' encoder, too, which needs a
# transcoder that does everything.
target_compile_definitions(basis_transcoder PUBLIC
    basist=vitrine_basist basisu=vitrine_basisu astc_helpers=vitrine_astc_helpers
    BASISD_SUPPORT_KTX2=0 BASISD_SUPPORT_KTX2_ZSTD=0 BASISD_SUPPORT_UASTC_HDR=0 BASISD_SUPPORT_XUASTC=0
    BASISD_SUPPORT_PVRTC1=0 BASISD_SUPPORT_PVRTC2=0 BASISD_SUPPORT_ATC=0 BASISD_SUPPORT_FXT1=0
    BASISD_SUPPORT_ETC2_EAC_RG11=0
    # These two are about ETC1S only: its tables for BC1 are as large as all the rest, and nobody needs it as ASTC.
    BASISD_SUPPORT_DXT1=0 BASISD_SUPPORT_ASTC=0)
target_compile_definitions(basis_transcoder PRIVATE BASISU_SILENT_ABORT)
if(EMSCRIPTEN)
    # WebAssembly reads words at any address. Basis thinks it cannot, and would read bits byte by byte.
    target_compile_definitions(basis_transcoder PRIVATE BASISD_USE_UNALIGNED_WORD_READS=1)
endif()
