#include "inspector/EventText.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "gltf/ParseJson.h"

namespace vitrine::inspector {
namespace {

/// The last two parts of a URL's path.
std::string shortened(const std::string& url) {
    const std::string path = url.substr(0, url.find_first_of("?#"));
    const size_t last = path.rfind('/');
    const size_t before = last == std::string::npos || last == 0 ? last : path.rfind('/', last - 1);
    return before == std::string::npos ? path : path.substr(before + 1);
}

}  // namespace

std::string describe(const std::string& event) {
    nlohmann::json json;
    const Bytes all = {reinterpret_cast<const uint8_t*>(event.data()), event.size()};
    if (!gltf::parseJson(all, json)) return {};
    std::string line = json.value("type", "");
    // Cameras move all the time, and our own layout is no news.
    if (line == "camera" || line == "inspector") return {};
    for (const std::string_view name :
         {"url", "name", "decoder", "reason", "code", "message", "event"}) {
        const auto found = json.find(std::string(name));
        if (found == json.end() || !found->is_string()) continue;
        const auto& value = found->get_ref<const std::string&>();
        if (!value.empty()) line += "  " + (name == "url" ? shortened(value) : value);
    }
    for (const char* name : {"bytes", "size", "gpuTextureBytes"}) {
        const auto count = json.value(name, uint64_t{0});
        if (count > 0) line += "  " + bytes(count);
    }
    return line;
}

std::string text(double number, int decimals) {
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, number);
    std::string out = buffer.data();
    if (out.find('.') != std::string::npos) {
        while (out.back() == '0') out.pop_back();
        if (out.back() == '.') out.pop_back();
    }
    return out == "-0" ? "0" : out;
}

std::string bytes(uint64_t count) {
    constexpr double kKiB = 1024, kMiB = kKiB * kKiB;
    const auto number = static_cast<double>(count);
    if (number >= kMiB) return text(number / kMiB, 2) + " MiB";
    if (number >= kKiB) return text(number / kKiB, 1) + " KiB";
    return text(number, 0) + " B";
}

}  // namespace vitrine::inspector
