// The threads that serve connections, one each. They are started when they are needed, up to a number; more connections
// wait, and when too many wait, the next ones are turned away at once. While some wait, idle connections are given up.
#pragma once

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace vitrine::http {

class Workers final : public httplib::TaskQueue {
public:
    Workers(size_t mostThreads, size_t mostWaiting)
        : mMostThreads(mostThreads), mMostWaiting(mostWaiting) {}

    /// Runs the job on one of the threads, or here, when too many wait: then turnedAway() is true while it runs.
    void enqueue(std::function<void()> job) override;
    /// Waits until all jobs are done.
    void shutdown() override;

    /// Whether connections wait for a thread.
    bool pressure() const { return mWaiting > 0; }
    /// Whether the calling thread only turns the connection away.
    static bool turnedAway();

private:
    void work();
    void count();

    const size_t mMostThreads, mMostWaiting;
    std::mutex mMutex;
    std::condition_variable mChanged;
    std::deque<std::function<void()>> mJobs;
    std::vector<std::thread> mThreads;
    std::atomic<size_t> mWaiting{0};
    size_t mIdle = 0;
    bool mStopping = false;
};

}  // namespace vitrine::http
