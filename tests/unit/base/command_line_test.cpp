#include "base/CommandLine.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

struct Words {
    std::string out;
    int jobs = 4;
    std::vector<std::string> others;
    std::string problem;
};

Words read(const std::vector<const char*>& words) {
    CommandLine line(static_cast<int>(words.size()), words.data());
    Words all;
    while (line.next()) {
        if (line.value("--out", all.out) || line.number("--jobs", 1, 256, all.jobs)) continue;
        if (line.word()[0] == '-') {
            line.wrong("there is no option " + line.word());
        } else {
            all.others.push_back(line.word());
        }
    }
    all.problem = line.problem();
    return all;
}

TEST(CommandLine, bothWaysToGiveAValue) {
    const Words words = read({"program", "one", "--out", "there", "--jobs=12", "two"});
    EXPECT_EQ(words.problem, "");
    EXPECT_EQ(words.out, "there");
    EXPECT_EQ(words.jobs, 12);
    EXPECT_EQ(words.others, (std::vector<std::string>{"one", "two"}));
}

TEST(CommandLine, theFirstThingThatIsWrongIsTold) {
    EXPECT_EQ(read({"program", "--out"}).problem, "--out needs a value");
    EXPECT_EQ(read({"program", "--output=x"}).problem, "there is no option --output=x");
    for (const char* number : {"", "0", "257", "7x", "x", "99999999999999999999"}) {
        const Words words = read({"program", "--jobs", number, "--nothing"});
        EXPECT_EQ(words.problem, "--jobs needs a number from 1 to 256") << number;
        EXPECT_EQ(words.jobs, 4);
    }
}

TEST(CommandLine, noWordsAtAll) {
    EXPECT_EQ(read({}).problem, "");
    EXPECT_EQ(read({"program"}).problem, "");
}

}  // namespace
}  // namespace vitrine
