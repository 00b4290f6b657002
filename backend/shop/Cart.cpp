#include "shop/Cart.h"

#include <algorithm>

#include "shop/Requests.h"

namespace vitrine::shop {

namespace {

Problem tooMany(const std::string& what, int64_t limit) {
    return {Code::CartFull,
            "A cart holds at most " + std::to_string(limit) + " " + what + ".",
            {{"limit", limit}}};
}

}  // namespace

Problem insufficientStock(const std::string& sku, int64_t requested, int64_t available) {
    return {Code::InsufficientStock,
            std::to_string(requested) + " of " + sku + " are asked for and " +
                std::to_string(available) + " are left.",
            {{"sku", sku}, {"requested", requested}, {"available", available}}};
}

std::string lineId(const std::string& sku) {
    std::string id = sku;
    std::transform(id.begin(), id.end(), id.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return id;
}

Result<Cart> withItem(const PricedCart& priced, Cart cart, const Variant& variant, int64_t wanted) {
    if (!priced.lines.empty() && priced.total.currency != variant.price.currency)
        return Problem{Code::CurrencyMismatch,
                       "The cart holds prices in " + priced.total.currency + ", and " +
                           variant.sku + " is sold in " + variant.price.currency + ".",
                       {{"expected", priced.total.currency}, {"actual", variant.price.currency}}};
    auto line = std::find_if(cart.lines.begin(), cart.lines.end(),
                             [&](const CartLine& each) { return each.sku == variant.sku; });
    const int64_t quantity = wanted + (line == cart.lines.end() ? 0 : line->quantity);
    if (quantity > kMostOfOneThing) return tooMany("of one thing", kMostOfOneThing);
    if (quantity > variant.stock) return insufficientStock(variant.sku, quantity, variant.stock);
    if (line == cart.lines.end()) {
        if (cart.lines.size() >= kMostLines) return tooMany("different things", kMostLines);
        cart.lines.push_back({variant.sku, quantity});
    } else {
        line->quantity = quantity;
    }
    ++cart.version;
    return cart;
}

Result<Cart> withQuantity(const PricedCart& priced, Cart cart, const std::string& line,
                          int64_t quantity) {
    const auto found = std::find_if(cart.lines.begin(), cart.lines.end(),
                                    [&](const CartLine& each) { return lineId(each.sku) == line; });
    if (found == cart.lines.end())
        return Problem{Code::LineNotFound, "The cart has no line " + line + "."};
    if (quantity == 0) return withoutLine(std::move(cart), line);
    const auto what =
        std::find_if(priced.lines.begin(), priced.lines.end(),
                     [&](const PricedLine& each) { return each.line.sku == found->sku; });
    if (what == priced.lines.end())
        return Problem{Code::LineNotFound, found->sku + " is not on sale any more."};
    if (quantity > what->variant.stock)
        return insufficientStock(found->sku, quantity, what->variant.stock);
    if (found->quantity == quantity) return cart;
    found->quantity = quantity;
    ++cart.version;
    return cart;
}

Cart withoutLine(Cart cart, const std::string& line) {
    const auto gone =
        std::remove_if(cart.lines.begin(), cart.lines.end(),
                       [&](const CartLine& each) { return lineId(each.sku) == line; });
    if (gone == cart.lines.end()) return cart;
    cart.lines.erase(gone, cart.lines.end());
    ++cart.version;
    return cart;
}

Json render(const PricedCart& cart) {
    Json lines = Json::array();
    int64_t count = 0;
    for (const PricedLine& each : cart.lines) {
        count += each.line.quantity;
        lines.push_back({
            {"id", lineId(each.line.sku)},
            {"productId", each.product.id},
            {"variantId", each.variant.id},
            {"sku", each.line.sku},
            {"name", each.product.name},
            {"label", each.variant.label},
            {"quantity", each.line.quantity},
            {"unitPrice", toJson(each.variant.price)},
            {"total", toJson(each.total())},
            {"stock", each.variant.stock},
            {"poster", each.product.document["poster"]},
        });
    }
    return {{"lines", std::move(lines)},
            {"count", count},
            {"total", toJson(cart.total)},
            {"version", cart.version}};
}

}  // namespace vitrine::shop
