// How a request says where its body ends. A server and whatever stands in front of it have to agree on that, or one
// visitor's request becomes the end of another's; so everything but one plain Content-Length is refused.
#pragma once

#include <optional>

#include "http/Message.h"

namespace vitrine::http {

constexpr size_t kMostBodyBytes = 64 * 1024;  // what navigator.sendBeacon() sends at most

/// A problem, or nullopt; then `hasBody` says whether a body follows the headers.
std::optional<Response> refuseFraming(const Request& request, bool& hasBody);

}  // namespace vitrine::http
