#include <filesystem>
#include <fstream>
#include <iterator>

#include "Decode.h"
#include "Product.h"
#include "base/Fail.h"
#include "gltf/Container.h"
#include "gltf/Document.h"
#include "gltf/Uri.h"

namespace vitrine::pack {
namespace {

/// Files lie at made-up addresses below this one, so that the viewer's own rules for URIs hold here too.
constexpr const char* kFolder = "https://product.invalid/";

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The path of a file below the product's folder, of its made-up address.
std::string pathOf(const std::string& url) {
    const std::string escaped = url.substr(std::char_traits<char>::length(kFolder));
    std::string path;
    for (size_t i = 0; i < escaped.size(); ++i) {
        if (escaped[i] == '%' && i + 2 < escaped.size() && hexDigit(escaped[i + 1]) >= 0 &&
            hexDigit(escaped[i + 2]) >= 0) {
            path += static_cast<char>(hexDigit(escaped[i + 1]) * 16 + hexDigit(escaped[i + 2]));
            i += 2;
        } else if (escaped[i] == '?') {
            break;
        } else {
            path += escaped[i];
        }
    }
    return path;
}

/// Bytes that a uri stands for: a data: URI or a file.
Result<ImageBytes> uriBytes(const Files& files, const std::string& uri) {
    if (gltf::isDataUri(uri)) {
        Result<gltf::DataUri> data = gltf::decodeDataUri(uri);
        if (!data) return std::move(data).error();
        return ImageBytes{std::move(data->bytes), std::move(data->mimeType)};
    }
    Result<std::string> url = gltf::resolveUri(std::string(kFolder) + "product.gltf", uri);
    if (!url) return std::move(url).error();
    Result<std::vector<uint8_t>> bytes = files(pathOf(*url));
    if (!bytes) return std::move(bytes).error();
    return ImageBytes{std::move(*bytes), {}};
}

/// The product as the viewer reads it; every rule that the viewer has is checked on the way.
Result<gltf::Asset> readAsset(Bytes main, const Files& files) {
    gltf::Document doc(std::string(kFolder) + "product.gltf");
    Status status = doc.push(gltf::Document::kMain, main, main.size);
    if (status) status = doc.finish(gltf::Document::kMain);
    if (!status) return std::move(status).error();
    for (const gltf::Request& request : doc.takeRequests()) {
        if (request.image) {
            doc.imageTaken(request.resource);
            continue;
        }
        Result<std::vector<uint8_t>> bytes = files(pathOf(request.url));
        if (!bytes) return std::move(bytes).error();
        status = doc.push(request.resource, {bytes->data(), bytes->size()}, bytes->size());
        if (status) status = doc.finish(request.resource);
        if (!status) return std::move(status).error();
    }
    status = answerDecodeJobs(doc);
    if (!status) return std::move(status).error();
    if (!doc.geometryReady()) {
        return fail(ErrorCode::Truncated, {"The geometry of the product is not complete."});
    }
    return doc.build();
}

/// The JSON text and the BIN chunk of a file that was read before.
struct Chunks {
    Bytes json, bin;
};

Chunks chunksOf(Bytes main) {
    gltf::Container container;
    if (container.scan(main) && container.kind() == gltf::Container::Kind::Glb) {
        Chunks chunks;
        chunks.json = {main.data + container.jsonBegin(),
                       static_cast<size_t>(container.jsonEnd() - container.jsonBegin())};
        if (container.hasBin()) {
            chunks.bin = {main.data + container.binBegin(),
                          static_cast<size_t>(container.binSize())};
        }
        return chunks;
    }
    if (main.size >= 3 && main.data[0] == 0xEF) main = {main.data + 3, main.size - 3};
    return {main, {}};
}

Status readBuffers(Product& product, Bytes bin) {
    const Json& declared = list(product.json, "buffers");
    for (size_t i = 0; i < declared.size(); ++i) {
        product.buffers.emplace_back();
        const std::string uri = text(declared[i], "uri");
        if (!uri.empty()) {
            Result<ImageBytes> read = uriBytes(product.files, uri);
            if (!read) return std::move(read).error();
            product.buffers.back() = std::move(read->bytes);
        } else if (i == 0 && bin.size > 0) {
            product.buffers.back().assign(bin.data, bin.data + bin.size);
        }
    }
    return {};
}

}  // namespace

Result<Product> readProduct(Bytes main, const std::string& name, Files files) {
    Result<gltf::Asset> asset = readAsset(main, files);
    if (!asset) return std::move(asset).error();
    Product product;
    product.name = name;
    product.asset = std::move(*asset);
    product.files = std::move(files);
    const Chunks chunks = chunksOf(main);
    product.json =
        Json::parse(chunks.json.data, chunks.json.data + chunks.json.size, nullptr, false);
    if (!product.json.is_object())
        return fail(ErrorCode::BadJson, {"The JSON does not parse as an object."});
    Status status = readBuffers(product, chunks.bin);
    if (status) status = decompressViews(product);
    if (!status) return std::move(status).error();
    return product;
}

Result<Product> readProductFile(const std::string& path) {
    namespace fs = std::filesystem;
    const auto read = [](const fs::path& file) -> Result<std::vector<uint8_t>> {
        std::ifstream stream(file, std::ios::binary);
        std::error_code problem;
        if (!stream || !fs::is_regular_file(file, problem)) {
            return Error{ErrorCode::MissingResource,
                         "The file " + file.string() + " cannot be read."};
        }
        return std::vector<uint8_t>(std::istreambuf_iterator<char>(stream), {});
    };
    const fs::path file(path);
    Result<std::vector<uint8_t>> main = read(file);
    if (!main) return std::move(main).error();
    const fs::path folder = file.parent_path();
    return readProduct(
        {main->data(), main->size()}, file.stem().string(),
        [read, folder](const std::string& relative) { return read(folder / fs::path(relative)); });
}

Result<Bytes> viewBytes(const Product& product, int64_t view) {
    const auto decoded = product.views.find(view);
    if (decoded != product.views.end())
        return Bytes{decoded->second.data(), decoded->second.size()};
    const Json* json = element(product.json, "bufferViews", view);
    const int64_t buffer = json ? whole(*json, "buffer") : -1;
    const int64_t offset = json ? whole(*json, "byteOffset", 0) : 0;
    const int64_t length = json ? whole(*json, "byteLength") : -1;
    if (buffer < 0 || static_cast<size_t>(buffer) >= product.buffers.size() || length < 0 ||
        static_cast<uint64_t>(offset) + static_cast<uint64_t>(length) >
            product.buffers[static_cast<size_t>(buffer)].size()) {
        return fail(ErrorCode::BadGltf,
                    {"bufferViews[", view, "] does not lie within its buffer."});
    }
    return Bytes{product.buffers[static_cast<size_t>(buffer)].data() + offset,
                 static_cast<size_t>(length)};
}

Result<ImageBytes> imageBytes(const Product& product, int64_t index) {
    const Json* image = element(product.json, "images", index);
    if (!image) return fail(ErrorCode::BadGltf, {"There is no images[", index, "]."});
    const int64_t view = whole(*image, "bufferView");
    if (view < 0) {
        const std::string uri = text(*image, "uri");
        Result<ImageBytes> read = uriBytes(product.files, uri);
        const std::string mimeType = text(*image, "mimeType");
        if (read && !mimeType.empty()) read->mimeType = mimeType;
        return read;
    }
    Result<Bytes> bytes = viewBytes(product, view);
    if (!bytes) return std::move(bytes).error();
    return ImageBytes{{bytes->data, bytes->data + bytes->size}, text(*image, "mimeType")};
}

}  // namespace vitrine::pack
