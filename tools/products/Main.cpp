// vitrine-products: makes the demo products. See --help.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "Product.h"

namespace {

using vitrine::products::Product;

constexpr const char* kUsage =
    "usage: vitrine-products -o DIR [--only ID]\n"
    "Writes DIR/<id>.glb for every demo product. The same programme writes the same bytes.\n";

struct Outcome {
    std::string line;
    bool good = false;
};

Outcome make(Product product, const std::filesystem::path& folder) {
    using namespace vitrine::products;
    const auto start = std::chrono::steady_clock::now();
    bakeOcclusion(product);
    std::vector<Texture> textures;
    size_t triangles = 0;
    for (const Part& part : product.parts) {
        textures.push_back(paint(part));
        triangles += part.mesh.indices.size() / 3;
    }
    const std::vector<uint8_t> bytes = writeGlb(product, textures);
    const std::filesystem::path path = folder / (product.id + ".glb");
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
    file.close();
    if (!file) return {"cannot write " + path.string(), false};
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    char line[256];
    std::snprintf(line, sizeof line, "%-16s %7zu triangles  %5.2f MB  %5.1f s", product.id.c_str(),
                  triangles, double(bytes.size()) / 1e6, took.count());
    return {line, true};
}

}  // namespace

int main(int argc, char** argv) {
    std::string folder, only;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            folder = argv[++i];
        } else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
            only = argv[++i];
        } else {
            const bool help = std::strcmp(argv[i], "--help") == 0;
            std::fputs(kUsage, help ? stdout : stderr);
            return help ? 0 : 2;
        }
    }
    if (folder.empty()) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        std::fprintf(stderr, "vitrine-products: cannot make %s: %s\n", folder.c_str(),
                     failed.message().c_str());
        return 1;
    }

    std::vector<Product (*)()> catalogue = {vitrine::products::teapot, vitrine::products::watch,
                                            vitrine::products::speaker};
    std::vector<Outcome> outcomes(catalogue.size());
    std::vector<std::thread> threads;
    for (size_t i = 0; i < catalogue.size(); ++i) {
        threads.emplace_back([&, i] {
            Product product = catalogue[i]();
            if (only.empty() || only == product.id) {
                outcomes[i] = make(std::move(product), folder);
            } else {
                outcomes[i].good = true;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    bool good = true;
    for (const Outcome& outcome : outcomes) {
        if (!outcome.line.empty())
            std::fprintf(outcome.good ? stdout : stderr, "%s\n", outcome.line.c_str());
        good = good && outcome.good;
    }
    return good ? 0 : 1;
}
