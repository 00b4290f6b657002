// Independent pieces of work on all cores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace vitrine::pack {

/// Calls work(0) … work(count − 1), each once, begun in this order, on at most `jobs` threads. Returns when all are done.
void forEach(size_t count, uint32_t jobs, const std::function<void(size_t)>& work);

}  // namespace vitrine::pack
