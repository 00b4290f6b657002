// A Cache in this process: the least recently used entries go first when there is too much.
#pragma once

#include <list>
#include <map>
#include <mutex>

#include "store/Cache.h"
#include "system/Clock.h"

namespace vitrine::store {

class MemoryCache final : public Cache {
public:
    /// Holds at most so many bytes of keys and bodies.
    MemoryCache(size_t mostBytes, backend::Clock clock)
        : mMost(mostBytes), mClock(std::move(clock)) {}

    std::shared_ptr<const Cached> get(const std::string& key) override;
    void put(const std::string& key, std::shared_ptr<const Cached> value,
             int64_t milliseconds) override;
    void eraseAll(const std::string& prefix) override;

private:
    struct Entry {
        std::shared_ptr<const Cached> value;
        int64_t until = 0;
        std::list<std::string>::iterator use;
    };
    using Entries = std::map<std::string, Entry>;
    Entries::iterator erase(Entries::iterator entry);

    const size_t mMost;
    const backend::Clock mClock;
    std::mutex mMutex;
    Entries mEntries;
    size_t mBytes = 0;
    std::list<std::string> mUses;  ///< keys, the latest used first
};

}  // namespace vitrine::store
