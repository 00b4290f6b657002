#include "shop/Order.h"

#include "system/Clock.h"

namespace vitrine::shop {

Result<Order> orderOf(const PricedCart& cart, const std::string& cartId, const NewOrder& wish,
                      std::string id, int64_t now) {
    if (cart.lines.empty())
        return Problem{Code::CartEmpty, "The cart is empty; there is nothing to order."};
    if (!(cart.total == wish.expectedTotal))
        return Problem{Code::PriceChanged,
                       "The cart costs " + std::to_string(cart.total.amount) + " " +
                           cart.total.currency + " now, and the shopper saw " +
                           std::to_string(wish.expectedTotal.amount) + " " +
                           wish.expectedTotal.currency + ".",
                       {{"expected", toJson(wish.expectedTotal)}, {"actual", toJson(cart.total)}}};
    Order order;
    order.id = std::move(id);
    order.cartId = cartId;
    order.placedAt = now;
    Json lines = Json::array();
    for (const PricedLine& each : cart.lines) {
        if (each.line.quantity > each.variant.stock)
            return insufficientStock(each.line.sku, each.line.quantity, each.variant.stock);
        order.lines.push_back(each.line);
        lines.push_back({{"sku", each.line.sku},
                         {"productId", each.product.id},
                         {"variantId", each.variant.id},
                         {"name", each.product.name},
                         {"label", each.variant.label},
                         {"quantity", each.line.quantity},
                         {"unitPrice", toJson(each.variant.price)},
                         {"total", toJson(each.total())}});
    }
    order.document = {{"id", order.id},
                      {"status", "placed"},
                      {"placedAt", backend::timestamp(now)},
                      {"lines", std::move(lines)},
                      {"total", toJson(cart.total)},
                      {"customer", wish.customer},
                      {"shippingAddress", wish.shippingAddress}};
    return order;
}

}  // namespace vitrine::shop
