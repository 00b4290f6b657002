// What every store promises, whichever it is; and what outlives the program in SQLite.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <utility>

#include "shop/Shop.h"
#include "store/memory/MemoryCache.h"
#include "store/memory/MemoryStore.h"
#include "store/sqlite/Schema.h"
#include "store/sqlite/SqliteCatalogue.h"
#include "store/sqlite/SqliteOrders.h"
#include "store/sqlite/SqliteQueue.h"
#include "support.h"

namespace vitrine::store {
namespace {

struct Stores {
    virtual ~Stores() = default;
    virtual Catalogue& catalogue() = 0;
    virtual Orders& orders() = 0;
    virtual Queue& queue() = 0;
};

struct InMemory final : Stores {
    MemoryStore store;
    Catalogue& catalogue() override { return store; }
    Orders& orders() override { return store; }
    Queue& queue() override { return store; }
};

std::unique_ptr<sqlite::Database> openDatabase(const std::string& path,
                                               const std::vector<const char*>& tables) {
    auto database = sqlite::Database::open(path, true, tables);
    if (!database) ADD_FAILURE() << database.error();
    return std::move(*database);
}

struct InSqlite final : Stores {
    backend_test::Folder folder;
    std::unique_ptr<sqlite::Database> shop =
        openDatabase(folder.path() + "/shop.db", sqlite::shopTables());
    std::unique_ptr<sqlite::Database> messages =
        openDatabase(folder.path() + "/queue.db", sqlite::queueTables());
    sqlite::SqliteCatalogue theCatalogue{*shop};
    sqlite::SqliteOrders theOrders{*shop};
    sqlite::SqliteQueue theQueue{*messages, 3};
    Catalogue& catalogue() override { return theCatalogue; }
    Orders& orders() override { return theOrders; }
    Queue& queue() override { return theQueue; }
};

template <typename T>
class Store : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(stores.catalogue().seed(backend_test::products())); }

    int64_t stockOf(const std::string& sku) {
        const auto product = stores.catalogue().productOfSku(sku);
        return (*product)->variantOf(sku)->stock;
    }
    shop::Order order(const std::string& id, const std::string& cart, int64_t quantity) {
        return {id, cart, now, {{"POT-A", quantity}}, {{"id", id}}};
    }
    Answer answer(const std::string& key, const std::string& cart) {
        return {key, "f", cart, "", "{}", now + 1000};
    }

    T stores;
    int64_t now = 1000000;
};

using Kinds = testing::Types<InMemory, InSqlite>;
TYPED_TEST_SUITE(Store, Kinds);

TYPED_TEST(Store, pagesThroughTheCatalogue) {
    Catalogue& catalogue = this->stores.catalogue();
    const auto all = catalogue.page(0, 10);
    ASSERT_EQ(all->size(), 2u);
    EXPECT_EQ((*all)[0].id, "pot");
    EXPECT_EQ((*all)[0].variants[0].price.amount, 1000);
    const auto second = catalogue.page((*all)[0].position, 10);
    ASSERT_EQ(second->size(), 1u);
    EXPECT_EQ((*second)[0].id, "cup");
    EXPECT_EQ(catalogue.page(0, 1)->size(), 1u);
    EXPECT_FALSE(*catalogue.product("pan"));
    EXPECT_EQ((*catalogue.productOfSku("POT-B"))->id, "pot");
    EXPECT_FALSE(*catalogue.productOfSku("PAN"));
}

TYPED_TEST(Store, keepsTheStockOfKnownSkusWhenItIsSeededAgain) {
    ASSERT_TRUE(*this->stores.catalogue().restock("POT-A", 2));
    EXPECT_FALSE(*this->stores.catalogue().restock("PAN", 2));
    ASSERT_TRUE(this->stores.catalogue().seed({backend_test::products()[0]}));
    EXPECT_EQ(this->stockOf("POT-A"), 7);
    EXPECT_FALSE(*this->stores.catalogue().product("cup")) << "not on sale any more";
}

TYPED_TEST(Store, writesACartOnlyOnTopOfTheExpectedVersion) {
    Orders& orders = this->stores.orders();
    const shop::Cart empty = *orders.cart("c");
    EXPECT_EQ(empty.version, 0);
    const shop::Cart first{"c", 1, {{"CUP", 2}}};
    EXPECT_EQ(orders.save(first, 0, nullptr, this->now)->state, Written::State::Done);
    EXPECT_EQ(orders.save(first, 0, nullptr, this->now)->state, Written::State::Conflict);
    EXPECT_EQ(orders.save({"c", 2, {}}, 5, nullptr, this->now)->state, Written::State::Conflict);
    const shop::Cart stored = *orders.cart("c");
    EXPECT_EQ(stored.version, 1);
    ASSERT_EQ(stored.lines.size(), 1u);
    EXPECT_EQ(stored.lines[0].sku, "CUP");
    EXPECT_EQ(stored.lines[0].quantity, 2);
}

TYPED_TEST(Store, remembersAnAnswerOnceAndUntilItExpires) {
    Orders& orders = this->stores.orders();
    const Answer answer = this->answer("key", "c");
    EXPECT_EQ(orders.save({"c", 1, {}}, 0, &answer, this->now)->state, Written::State::Done);
    EXPECT_EQ((*orders.answer("key", this->now))->body, "{}");
    EXPECT_EQ(orders.save({"c", 2, {}}, 1, &answer, this->now)->state, Written::State::KeyTaken);
    EXPECT_EQ(orders.cart("c")->version, 1) << "nothing was changed";
    const int64_t later = this->now + 1000;
    EXPECT_FALSE(*orders.answer("key", later));
    EXPECT_EQ(orders.save({"c", 2, {}}, 1, &answer, later)->state, Written::State::Done);
}

TYPED_TEST(Store, remembersNothingOfWhatFailed) {
    Orders& orders = this->stores.orders();
    const Answer answer = this->answer("key", "c");
    EXPECT_EQ(orders.save({"c", 9, {}}, 8, &answer, this->now)->state, Written::State::Conflict);
    EXPECT_FALSE(*orders.answer("key", this->now));
}

TYPED_TEST(Store, placesAnOrderWithAllThatBelongsToIt) {
    Orders& orders = this->stores.orders();
    ASSERT_TRUE(orders.save({"c", 1, {{"POT-A", 3}}}, 0, nullptr, this->now));
    const Answer answer = this->answer("key", "c");
    EXPECT_EQ(orders.place(this->order("o", "c", 3), 1, answer)->state, Written::State::Done);
    EXPECT_EQ(this->stockOf("POT-A"), 2);
    EXPECT_EQ(orders.cart("c")->version, 2);
    EXPECT_TRUE(orders.cart("c")->lines.empty());
    EXPECT_EQ((*orders.order("o"))->cartId, "c");
    EXPECT_EQ((*orders.order("o"))->lines[0].quantity, 3);
    EXPECT_EQ(orders.place(this->order("o2", "c", 1), 2, answer)->state, Written::State::KeyTaken);
    EXPECT_EQ(orders.place(this->order("o3", "c", 1), 1, this->answer("k3", "c"))->state,
              Written::State::Conflict);
    const auto tooMany = orders.place(this->order("o4", "c", 3), 2, this->answer("k4", "c"));
    EXPECT_EQ(tooMany->state, Written::State::OutOfStock);
    EXPECT_EQ(tooMany->sku, "POT-A");
    EXPECT_EQ(tooMany->available, 2);
    EXPECT_EQ(this->stockOf("POT-A"), 2);
    EXPECT_EQ(orders.cart("c")->version, 2);
    EXPECT_FALSE(*orders.answer("k4", this->now));
    for (const char* id : {"o2", "o3", "o4"}) EXPECT_FALSE(*orders.order(id)) << id;
}

TYPED_TEST(Store, neverSellsMoreThanThereIs) {
    Orders& orders = this->stores.orders();
    std::atomic<int> sold{0}, refused{0};
    std::vector<std::thread> shoppers;
    for (int i = 0; i < 12; ++i) {
        shoppers.emplace_back([&, i] {
            const std::string cart = "c" + std::to_string(i);
            (void)orders.save({cart, 1, {{"POT-A", 1}}}, 0, nullptr, this->now);
            const auto placed =
                orders.place(this->order("o" + cart, cart, 1), 1, this->answer("key" + cart, cart));
            if (placed->state == Written::State::Done) ++sold;
            if (placed->state == Written::State::OutOfStock) ++refused;
        });
    }
    for (std::thread& shopper : shoppers) shopper.join();
    EXPECT_EQ(sold, 5);
    EXPECT_EQ(refused, 7);
    EXPECT_EQ(this->stockOf("POT-A"), 0);
}

TYPED_TEST(Store, oneKeyIsOneLineWhoeverIsFirst) {
    MemoryCache cache(10000, [] { return int64_t(0); });
    shop::Shop shop(this->stores.catalogue(), this->stores.orders(), cache, this->stores.queue(),
                    [this] { return this->now; });
    std::atomic<int> fresh{0}, replayed{0};
    std::vector<std::thread> clicks;
    for (int i = 0; i < 16; ++i) {
        clicks.emplace_back([&, i] {
            const std::string key = "key-" + std::to_string(i % 4);
            const auto added = shop.addItem("c", {key, "f"}, {"CUP", 1});
            ASSERT_TRUE(added) << added.error().detail;
            ++(added->replayed ? replayed : fresh);
        });
    }
    for (std::thread& click : clicks) click.join();
    EXPECT_EQ(fresh, 4);
    EXPECT_EQ(replayed, 12);
    const shop::Cart cart = *this->stores.orders().cart("c");
    ASSERT_EQ(cart.lines.size(), 1u);
    EXPECT_EQ(cart.lines[0].quantity, 4);
    EXPECT_EQ(shop.addItem("c", {"key-0", "other"}, {"CUP", 1}).error().code,
              shop::Code::KeyReused);
    EXPECT_EQ(shop.addItem("d", {"key-0", "f"}, {"CUP", 1}).error().code, shop::Code::KeyReused);
}

/// Lets something happen between the look at the key and the look at the cart.
struct Interrupted final : MemoryStore {
    std::function<void()> interruption;
    shop::Result<shop::Cart> cart(const std::string& id) override {
        if (interruption) std::exchange(interruption, nullptr)();
        return MemoryStore::cart(id);
    }
};

TEST(Shop, answersADoubleClickWithWhatTheOtherClickDid) {
    Interrupted store;
    ASSERT_TRUE(store.seed(backend_test::products()));
    MemoryCache cache(10000, [] { return int64_t(0); });
    shop::Shop shop(store, store, cache, store, [] { return int64_t(1); });
    const shop::NewOrder wish{{5000, "EUR"}, {}, {}};
    const auto add = [&] { return shop.addItem("c", {"add", "f"}, {"POT-A", 5}); };
    const auto order = [&] { return shop.placeOrder("c", {"order", "f"}, wish); };

    store.interruption = [&] { EXPECT_FALSE(add()->replayed); };
    const auto second = add();  // finds 5 of 5 in the cart already
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_TRUE(second->replayed);

    store.interruption = [&] { EXPECT_FALSE(order()->replayed); };
    const auto again = order();  // finds the cart empty
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(shop.placeOrder("c", {"another", "f"}, wish).error().code, shop::Code::CartEmpty);
}

TYPED_TEST(Store, queuesAMessageOnce) {
    Queue& queue = this->stores.queue();
    EXPECT_TRUE(*queue.push("events", "a", "1"));
    EXPECT_FALSE(*queue.push("events", "a", "1"));
    EXPECT_TRUE(*queue.push("events", "b", "2"));
    const auto first = queue.take("events", 1);
    ASSERT_EQ(first->size(), 1u);
    EXPECT_EQ((*first)[0].body, "1");
    ASSERT_TRUE(queue.done(*first));
    EXPECT_EQ(queue.take("events", 9)->size(), 1u);
    EXPECT_FALSE(*queue.push("events", "a", "1")) << "also after it was taken";
    EXPECT_TRUE(queue.take("orders", 9)->empty());
}

TEST(Sqlite, forgetsTheOldestMessagesWhenNobodyTakesThem) {
    InSqlite stores;
    for (int i = 0; i < 10; ++i) (void)stores.queue().push("events", std::to_string(i), "x");
    EXPECT_EQ(stores.queue().take("events", 99)->size(), 3u);
}

TEST(Sqlite, keepsEverythingWhenItIsOpenedAgain) {
    const backend_test::Folder folder;
    const std::string path = folder.path() + "/shop.db";
    {
        const auto database = openDatabase(path, sqlite::shopTables());
        (void)sqlite::SqliteCatalogue(*database).seed(backend_test::products());
        sqlite::SqliteOrders orders(*database);
        const Answer answer{"k", "f", "c", "o", "body", 99};
        (void)orders.save({"c", 1, {{"POT-A", 1}}}, 0, nullptr, 1);
        ASSERT_EQ(orders.place({"o", "c", 1, {{"POT-A", 1}}, {{"id", "o"}}}, 1, answer)->state,
                  Written::State::Done);
    }
    const auto database = openDatabase(path, sqlite::shopTables());
    sqlite::SqliteOrders orders(*database);
    EXPECT_TRUE(orders.check());
    EXPECT_EQ(orders.cart("c")->version, 2);
    EXPECT_EQ((*orders.answer("k", 2))->orderId, "o");
    EXPECT_EQ((*orders.order("o"))->document["id"], "o");
    ASSERT_TRUE(orders.forgetCarts(5));
    EXPECT_EQ(orders.cart("c")->version, 0);
}

TEST(Sqlite, saysWhyAFileCannotBeUsed) {
    const backend_test::Folder folder;
    const std::string path = folder.write("shop.db", std::string(4096, 'x'));
    const auto database = sqlite::Database::open(path, true, sqlite::shopTables());
    ASSERT_FALSE(database);
    EXPECT_NE(database.error().find("not a database"), std::string::npos) << database.error();
}

TEST(MemoryCache, forgetsWhatIsOldOrTooMuch) {
    int64_t now = 0;
    MemoryCache cache(5, [&] { return now; });  // bytes
    const auto value = [](const char* body) {
        return std::make_shared<Cached>(Cached{body, "tag"});
    };
    cache.put("a", value("1"), 100);
    cache.put("b", value("2"), 100);
    ASSERT_TRUE(cache.get("a"));
    cache.put("c", value("3"), 200);
    EXPECT_FALSE(cache.get("b")) << "used the longest ago";
    now = 100;
    EXPECT_FALSE(cache.get("a"));
    EXPECT_EQ(cache.get("c")->body, "3");
    cache.put("cc", value("4"), 200);
    cache.eraseAll("c");
    EXPECT_FALSE(cache.get("c"));
    EXPECT_FALSE(cache.get("cc"));
}

}  // namespace
}  // namespace vitrine::store
