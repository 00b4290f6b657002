// A queue in SQLite, in a file of its own: what visitors do waits for no order, and the other way round.
#pragma once

#include "store/Queue.h"
#include "store/sqlite/Database.h"

namespace vitrine::store::sqlite {

/// Keeps a reference to the database. Without anybody who takes them, the oldest messages of all are forgotten beyond
/// `most`.
class SqliteQueue final : public Queue {
public:
    SqliteQueue(Database& database, int64_t most) : mDatabase(database), mMost(most) {}

    shop::Result<bool> push(const std::string& topic, const std::string& once,
                            const std::string& body) override;
    shop::Result<std::vector<Message>> take(const std::string& topic, size_t limit) override;
    shop::Result<shop::Done> done(const std::vector<Message>& messages) override;

private:
    Database& mDatabase;
    int64_t mMost;
};

}  // namespace vitrine::store::sqlite
