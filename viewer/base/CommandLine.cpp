#include "base/CommandLine.h"

#include <cstdlib>

namespace vitrine {

CommandLine::CommandLine(int argc, const char* const* argv) : mWords(argv, argv + argc) {
    if (mWords.empty()) mWords.emplace_back();
}

bool CommandLine::next() {
    if (!mProblem.empty() || mAt + 1 >= mWords.size()) return false;
    ++mAt;
    return true;
}

bool CommandLine::value(const std::string& name, std::string& out) {
    const std::string& present = word();
    if (present.rfind(name + "=", 0) == 0) {
        out = present.substr(name.size() + 1);
        return true;
    }
    if (present != name) return false;
    if (mAt + 1 == mWords.size()) {
        wrong(name + " needs a value");
    } else {
        out = mWords[++mAt];
    }
    return true;
}

void CommandLine::wrong(const std::string& what) {
    if (mProblem.empty()) mProblem = what;
}

bool CommandLine::wholeNumber(const std::string& text, long least, long most, long& out) {
    char* end = nullptr;
    out = std::strtol(text.c_str(), &end, 10);
    return !text.empty() && *end == '\0' && out >= least && out <= most;
}

}  // namespace vitrine
