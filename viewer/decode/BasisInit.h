// Basis Universal's transcoder fills tables before its first use.
#pragma once

namespace vitrine::decode {

/// Cheap when done already. Any thread.
void initBasis();

}  // namespace vitrine::decode
