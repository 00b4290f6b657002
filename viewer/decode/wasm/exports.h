// The boundary of every decoder module: decode-mesh.wasm (meshopt, tangent frames), decode-draco.wasm, decode-ktx2.wasm,
// decode-environment.wasm (.hdr and KTX files of light).
//
// All export the same few functions, so one small loader serves them. A module is used by one decode worker, job
// after job; jobs share nothing. Parameters are 32-bit words. Pointers handed out stay valid until the next vd_run().
//
// A module imports nothing (an empty import object will do) and exports its `memory`, which may grow in any call: look at
// memory.buffer anew afterwards. Call `_initialize()` once before anything else. A trap (out of memory, say) means that the
// module is to be thrown away. It needs WebAssembly SIMD.
//
//   decode-mesh   parameters[0] = 0  EXT_meshopt_compression
//                     [0, count, stride, mode (0 attributes, 1 triangles, 2 indices), filter (0 none, 1 octahedral,
//                     2 quaternion, 3 exponential)]                       → count × stride bytes
//                 parameters[0] = 1  tangent frames (MikkTSpace)
//                     [1, vertices, indices]; in: positions 3 × f32, normals 3 × f32, uv 2 × f32 (array after array), then
//                     indices u32                                         → u32 copies, f32 × 4 × (vertices + copies)
//                     tangents, u32 × copies (of which vertex), u32 × indices
//   decode-draco  [indices, vertices, n, then n × (id, componentType, components)]     → see decode/Draco.h
//   decode-ktx2   [supported formats (bits of decode/Ktx2.h), first level, last level (largest = 0; −1 = the smallest),
//                  file size, n, then n × (offset, length)]; in: the ranges of the file one after the other (n = 0: the
//                  whole file). Of ranges, all of the header and of the levels asked for must be there.
//                                                                       → u32 words [format, flags (1 alpha, 2 UASTC), levels in the file, first level, n, then
//                  n × (width, height, byte length)], then the levels' blocks one after the other, largest first, each
//                  beginning at a multiple of 16 from the start of the result
//   decode-environment  [greatest width as light, as background; 0: not wanted as that]   → see light/EnvironmentPixels.h
#pragma once

#include <cstdint>

extern "C" {

void* vd_alloc(uint32_t bytes);
void vd_free(void* memory);

/// 0 on success; else vd_code() is the name of the ErrorCode and vd_message() a sentence.
int32_t vd_run(const int32_t* parameters, uint32_t count, const uint8_t* bytes, uint32_t size);

const uint8_t* vd_result();
uint32_t vd_result_size();
const char* vd_code();
const char* vd_message();

}  // extern "C"
