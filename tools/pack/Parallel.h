// A loop whose rounds run on several threads. Rounds must not depend on one another; results go into slots of their own,
// so the outcome is the same on any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace vitrine::pack {

template <typename Round>
void parallelFor(uint32_t jobs, size_t count, const Round& round) {
    std::atomic<size_t> next{0};
    const auto work = [&] {
        for (size_t i = next++; i < count; i = next++) round(i);
    };
    std::vector<std::thread> threads;
    for (size_t i = 1; i < jobs && i < count; ++i) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace vitrine::pack
