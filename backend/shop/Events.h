// Product analytics: what of a batch is kept. Everything that is not named here is dropped, so nothing personal can
// get in by a member that somebody invents.
#pragma once

#include <string>
#include <string_view>

#include "shop/Problem.h"

namespace vitrine::shop {

struct EventBatch {
    std::string page;      ///< random name of a page view
    int64_t sequence = 0;  ///< of the batch in its page
    Json events;           ///< list of Event of openapi.yaml, cleaned
    size_t dropped = 0;    ///< events that broke the schema
};

Result<EventBatch> readEventBatch(std::string_view body);

}  // namespace vitrine::shop
