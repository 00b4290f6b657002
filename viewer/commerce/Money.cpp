#include "commerce/Money.h"

#include "base/JsonText.h"

namespace vitrine::commerce {

Money readMoney(const Node& node) {
    node.object();
    Money money;
    money.amount = node["amount"].integer(0, kMaxAmount);
    const Node currency = node["currency"];
    money.currency = currency.text(3);
    bool good = money.currency.size() == 3;
    for (const char c : money.currency) good = good && c >= 'A' && c <= 'Z';
    if (!good) currency.wrong("a currency of ISO 4217, such as EUR");
    return money;
}

std::string toJson(const Money& money) {
    return JsonText().add("amount", money.amount).add("currency", money.currency).take();
}

}  // namespace vitrine::commerce
