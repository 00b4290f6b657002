// Any bytes as a look file. What was read is written such that it reads as the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "look/Look.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace vitrine;
    const std::string url = "https://shop.example/looks/watch.look.json";
    const auto look = look::readLook({data, size}, url);
    if (!look) {
        if (look.error().code != ErrorCode::BadLook || look.error().message.empty()) std::abort();
        return 0;
    }
    const std::string text = look::writeLook(*look);
    const auto again =
        look::readLook({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, url);
    if (!again || look::writeLook(*again) != text) std::abort();
    return 0;
}
