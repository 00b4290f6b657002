// Handles: numbers that stand for objects across a boundary. A handle of an object that is gone never finds another
// one, until the same slot was reused 4095 times.
//
//     HandleTable<std::unique_ptr<Viewer>> viewers;
//     uint32_t h = viewers.add(…);
//     if (auto* v = viewers.find(h)) (*v)->draw();
//     viewers.remove(h);
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace vitrine {

/// Owns its values. 20 bits of index, 12 bits of generation, which starts at 1 so that no handle is 0.
template <typename T>
class HandleTable {
public:
    uint32_t add(T value) {
        size_t index = 0;
        while (index < mSlots.size() && mSlots[index].value) ++index;
        if (index == mSlots.size()) mSlots.emplace_back();
        mSlots[index].value.emplace(std::move(value));
        return static_cast<uint32_t>(index) | mSlots[index].generation << kIndexBits;
    }

    /// nullptr for a handle that was never given out, or whose value was removed.
    T* find(uint32_t handle) {
        const size_t index = handle & kIndexMask;
        if (index >= mSlots.size()) return nullptr;
        Slot& slot = mSlots[index];
        if (!slot.value || slot.generation != handle >> kIndexBits) return nullptr;
        return &*slot.value;
    }

    void remove(uint32_t handle) {
        if (!find(handle)) return;
        Slot& slot = mSlots[handle & kIndexMask];
        slot.value.reset();
        slot.generation = slot.generation == kMaxGeneration ? 1 : slot.generation + 1;
    }

    /// Calls f(handle, value) for every value.
    template <typename F>
    void each(F f) {
        for (size_t i = 0; i < mSlots.size(); ++i) {
            if (mSlots[i].value)
                f(static_cast<uint32_t>(i) | mSlots[i].generation << kIndexBits, *mSlots[i].value);
        }
    }

private:
    static constexpr uint32_t kIndexBits = 20;
    static constexpr uint32_t kIndexMask = (1u << kIndexBits) - 1;
    static constexpr uint32_t kMaxGeneration = (1u << (32 - kIndexBits)) - 1;
    struct Slot {
        std::optional<T> value;
        uint32_t generation = 1;
    };
    std::vector<Slot> mSlots;
};

}  // namespace vitrine
