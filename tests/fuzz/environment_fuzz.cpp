// Any bytes as a file of light. What is read of it is finite and has the size that it says.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "light/EnvironmentPixels.h"
#include "light/files/EnvironmentFile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace vitrine;
    const auto done = light::decodeEnvironment({data, size}, {64, 128});
    if (!done) return 0;
    const auto pixels = light::readPixels({done->data(), done->size()});
    if (!pixels || pixels->light.texels.empty() || !pixels->sky.size) std::abort();
    for (const glm::vec3& texel : pixels->light.texels) {
        if (!std::isfinite(texel.r + texel.g + texel.b) || texel.r < 0) std::abort();
    }
    return 0;
}
