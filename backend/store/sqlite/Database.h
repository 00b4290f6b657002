// SQLite, as the stores of this folder use it: one connection that writes, some that read, statements prepared once.
//
//     const Reading reading(database);
//     Query query(reading, "SELECT units FROM stock WHERE sku = ?");
//     query.bind(sku);
//     if (query.row()) use(query.integer(0));
//     if (query.failed()) return reading.problem();
//
//     Writing writing(database);              // a transaction; rolled back unless it is committed
//     Query(writing, "UPDATE …").bind(…).run();
//     if (!writing.commit()) return writing.problem();
#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "shop/Problem.h"

namespace vitrine::store::sqlite {

/// A connection; used by one thread at a time. Remembers that something failed until it is asked.
class Connection {
public:
    Connection(const Connection&) = delete;
    ~Connection();

    /// nullptr, and a sentence in `why`, when it cannot be opened. `durable`: what is committed survives a loss of
    /// power; otherwise at least the order of things does.
    static std::unique_ptr<Connection> open(const std::string& path, bool durable,
                                            std::string& why);
    bool execute(const char* sql);
    /// Owned by the connection. nullptr after a failure. `sql` is a literal: it is known by its address.
    sqlite3_stmt* prepare(const char* sql);
    int64_t changes() const { return sqlite3_changes64(mHandle); }
    void fail();
    bool failed() const { return mFailed; }
    void forgive() { mFailed = false; }
    shop::Problem problem() const;

private:
    Connection() = default;
    sqlite3* mHandle = nullptr;
    bool mFailed = false;
    std::string mWhy;
    std::unordered_map<const char*, sqlite3_stmt*> mStatements;
};

/// Any thread may use it. Owns the connections.
class Database {
public:
    /// Makes the file when there is none, and brings its tables up to `migrations`: each is run once, in order.
    static vitrine::Result<std::unique_ptr<Database>, std::string> open(
        const std::string& path, bool durable, const std::vector<const char*>& migrations);

private:
    friend class Reading;
    friend class Writing;
    Database() = default;

    std::mutex mWriting;
    std::unique_ptr<Connection> mWriter;
    std::mutex mMutex;
    std::condition_variable mFreed;
    std::vector<std::unique_ptr<Connection>> mReaders;  ///< those that nobody uses
};

/// A connection lent for reading; waits for a free one.
class Reading {
public:
    explicit Reading(Database& database);
    ~Reading();
    Reading(const Reading&) = delete;

    Connection& connection() const { return *mConnection; }
    shop::Problem problem() const { return mConnection->problem(); }

private:
    Database& mDatabase;
    std::unique_ptr<Connection> mConnection;
};

/// The one transaction that writes; waits for the one before.
class Writing {
public:
    explicit Writing(Database& database);
    ~Writing();
    Writing(const Writing&) = delete;

    Connection& connection() const { return mConnection; }
    int64_t changes() const { return mConnection.changes(); }
    /// False when anything in the transaction failed; nothing is changed then.
    bool commit();
    bool failed() const { return mConnection.failed(); }
    shop::Problem problem() const { return mConnection.problem(); }

private:
    std::lock_guard<std::mutex> mLock;
    Connection& mConnection;
    bool mOpen = false;
};

/// One run of a statement. After a failure nothing happens any more, and the connection knows why.
class Query {
public:
    Query(const Reading& reading, const char* sql) : Query(reading.connection(), sql) {}
    Query(const Writing& writing, const char* sql) : Query(writing.connection(), sql) {}
    ~Query();
    Query(const Query&) = delete;

    Query& bind(int64_t value);
    Query& bind(const std::string& value);  ///< refers to the text until the query ends
    /// Steps to the next row; false at the end.
    bool row();
    /// For statements without rows.
    void run() { row(); }
    bool failed() const { return mConnection.failed(); }
    int64_t integer(int column) const { return sqlite3_column_int64(mStatement, column); }
    std::string text(int column) const;

private:
    Query(Connection& connection, const char* sql);
    void check(int code);

    Connection& mConnection;
    sqlite3_stmt* mStatement;
    int mBound = 0;
};

}  // namespace vitrine::store::sqlite
