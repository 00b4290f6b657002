#include "store/memory/MemoryCache.h"

namespace vitrine::store {

MemoryCache::Entries::iterator MemoryCache::erase(Entries::iterator entry) {
    mBytes -= entry->first.size() + entry->second.value->body.size();
    mUses.erase(entry->second.use);
    return mEntries.erase(entry);
}

std::shared_ptr<const Cached> MemoryCache::get(const std::string& key) {
    const std::lock_guard<std::mutex> lock(mMutex);
    const auto found = mEntries.find(key);
    if (found == mEntries.end()) return nullptr;
    if (found->second.until <= mClock()) {
        erase(found);
        return nullptr;
    }
    mUses.splice(mUses.begin(), mUses, found->second.use);
    return found->second.value;
}

void MemoryCache::put(const std::string& key, std::shared_ptr<const Cached> value,
                      int64_t milliseconds) {
    const std::lock_guard<std::mutex> lock(mMutex);
    const auto found = mEntries.find(key);
    if (found != mEntries.end()) erase(found);
    mUses.push_front(key);
    mBytes += key.size() + value->body.size();
    mEntries[key] = {std::move(value), mClock() + milliseconds, mUses.begin()};
    while (mBytes > mMost) erase(mEntries.find(mUses.back()));
}

void MemoryCache::eraseAll(const std::string& prefix) {
    const std::lock_guard<std::mutex> lock(mMutex);
    auto entry = mEntries.lower_bound(prefix);
    while (entry != mEntries.end() && entry->first.compare(0, prefix.size(), prefix) == 0)
        entry = erase(entry);
}

}  // namespace vitrine::store
