// Catalogue, orders and queue in this process: for tests, and the shortest description of what the interfaces promise.
// Nothing survives the program.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "store/Catalogue.h"
#include "store/Orders.h"
#include "store/Queue.h"

namespace vitrine::store {

class MemoryStore : public Catalogue, public Orders, public Queue {
public:
    shop::Result<std::vector<shop::Product>> page(int64_t after, size_t limit) override;
    shop::Result<std::optional<shop::Product>> product(const std::string& id) override;
    shop::Result<std::optional<shop::Product>> productOfSku(const std::string& sku) override;
    shop::Result<shop::Done> seed(const std::vector<shop::Product>& products) override;
    shop::Result<bool> restock(const std::string& sku, int64_t units) override;

    shop::Result<shop::Cart> cart(const std::string& id) override;
    shop::Result<std::optional<Answer>> answer(const std::string& key, int64_t now) override;
    shop::Result<std::optional<shop::Order>> order(const std::string& id) override;
    shop::Result<Written> save(const shop::Cart& cart, int64_t expected, const Answer* answer,
                               int64_t now) override;
    shop::Result<Written> place(const shop::Order& order, int64_t cartVersion,
                                const Answer& answer) override;
    shop::Result<shop::Done> check() override;

    shop::Result<bool> push(const std::string& topic, const std::string& once,
                            const std::string& body) override;
    shop::Result<std::vector<Message>> take(const std::string& topic, size_t limit) override;
    shop::Result<shop::Done> done(const std::vector<Message>& messages) override;

private:
    shop::Product withStock(shop::Product product) const;
    bool taken(const std::string& key, int64_t now) const;
    int64_t versionOf(const std::string& cartId) const;

    std::mutex mMutex;
    std::map<int64_t, shop::Product> mProducts;  ///< by position
    std::map<std::string, int64_t> mStock;       ///< by SKU
    std::map<std::string, shop::Cart> mCarts;
    std::map<std::string, shop::Order> mOrders;
    std::map<std::string, Answer> mAnswers;
    std::map<int64_t, Message> mMessages;
    std::set<std::pair<std::string, std::string>> mPushed;
    int64_t mNextMessage = 1;
};

}  // namespace vitrine::store
