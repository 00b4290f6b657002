#include "Hash.h"

#include <openssl/sha.h>
#include <zlib.h>

#include <cstdio>

namespace vitrine::pack {

std::string contentHash(Bytes bytes) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(bytes.data, bytes.size, digest);
    std::string out;
    for (int i = 0; i < 5; ++i) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", unsigned(digest[i]));
        out += two;
    }
    return out;
}

std::string crc32Of(Bytes bytes) {
    char text[9];
    std::snprintf(text, sizeof text, "%08lx", crc32_z(0, bytes.data, bytes.size));
    return text;
}

}  // namespace vitrine::pack
