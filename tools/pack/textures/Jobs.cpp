#include "Jobs.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace vitrine::pack {

void forEach(size_t count, uint32_t jobs, const std::function<void(size_t)>& work) {
    std::atomic<size_t> next{0};
    const auto run = [&] {
        for (size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::thread> threads;
    const size_t helpers = std::min<size_t>(std::max(jobs, 1u), std::max<size_t>(count, 1)) - 1;
    for (size_t i = 0; i < helpers; ++i) threads.emplace_back(run);
    run();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace vitrine::pack
