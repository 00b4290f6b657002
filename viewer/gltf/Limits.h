// How much a file may ask for before it is called absurd. Fuzzers set smaller ones by definition.
#pragma once

#include <cstddef>
#include <cstdint>

#ifndef VITRINE_GLTF_MAX_DECODED
#define VITRINE_GLTF_MAX_DECODED (1u << 30)
#endif

namespace vitrine::gltf {

/// Bytes of all decoded vertices, indices and keyframes together. A wasm heap ends at 2 GiB.
constexpr uint64_t kMaxDecodedBytes = VITRINE_GLTF_MAX_DECODED;

/// Elements of one accessor. Beyond this a vertex or index buffer can't be drawn by WebGL anyway.
constexpr uint64_t kMaxElements = 1u << 28;

/// Bytes of one file. Offsets are kept in 32 bits on wasm.
constexpr uint64_t kMaxFileBytes = 0x7fffffffu;

/// Reserved at most on the word of a server or a header; beyond that, memory grows as bytes come.
constexpr uint64_t kMaxReserve = 256u << 20;

/// Instances of EXT_mesh_gpu_instancing in one model; each is a draw call.
constexpr uint32_t kMaxInstances = 16384;

/// JSON: glTF itself nests 8 deep; extensions a little more.
constexpr uint32_t kMaxJsonDepth = 96;

/// JSON: values (numbers, strings, …) in one file. A parsed value takes 16 bytes and more.
constexpr uint32_t kMaxJsonValues = 4u << 20;

}  // namespace vitrine::gltf
