// Finished answers that many ask for, for a short while. Losing all of it at any time only costs speed.
//
// In memory here (store/memory). In the cloud: Redis, shared by all servers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace vitrine::store {

/// Never changes once it is there.
struct Cached {
    std::string body;
    std::string etag;
};

class Cache {
public:
    virtual ~Cache() = default;

    /// nullptr when it is not there or older than its time to live. Any thread may call.
    virtual std::shared_ptr<const Cached> get(const std::string& key) = 0;
    virtual void put(const std::string& key, std::shared_ptr<const Cached> value,
                     int64_t milliseconds) = 0;
    /// All keys that begin so.
    virtual void eraseAll(const std::string& prefix) = 0;
};

}  // namespace vitrine::store
