// The words of a program's command line: "--name value" and "--name=value". Of several things that are wrong the first is told.
//
//     CommandLine line(argc, argv);
//     while (line.next()) {
//         if (line.value("--out", out) || line.number("--jobs", 1, 256, jobs)) continue;
//         line.wrong("there is no option " + line.word());
//     }
//     if (!line.problem().empty()) …
//
// Owned by value; any one thread at a time.
#pragma once

#include <string>
#include <vector>

namespace vitrine {

class CommandLine {
public:
    CommandLine(int argc, const char* const* argv);

    /// Goes on to the next word. False after the last one, and once something is wrong.
    bool next();
    const std::string& word() const { return mWords[mAt]; }

    /// Whether the present word is that option; `out` is then its value.
    bool value(const std::string& name, std::string& out);

    /// The same for a whole number of a range.
    template <typename T>
    bool number(const std::string& name, long least, long most, T& out) {
        std::string text;
        if (!value(name, text)) return false;
        long parsed = 0;
        if (wholeNumber(text, least, most, parsed)) {
            out = static_cast<T>(parsed);
        } else {
            wrong(name + " needs a number from " + std::to_string(least) + " to " +
                  std::to_string(most));
        }
        return true;
    }

    void wrong(const std::string& what);
    /// Empty: nothing so far.
    const std::string& problem() const { return mProblem; }

    /// The whole text as a decimal number of that range.
    static bool wholeNumber(const std::string& text, long least, long most, long& out);

private:
    std::vector<std::string> mWords;  // the program's name first
    size_t mAt = 0;
    std::string mProblem;
};

}  // namespace vitrine
