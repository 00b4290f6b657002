// The JSON that crosses the core's boundary: settings in, events out. Its form is described in viewer/wasm/exports.h.
// (In a file of its own because the JSON library and the engine's headers don't get along in one.)
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::poster {

/// One event; fields that its type does not have are empty.
struct Event {
    std::string type;
    uint32_t load = 0, resource = 0;
    std::string url;
    int32_t image = -1;  ///< index of the image; of a request that is for none: -1
    bool srgb = false, mipmaps = false;
    std::vector<uint8_t> bytes;  ///< of an image or a decoder's job
    uint32_t top = 0;            ///< of a texture: the largest level to allocate
    uint32_t job = 0;
    std::string decoder;
    std::vector<int32_t> parameters;  ///< of a decoder's job, or for one that reads an environment
    std::string name;
    std::string code, message;  ///< of errors and warnings
};

using Attributes = std::vector<std::pair<std::string, std::string>>;
std::string toJson(const Attributes& attributes);

/// All events of Core::drainEvents(), to be read before anything else is told to the core: bytes are copied from it here.
std::vector<Event> parseEvents(const char* json);

}  // namespace vitrine::poster
