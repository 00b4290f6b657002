#include "store/sqlite/SqliteCatalogue.h"

namespace vitrine::store::sqlite {

namespace {

using shop::Product;
using shop::Result;

void readStock(const Reading& reading, Product& product) {
    for (shop::Variant& variant : product.variants) {
        Query query(reading, "SELECT units FROM stock WHERE sku = ?");
        if (query.bind(variant.sku).row()) variant.stock = query.integer(0);
    }
}

/// The product of the first row of (position, document), with its stock.
Result<std::optional<Product>> only(const Reading& reading, Query& query) {
    std::optional<Product> product;
    if (query.row()) {
        product =
            shop::productOf(shop::Json::parse(query.text(1), nullptr, false), query.integer(0));
        readStock(reading, *product);
    }
    if (query.failed()) return reading.problem();
    return product;
}

}  // namespace

Result<std::vector<Product>> SqliteCatalogue::page(int64_t after, size_t limit) {
    const Reading reading(mDatabase);
    std::vector<Product> found;
    Query query(reading,
                "SELECT position, document FROM products WHERE position > ? ORDER BY position "
                "LIMIT ?");
    query.bind(after).bind(static_cast<int64_t>(limit));
    while (query.row()) {
        found.push_back(
            shop::productOf(shop::Json::parse(query.text(1), nullptr, false), query.integer(0)));
        readStock(reading, found.back());
    }
    if (query.failed()) return reading.problem();
    return found;
}

Result<std::optional<Product>> SqliteCatalogue::product(const std::string& id) {
    const Reading reading(mDatabase);
    Query query(reading, "SELECT position, document FROM products WHERE id = ?");
    query.bind(id);
    return only(reading, query);
}

Result<std::optional<Product>> SqliteCatalogue::productOfSku(const std::string& sku) {
    const Reading reading(mDatabase);
    Query query(reading,
                "SELECT position, document FROM products JOIN skus ON products.id = "
                "skus.product_id WHERE skus.sku = ?");
    query.bind(sku);
    return only(reading, query);
}

Result<shop::Done> SqliteCatalogue::seed(const std::vector<Product>& products) {
    Writing writing(mDatabase);
    Query(writing, "DELETE FROM skus").run();
    Query(writing, "DELETE FROM products").run();
    for (const Product& product : products) {
        const std::string document = shop::dump(product.document);
        Query(writing, "INSERT INTO products (id, position, document) VALUES (?, ?, ?)")
            .bind(product.id)
            .bind(product.position)
            .bind(document)
            .run();
        for (const shop::Variant& variant : product.variants) {
            Query(writing, "INSERT INTO skus (sku, product_id) VALUES (?, ?)")
                .bind(variant.sku)
                .bind(product.id)
                .run();
            Query(writing, "INSERT INTO stock (sku, units) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .bind(variant.sku)
                .bind(variant.stock)
                .run();
        }
    }
    if (!writing.commit()) return writing.problem();
    return shop::Done{};
}

Result<bool> SqliteCatalogue::restock(const std::string& sku, int64_t units) {
    Writing writing(mDatabase);
    Query(writing, "UPDATE stock SET units = units + ? WHERE sku = ?").bind(units).bind(sku).run();
    const bool known = writing.changes() == 1;
    if (!writing.commit()) return writing.problem();
    return known;
}

}  // namespace vitrine::store::sqlite
