// Messages to whoever works behind the shop, such as batches of analytics. At least once, in no certain
// order; a message that was pushed twice with the same `once` counts once.
//
// SQLite here (store/sqlite), which keeps the newest messages for inspection. In the cloud: SQS (FIFO, with `once` as
// MessageDeduplicationId), or Redis Streams.
#pragma once

#include <string>
#include <vector>

#include "shop/Problem.h"

namespace vitrine::store {

struct Message {
    int64_t id = 0;
    std::string topic, body;
};

class Queue {
public:
    virtual ~Queue() = default;

    /// False when a message with the same topic and `once` is there already. Any thread may call.
    virtual shop::Result<bool> push(const std::string& topic, const std::string& once,
                                    const std::string& body) = 0;
    /// The oldest messages of a topic, which stay until done() is told.
    virtual shop::Result<std::vector<Message>> take(const std::string& topic, size_t limit) = 0;
    virtual shop::Result<shop::Done> done(const std::vector<Message>& messages) = 0;
};

}  // namespace vitrine::store
