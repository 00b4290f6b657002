#include "store/memory/MemoryStore.h"

namespace vitrine::store {

using shop::Result;
using Lock = std::lock_guard<std::mutex>;

shop::Product MemoryStore::withStock(shop::Product product) const {
    for (shop::Variant& variant : product.variants) variant.stock = mStock.at(variant.sku);
    return product;
}

Result<std::vector<shop::Product>> MemoryStore::page(int64_t after, size_t limit) {
    const Lock lock(mMutex);
    std::vector<shop::Product> found;
    for (auto each = mProducts.upper_bound(after); each != mProducts.end() && found.size() < limit;
         ++each)
        found.push_back(withStock(each->second));
    return found;
}

Result<std::optional<shop::Product>> MemoryStore::product(const std::string& id) {
    const Lock lock(mMutex);
    for (const auto& [position, product] : mProducts)
        if (product.id == id) return std::optional(withStock(product));
    return std::optional<shop::Product>();
}

Result<std::optional<shop::Product>> MemoryStore::productOfSku(const std::string& sku) {
    const Lock lock(mMutex);
    for (const auto& [position, product] : mProducts)
        if (product.variantOf(sku)) return std::optional(withStock(product));
    return std::optional<shop::Product>();
}

Result<shop::Done> MemoryStore::seed(const std::vector<shop::Product>& products) {
    const Lock lock(mMutex);
    mProducts.clear();
    for (const shop::Product& product : products) {
        mProducts[product.position] = product;
        for (const shop::Variant& variant : product.variants)
            mStock.emplace(variant.sku, variant.stock);
    }
    return shop::Done{};
}

Result<bool> MemoryStore::restock(const std::string& sku, int64_t units) {
    const Lock lock(mMutex);
    const auto stock = mStock.find(sku);
    if (stock == mStock.end()) return false;
    stock->second += units;
    return true;
}

Result<shop::Cart> MemoryStore::cart(const std::string& id) {
    const Lock lock(mMutex);
    const auto found = mCarts.find(id);
    if (found != mCarts.end()) return found->second;
    return shop::Cart{id, 0, {}};
}

bool MemoryStore::taken(const std::string& key, int64_t now) const {
    const auto found = mAnswers.find(key);
    return found != mAnswers.end() && found->second.expiresAt > now;
}

int64_t MemoryStore::versionOf(const std::string& cartId) const {
    const auto found = mCarts.find(cartId);
    return found == mCarts.end() ? 0 : found->second.version;
}

Result<std::optional<Answer>> MemoryStore::answer(const std::string& key, int64_t now) {
    const Lock lock(mMutex);
    return taken(key, now) ? std::optional(mAnswers.at(key)) : std::optional<Answer>();
}

Result<std::optional<shop::Order>> MemoryStore::order(const std::string& id) {
    const Lock lock(mMutex);
    const auto found = mOrders.find(id);
    return found == mOrders.end() ? std::optional<shop::Order>() : std::optional(found->second);
}

Result<Written> MemoryStore::save(const shop::Cart& cart, int64_t expected, const Answer* answer,
                                  int64_t now) {
    const Lock lock(mMutex);
    if (answer && taken(answer->key, now)) return Written{Written::State::KeyTaken};
    if (versionOf(cart.id) != expected) return Written{Written::State::Conflict};
    mCarts[cart.id] = cart;
    if (answer) mAnswers[answer->key] = *answer;
    return Written{};
}

Result<Written> MemoryStore::place(const shop::Order& order, int64_t cartVersion,
                                   const Answer& answer) {
    const Lock lock(mMutex);
    if (taken(answer.key, order.placedAt)) return Written{Written::State::KeyTaken};
    if (versionOf(order.cartId) != cartVersion) return Written{Written::State::Conflict};
    for (const shop::CartLine& line : order.lines) {
        const int64_t left = mStock.at(line.sku);
        if (left < line.quantity) return Written{Written::State::OutOfStock, line.sku, left};
    }
    for (const shop::CartLine& line : order.lines) mStock[line.sku] -= line.quantity;
    mCarts[order.cartId] = {order.cartId, cartVersion + 1, {}};
    mOrders[order.id] = order;
    mAnswers[answer.key] = answer;
    return Written{};
}

Result<shop::Done> MemoryStore::check() {
    return shop::Done{};
}

Result<bool> MemoryStore::push(const std::string& topic, const std::string& once,
                               const std::string& body) {
    const Lock lock(mMutex);
    if (!mPushed.insert({topic, once}).second) return false;
    mMessages[mNextMessage] = {mNextMessage, topic, body};
    ++mNextMessage;
    return true;
}

Result<std::vector<Message>> MemoryStore::take(const std::string& topic, size_t limit) {
    const Lock lock(mMutex);
    std::vector<Message> found;
    for (const auto& [id, message] : mMessages)
        if (message.topic == topic && found.size() < limit) found.push_back(message);
    return found;
}

Result<shop::Done> MemoryStore::done(const std::vector<Message>& messages) {
    const Lock lock(mMutex);
    for (const Message& message : messages) mMessages.erase(message.id);
    return shop::Done{};
}

}  // namespace vitrine::store
