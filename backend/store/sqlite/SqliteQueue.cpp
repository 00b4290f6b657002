#include "store/sqlite/SqliteQueue.h"

namespace vitrine::store::sqlite {

using shop::Result;

Result<bool> SqliteQueue::push(const std::string& topic, const std::string& once,
                               const std::string& body) {
    Writing writing(mDatabase);
    Query(writing,
          "INSERT INTO messages (topic, once, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(topic)
        .bind(once)
        .bind(body)
        .run();
    const bool fresh = writing.changes() == 1;
    Query(writing, "DELETE FROM messages WHERE id <= (SELECT max(id) FROM messages) - ?")
        .bind(mMost)
        .run();
    if (!writing.commit()) return writing.problem();
    return fresh;
}

Result<std::vector<Message>> SqliteQueue::take(const std::string& topic, size_t limit) {
    const Reading reading(mDatabase);
    std::vector<Message> found;
    Query query(reading,
                "SELECT id, body FROM messages WHERE topic = ? AND done = 0 ORDER BY id LIMIT ?");
    query.bind(topic).bind(static_cast<int64_t>(limit));
    while (query.row()) found.push_back({query.integer(0), topic, query.text(1)});
    if (query.failed()) return reading.problem();
    return found;
}

Result<shop::Done> SqliteQueue::done(const std::vector<Message>& messages) {
    // The row stays, so that the same message pushed once more still counts once.
    Writing writing(mDatabase);
    for (const Message& message : messages)
        Query(writing, "UPDATE messages SET done = 1, body = '' WHERE id = ?")
            .bind(message.id)
            .run();
    if (!writing.commit()) return writing.problem();
    return shop::Done{};
}

}  // namespace vitrine::store::sqlite
