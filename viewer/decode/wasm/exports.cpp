#include "decode/wasm/exports.h"

#include <cstdlib>
#include <utility>

#include "decode/wasm/run.h"

namespace {

vitrine::RawBytes result;
vitrine::Error error;

}  // namespace

#define VITRINE_EXPORT __attribute__((visibility("default")))

extern "C" {

// What Emscripten's library would import, so that a module needs nothing from outside. A module that stops is replaced by
// its owner; memory that grew is seen by whoever looks at memory.buffer anew.
void __wasi_proc_exit(uint32_t) {
    __builtin_trap();
}
void emscripten_notify_memory_growth(size_t) {}
uint16_t __wasi_environ_sizes_get(size_t* count, size_t* bytes) {
    *count = *bytes = 0;
    return 0;
}
uint16_t __wasi_environ_get(uint8_t**, uint8_t*) {
    return 0;
}

VITRINE_EXPORT void* vd_alloc(uint32_t bytes) {
    return std::malloc(bytes);
}

VITRINE_EXPORT void vd_free(void* memory) {
    std::free(memory);
}

VITRINE_EXPORT int32_t vd_run(const int32_t* parameters, uint32_t count, const uint8_t* bytes,
                              uint32_t size) {
    // The former result's memory is given back before the next one's is taken.
    vitrine::RawBytes().swap(result);
    auto done = vitrine::decode::run({parameters, count}, {bytes, size});
    if (!done) {
        error = std::move(done).error();
        return 1;
    }
    result = *std::move(done);
    return 0;
}

VITRINE_EXPORT const uint8_t* vd_result() {
    return result.data();
}

VITRINE_EXPORT uint32_t vd_result_size() {
    return static_cast<uint32_t>(result.size());
}

VITRINE_EXPORT const char* vd_code() {
    return vitrine::errorName(error.code);
}

VITRINE_EXPORT const char* vd_message() {
    return error.message.c_str();
}

}  // extern "C"
