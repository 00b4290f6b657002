#include "store/sqlite/Database.h"

namespace vitrine::store::sqlite {

namespace {
constexpr size_t kReaders = 4;
constexpr int kBusyTimeout = 5000;  // ms; another process may hold the file, a backup for example
}  // namespace

Connection::~Connection() {
    for (const auto& [sql, statement] : mStatements) sqlite3_finalize(statement);
    sqlite3_close(mHandle);
}

std::unique_ptr<Connection> Connection::open(const std::string& path, bool durable,
                                             std::string& why) {
    std::unique_ptr<Connection> made(new Connection);
    const int code =
        sqlite3_open_v2(path.c_str(), &made->mHandle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code == SQLITE_OK) sqlite3_busy_timeout(made->mHandle, kBusyTimeout);
    if (code != SQLITE_OK || !made->execute("PRAGMA journal_mode = WAL") ||
        !made->execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")) {
        why = "The file " + path + " cannot be used as a store: " +
              (made->mHandle ? sqlite3_errmsg(made->mHandle) : sqlite3_errstr(code)) + ".";
        return nullptr;
    }
    return made;
}

bool Connection::execute(const char* sql) {
    if (sqlite3_exec(mHandle, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return true;
    fail();
    return false;
}

sqlite3_stmt* Connection::prepare(const char* sql) {
    if (mFailed) return nullptr;
    sqlite3_stmt*& statement = mStatements[sql];
    if (!statement && sqlite3_prepare_v3(mHandle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                         nullptr) != SQLITE_OK)
        fail();
    return statement;
}

void Connection::fail() {
    if (!mFailed) mWhy = sqlite3_errmsg(mHandle);
    mFailed = true;
}

shop::Problem Connection::problem() const {
    return {shop::Code::Unavailable, "The store failed (" + mWhy + ")."};
}

vitrine::Result<std::unique_ptr<Database>, std::string> Database::open(
    const std::string& path, bool durable, const std::vector<const char*>& migrations) {
    std::unique_ptr<Database> made(new Database);
    std::string why;
    made->mWriter = Connection::open(path, durable, why);
    if (!made->mWriter) return why;
    for (size_t i = 0; i < kReaders; ++i) {
        std::unique_ptr<Connection> reader = Connection::open(path, durable, why);
        if (!reader) return why;
        made->mReaders.push_back(std::move(reader));
    }
    Writing writing(*made);
    size_t version = 0;
    {
        Query query(writing, "PRAGMA user_version");
        if (query.row()) version = static_cast<size_t>(query.integer(0));
    }
    if (version > migrations.size())
        return "The store " + path + " was written by a newer version of this program.";
    for (; version < migrations.size(); ++version) {
        writing.connection().execute(migrations[version]);
        writing.connection().execute(
            ("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
    }
    if (!writing.commit()) return "The store " + path + ": " + writing.problem().detail;
    return made;
}

Reading::Reading(Database& database) : mDatabase(database) {
    std::unique_lock<std::mutex> lock(database.mMutex);
    database.mFreed.wait(lock, [&] { return !database.mReaders.empty(); });
    mConnection = std::move(database.mReaders.back());
    database.mReaders.pop_back();
    mConnection->forgive();
}

Reading::~Reading() {
    {
        const std::lock_guard<std::mutex> lock(mDatabase.mMutex);
        mDatabase.mReaders.push_back(std::move(mConnection));
    }
    mDatabase.mFreed.notify_one();
}

Writing::Writing(Database& database) : mLock(database.mWriting), mConnection(*database.mWriter) {
    mConnection.forgive();
    mOpen = mConnection.execute("BEGIN IMMEDIATE");
}

Writing::~Writing() {
    // SQLite may have rolled back by itself (disk full); that this fails then does not matter.
    if (mOpen) mConnection.execute("ROLLBACK");
}

bool Writing::commit() {
    if (!mOpen || mConnection.failed() || !mConnection.execute("COMMIT")) return false;
    mOpen = false;
    return true;
}

Query::Query(Connection& connection, const char* sql)
    : mConnection(connection), mStatement(connection.prepare(sql)) {}

Query::~Query() {
    if (!mStatement) return;
    sqlite3_reset(mStatement);
    sqlite3_clear_bindings(mStatement);
}

void Query::check(int code) {
    if (code != SQLITE_OK) mConnection.fail();
}

Query& Query::bind(int64_t value) {
    if (mStatement) check(sqlite3_bind_int64(mStatement, ++mBound, value));
    return *this;
}

Query& Query::bind(const std::string& value) {
    if (mStatement)
        check(sqlite3_bind_text64(mStatement, ++mBound, value.data(), value.size(), SQLITE_STATIC,
                                  SQLITE_UTF8));
    return *this;
}

bool Query::row() {
    if (!mStatement || mConnection.failed()) return false;
    const int code = sqlite3_step(mStatement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) mConnection.fail();
    return false;
}

std::string Query::text(int column) const {
    const unsigned char* text = sqlite3_column_text(mStatement, column);
    const int size = sqlite3_column_bytes(mStatement, column);
    return text ? std::string(reinterpret_cast<const char*>(text), static_cast<size_t>(size)) : "";
}

}  // namespace vitrine::store::sqlite
