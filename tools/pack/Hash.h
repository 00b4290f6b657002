// Checksums of files: SHA-256 for their names, CRC-32 for what the viewer checks.
#pragma once

#include <string>

#include "base/Bytes.h"

namespace vitrine::pack {

/// The first 10 hexadecimal digits of the SHA-256.
std::string contentHash(Bytes bytes);

/// CRC-32 as in zlib and PNG (IEEE 802.3), 8 lower-case hexadecimal digits.
std::string crc32Of(Bytes bytes);

}  // namespace vitrine::pack
