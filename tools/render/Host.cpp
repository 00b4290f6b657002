#include "tools/render/Host.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "render/GlTarget.h"
#include "tools/render/Decode.h"
#include "tools/render/Packages.h"
#include "tools/render/Texture.h"

namespace vitrine::poster {
namespace {

// The core's clock runs in steps of a display at 60 Hz, as fast as the steps are done.
constexpr double kTickMs = 1000.0 / 60;
constexpr uint32_t kLargestSide = 8192;  // pixels; the core draws no larger picture

ErrorCode codeNamed(const std::string& name) {
    for (int i = 0; i < static_cast<int>(ErrorCode::Internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        if (name == errorName(code)) return code;
    }
    return ErrorCode::Internal;
}

Result<RawBytes> readEnvironment(const std::string& path, const std::vector<int32_t>& sizes) {
    const Result<std::vector<uint8_t>> file = readFile(path, path);
    if (!file) return file.error();
    Result<RawBytes> image = runDecoder("environment", sizes, {file->data(), file->size()});
    if (image) return image;
    Error error = std::move(image).error();
    error.url = path;
    return error;
}

}  // namespace

Result<std::unique_ptr<Host>> Host::make() {
    Result<std::unique_ptr<Context>> context = Context::make();
    if (!context) return std::move(context).error();
    std::unique_ptr<Host> host(new Host(*std::move(context)));
    Result<std::unique_ptr<Core>> core =
        Core::make(render::makeGlTarget(host->mScreen->framebuffer()));
    if (!core) return std::move(core).error();
    host->mCore = *std::move(core);
    host->mCore->device("{\"maxTextureSize\":" + std::to_string(largestTexture()) +
                        ",\"compressed\":false}");
    host->mViewer = host->mCore->createViewer();
    return host;
}

Host::Host(std::unique_ptr<Context> context)
    : mContext(std::move(context)), mScreen(std::make_unique<Screen>()) {}

Host::~Host() = default;

Status Host::set(const std::string& attributes) {
    mCore->set(mViewer, attributes);
    return serve();
}

Status Host::setLook(const std::string& file) {
    mLookFolder = Folder(file);
    return set(toJson({{"look", mLookFolder.address()}}));
}

Status Host::load(const std::string& file, uint32_t width, uint32_t height) {
    const uint32_t largest = std::min(kLargestSide, mScreen->largestSide());
    if (std::min(width, height) == 0 || std::max(width, height) > largest) {
        return Error{ErrorCode::BadSetting, "The picture can have 1 to " + std::to_string(largest) +
                                                " pixels a side on this machine."};
    }
    mFolder = Folder(file);
    mWidth = width;
    mHeight = height;
    Result<std::vector<uint8_t>> bytes = readFile(file, file);
    if (!bytes) return std::move(bytes).error();

    mCore->viewer(mViewer)->resize(width, height, 1);
    mLoad = mCore->beginLoad(mViewer, mFolder.address());
    feed(mLoad, 0, *bytes);
    Status status = serve();
    double now = 0;
    for (; status && !mComplete && mCore->active(mViewer); now += kTickMs) {
        while (mCore->work()) {
        }
        if (mCore->busy()) continue;
        if (const PixelSize size = mCore->prepare(mViewer, now)) {
            mScreen->resize(size.width, size.height);
            mCore->draw(mViewer);
        }
        status = serve();
    }
    if (status && !mComplete) {
        return Error{ErrorCode::Internal, "The model never became complete. Please report it."};
    }
    // What the last picture still lacked and is here now: the shadow's material.
    if (status) mCore->prepare(mViewer, now);
    return status;
}

Result<Image> Host::draw(double turn) {
    char action[64];
    std::snprintf(action, sizeof action, R"({"do":"reset-turntable","theta":%.17g})", turn);
    mCore->act(mViewer, action);
    const PixelSize size = mCore->viewer(mViewer)->prepareCapture(mWidth, mHeight);
    mScreen->resize(size.width, size.height);
    mCore->draw(mViewer);
    if (Status status = serve(); !status) return std::move(status).error();
    return mScreen->read();
}

uint32_t Host::triangles() {
    return mCore->viewer(mViewer)->stats().triangles;
}

// --- what the core asks for ------------------------------------------------------------------------------

Status Host::serve() {
    drain();
    return mFailure;
}

void Host::drain() {
    // Answering can cause the next ones.
    for (;;) {
        const std::vector<Event> events = parseEvents(mCore->drainEvents());
        if (events.empty()) return;
        for (const Event& event : events) answer(event);
    }
}

void Host::feed(uint32_t load, uint32_t resource, const std::vector<uint8_t>& bytes) {
    mCore->push(load, resource, {bytes.data(), bytes.size()}, bytes.size());
    drain();  // what events point at is gone with the next call
    mCore->finish(load, resource);
}

void Host::answer(const Event& event) {
    if (event.type == "request") {
        request(event);
    } else if (event.type == "image") {
        image(event, {event.bytes.data(), event.bytes.size()});
    } else if (event.type == "texture") {
        texture(event);
    } else if (event.type == "decode") {
        decode(event);
    } else if (event.type == "package") {
        mCore->package(event.name, package(event.name));
    } else if (event.type == "environment") {
        environment(event);
    } else if (event.type == "look") {
        look(event);
    } else if (event.type == "warning") {
        mWarnings.push_back(event.message);
    } else if (event.type == "load") {
        mComplete = mComplete || event.load == mLoad;
    } else if (event.type == "error" && mFailure) {
        mFailure = Error{codeNamed(event.code), event.message, Folder::nameOf(event.url)};
    }
}

void Host::request(const Event& event) {
    const std::string name = Folder::nameOf(event.url);
    Result<std::vector<uint8_t>> bytes = readFile(mFolder.pathOf(event.url), name);
    if (!bytes) {
        mCore->fail(event.load, event.resource, errorName(ErrorCode::Network), 0,
                    bytes.error().message);
    } else if (event.image >= 0) {
        image(event, {bytes->data(), bytes->size()});
    } else {
        feed(event.load, event.resource, *bytes);
    }
}

void Host::image(const Event& event, Bytes file) {
    const Result<Texture> made = uploadFile(file, event.srgb, event.mipmaps, event.top);
    if (!made) {
        mCore->imageFailed(event.load, event.image, errorName(made.error().code),
                           made.error().message);
        return;
    }
    scene::Picture::Info picture;
    picture.name = made->name;
    picture.width = made->width;
    picture.height = made->height;
    picture.levels = made->levels;
    picture.bytes = made->bytes;
    // Always all levels: nothing is gained by leaving a part of a file on disk.
    mCore->image(event.load, event.image, picture, 0);
}

void Host::texture(const Event& event) {
    const Result<std::vector<uint8_t>> bytes =
        readFile(mFolder.pathOf(event.url), Folder::nameOf(event.url));
    if (bytes) return image(event, {bytes->data(), bytes->size()});
    mCore->imageFailed(event.load, event.image, errorName(bytes.error().code),
                       bytes.error().message);
}

void Host::decode(const Event& event) {
    const Result<RawBytes> done =
        runDecoder(event.decoder, event.parameters, {event.bytes.data(), event.bytes.size()});
    if (done) {
        mCore->decoded(event.load, event.job, {done->data(), done->size()});
    } else {
        mCore->decodeFailed(event.load, event.job, errorName(done.error().code),
                            done.error().message);
    }
}

void Host::environment(const Event& event) {
    // The command line names a path, and a look a file of its folder.
    const bool looks = Folder::nameOf(event.url) != event.url;
    const std::string path = looks ? mLookFolder.pathOf(event.url) : event.url;
    const Result<RawBytes> image = readEnvironment(path, event.parameters);
    if (!image && mFailure) mFailure = image.error();
    mCore->environment(event.url, image ? Bytes{image->data(), image->size()} : Bytes{});
}

void Host::look(const Event& event) {
    const std::string path = mLookFolder.pathOf(event.url);
    const Result<std::vector<uint8_t>> bytes = readFile(path, path);
    if (!bytes && mFailure) mFailure = bytes.error();
    mCore->look(event.url, bytes ? Bytes{bytes->data(), bytes->size()} : Bytes{});
}

}  // namespace vitrine::poster
