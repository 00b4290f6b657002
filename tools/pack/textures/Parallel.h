// Independent pieces of work on several threads. They must not depend on one another; results go into slots of their own,
// so the outcome is the same on any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace vitrine::pack {

/// Calls work(0) … work(count − 1), each once, begun in this order, on at most `jobs` threads. Returns when all are done.
template <typename Work>
void forEach(size_t count, uint32_t jobs, const Work& work) {
    std::atomic<size_t> next{0};
    const auto run = [&] {
        for (size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::thread> threads;
    for (size_t i = 1; i < jobs && i < count; ++i) threads.emplace_back(run);
    run();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace vitrine::pack
