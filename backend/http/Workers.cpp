#include "http/Workers.h"

namespace vitrine::http {

namespace {
thread_local bool turnsAway = false;
}

bool Workers::turnedAway() {
    return turnsAway;
}

void Workers::enqueue(std::function<void()> job) {
    {
        const std::lock_guard<std::mutex> lock(mMutex);
        const bool full = mThreads.size() >= mMostThreads;
        if (!full || mJobs.size() < mMostWaiting) {
            mJobs.push_back(std::move(job));
            if (mJobs.size() > mIdle && !full) mThreads.emplace_back([this] { work(); });
            count();
            mChanged.notify_one();
            return;
        }
    }
    turnsAway = true;
    job();
    turnsAway = false;
}

/// Jobs for which no thread is idle or being started.
void Workers::count() {
    const bool full = mThreads.size() >= mMostThreads;
    mWaiting = full && mJobs.size() > mIdle ? mJobs.size() - mIdle : 0;
}

void Workers::work() {
    std::unique_lock<std::mutex> lock(mMutex);
    for (;;) {
        ++mIdle;
        mChanged.wait(lock, [&] { return !mJobs.empty() || mStopping; });
        --mIdle;
        if (mJobs.empty()) return;
        const std::function<void()> job = std::move(mJobs.front());
        mJobs.pop_front();
        count();
        lock.unlock();
        job();
        lock.lock();
    }
}

void Workers::shutdown() {
    {
        const std::lock_guard<std::mutex> lock(mMutex);
        mStopping = true;
    }
    mChanged.notify_all();
    for (std::thread& thread : mThreads) thread.join();
}

}  // namespace vitrine::http
