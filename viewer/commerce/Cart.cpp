#include "commerce/Cart.h"

#include "base/JsonText.h"
#include "commerce/Json.h"

namespace vitrine::commerce {
namespace {

constexpr size_t kMostLines = 100;
constexpr int64_t kMostOfOne = 99;

/// What lines of carts and of orders have in common.
CartLine readLine(const Node& node) {
    node.object();
    CartLine line;
    line.productId = node["productId"].id();
    line.variantId = node["variantId"].id();
    line.sku = node["sku"].sku();
    line.name = node["name"].text(kLabel);
    line.label = node["label"].text(kLabel);
    line.quantity = node["quantity"].integer(1, kMostOfOne);
    line.unitPrice = readMoney(node["unitPrice"]);
    line.total = readMoney(node["total"]);
    const bool fits = line.unitPrice.amount <= kMaxAmount / line.quantity;
    if (!fits || line.total.amount != line.unitPrice.amount * line.quantity ||
        line.total.currency != line.unitPrice.currency) {
        node["total"].wrong("unitPrice times quantity");
    }
    return line;
}

JsonText& add(JsonText& json, const CartLine& line) {
    return json.add("productId", line.productId)
        .add("variantId", line.variantId)
        .add("sku", line.sku)
        .add("name", line.name)
        .add("label", line.label)
        .add("quantity", line.quantity)
        .addRaw("unitPrice", toJson(line.unitPrice))
        .addRaw("total", toJson(line.total));
}

}  // namespace

Cart readCart(const Node& root) {
    root.object();
    Cart cart;
    cart.total = readMoney(root["total"]);
    int64_t count = 0;
    const Node lines = root["lines"];
    for (size_t i = 0, n = lines.list(kMostLines); i < n; ++i) {
        const Node node = lines.at(i);
        CartLine line = readLine(node);
        line.id = node["id"].id();
        line.stock = node["stock"].integer(0, kMaxAmount);
        line.poster = readPoster(node["poster"]);
        if (line.total.currency != cart.total.currency)
            node["total"]["currency"].wrong("the currency of the cart's total");
        count += line.quantity;
        cart.lines.push_back(std::move(line));
    }
    cart.count = root["count"].integer(0, kMaxAmount);
    if (cart.count != count) root["count"].wrong("the sum of the quantities");
    cart.version = root["version"].integer(0, kMaxAmount);
    return cart;
}

Order readOrder(const Node& root) {
    root.object();
    Order order;
    order.id = root["id"].id();
    order.placedAt = root["placedAt"].text(40);
    order.total = readMoney(root["total"]);
    const Node lines = root["lines"];
    for (size_t i = 0, n = lines.list(kMostLines); i < n; ++i)
        order.lines.push_back(readLine(lines.at(i)));
    if (order.lines.empty()) lines.wrong("a list of 1 to 100 entries");
    return order;
}

std::string toJson(const Cart& cart) {
    return JsonText()
        .addRaw("lines", list(cart.lines,
                              [](const CartLine& line) {
                                  JsonText json;
                                  json.add("id", line.id);
                                  return add(json, line)
                                      .add("stock", line.stock)
                                      .addRaw("poster", toJson(line.poster))
                                      .take();
                              }))
        .add("count", cart.count)
        .addRaw("total", toJson(cart.total))
        .add("version", cart.version)
        .take();
}

std::string toJson(const Order& order) {
    return JsonText()
        .add("id", order.id)
        .add("placedAt", order.placedAt)
        .addRaw("lines", list(order.lines,
                              [](const CartLine& line) {
                                  JsonText json;
                                  return add(json, line).take();
                              }))
        .addRaw("total", toJson(order.total))
        .take();
}

}  // namespace vitrine::commerce
