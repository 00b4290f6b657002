// The shop: everything that a visitor can ask for, on top of stores that it knows by their interfaces only.
//
// Any thread may call; nothing blocks longer than a store does. Bodies are those of openapi.yaml.
#pragma once

#include <memory>
#include <string>

#include "shop/Events.h"
#include "shop/Problem.h"
#include "shop/Requests.h"
#include "store/Cache.h"
#include "store/Catalogue.h"
#include "store/Orders.h"
#include "store/Queue.h"
#include "system/Clock.h"

namespace vitrine::shop {

/// What a visitor wants done once, however often the request comes.
struct Intent {
    std::string key;          ///< Idempotency-Key
    std::string fingerprint;  ///< of all that makes the request this one
};

struct Outcome {
    std::string body;
    std::string orderId;    ///< of placeOrder()
    bool replayed = false;  ///< the answer of an earlier request
};

using Document = std::shared_ptr<const store::Cached>;

class Shop {
public:
    /// Keeps references; the stores have to live longer.
    Shop(store::Catalogue& catalogue, store::Orders& orders, store::Cache& cache,
         store::Queue& queue, backend::Clock clock);

    Result<Document> product(const std::string& id);
    /// `cursor` is "" for the first page.
    Result<Document> products(const std::string& cursor, size_t limit);

    Result<std::string> cart(const std::string& cartId);
    Result<Outcome> addItem(const std::string& cartId, const Intent& intent,
                            const NewCartItem& item);
    Result<std::string> changeLine(const std::string& cartId, const std::string& line,
                                   int64_t quantity);
    Result<std::string> removeLine(const std::string& cartId, const std::string& line);

    Result<Outcome> placeOrder(const std::string& cartId, const Intent& intent,
                               const NewOrder& wish);
    /// Only for the cart that it was placed from.
    Result<std::string> order(const std::string& cartId, const std::string& orderId);

    Result<Done> takeEvents(const EventBatch& batch);
    Result<Done> check();

private:
    Result<PricedCart> priced(const Cart& cart);
    Result<std::string> rendered(const Cart& cart);
    /// The answer that the key stands for, if it stands for this request; KeyReused if for another.
    Result<std::optional<Outcome>> earlier(const std::string& cartId, const Intent& intent);
    /// The refusal, unless the key has come to stand for an answer since it was looked up: then what is refused is that
    /// the same request was carried out a moment ago by another thread.
    Result<Outcome> refuse(const std::string& cartId, const Intent& intent, Problem refusal);
    template <typename Change>
    Result<std::string> change(const std::string& cartId, Change change);

    store::Catalogue& mCatalogue;
    store::Orders& mOrders;
    store::Cache& mCache;
    store::Queue& mQueue;
    backend::Clock mClock;
};

/// Opaque to clients; "" for none.
std::string cursorAfter(int64_t position);
/// nullopt for one that we did not write.
std::optional<int64_t> positionOf(const std::string& cursor);

/// Weak ETag of a body.
std::string etagOf(const std::string& body);

}  // namespace vitrine::shop
