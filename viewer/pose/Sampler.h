// Interpolates the keyframes of one channel.
#pragma once

#include "gltf/Asset.h"

namespace vitrine::pose {

/// Writes channel.width numbers. The channel has at least one key.
void sampleChannel(const gltf::Channel& channel, float time, float* out);

}  // namespace vitrine::pose
