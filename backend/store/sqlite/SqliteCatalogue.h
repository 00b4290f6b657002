// The catalogue in SQLite: documents as they are answered, stock apart, because only that changes.
#pragma once

#include "store/Catalogue.h"
#include "store/sqlite/Database.h"

namespace vitrine::store::sqlite {

/// Keeps a reference to the database, which has the tables of Schema.h.
class SqliteCatalogue final : public Catalogue {
public:
    explicit SqliteCatalogue(Database& database) : mDatabase(database) {}

    shop::Result<std::vector<shop::Product>> page(int64_t after, size_t limit) override;
    shop::Result<std::optional<shop::Product>> product(const std::string& id) override;
    shop::Result<std::optional<shop::Product>> productOfSku(const std::string& sku) override;
    shop::Result<shop::Done> seed(const std::vector<shop::Product>& products) override;
    shop::Result<bool> restock(const std::string& sku, int64_t units) override;

private:
    Database& mDatabase;
};

}  // namespace vitrine::store::sqlite
