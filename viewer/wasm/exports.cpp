#include "wasm/exports.h"

#include <cstdlib>
#include <memory>
#include <string>

#include "Core.h"
#include "render/GlTarget.h"

namespace {

using vitrine::Core;
using vitrine::Viewer;

// One engine per module: the page's side holds numbers only.
std::unique_ptr<Core> gCore;
// Texts handed out live here until the next call.
std::string gText;
bool gContextLost = false;

const char* keep(std::string text) {
    gText = std::move(text);
    return gText.c_str();
}

Viewer* find(uint32_t viewer) {
    return gCore ? gCore->viewer(viewer) : nullptr;
}

uint32_t pack(vitrine::PixelSize size) {
    return size ? size.width << 16 | size.height : 0;
}

}  // namespace

int32_t vt_start() {
    auto core = Core::make(vitrine::render::makeGlTarget());
    if (core) gCore = *std::move(core);
    return gCore ? 1 : 0;
}

void* vt_alloc(uint32_t bytes) {
    return std::malloc(bytes);
}

void vt_free(void* memory) {
    std::free(memory);
}

uint32_t vt_viewer_create() {
    return gCore ? gCore->createViewer() : 0;
}

void vt_viewer_destroy(uint32_t viewer) {
    if (gCore) gCore->destroyViewer(viewer);
}

void vt_viewer_set(uint32_t viewer, const char* json) {
    if (gCore) gCore->set(viewer, json);
}

void vt_viewer_resize(uint32_t viewer, double width, double height, double devicePixelRatio) {
    if (Viewer* v = find(viewer)) v->resize(width, height, devicePixelRatio);
}

void vt_viewer_visible(uint32_t viewer, int32_t visible) {
    if (Viewer* v = find(viewer)) v->setVisible(visible != 0);
}

void vt_viewer_input(uint32_t viewer, const double* records, uint32_t count) {
    Viewer* v = find(viewer);
    if (!v) return;
    for (uint32_t i = 0; i < count; ++i, records += 8) {
        v->input({records[0], records[1], records[2], records[3], records[4], records[5],
                  records[6], records[7]});
    }
}

void vt_viewer_do(uint32_t viewer, const char* json) {
    if (gCore) gCore->act(viewer, json);
}

void vt_viewer_restore(uint32_t viewer, const double* state) {
    if (Viewer* v = find(viewer)) {
        v->restore(
            {{state[0], state[1], state[2], {state[3], state[4], state[5]}, glm::radians(state[6])},
             state[7],
             state[8],
             state[9],
             state[10] != 0});
    }
}

void vt_viewer_set_marks(uint32_t viewer, const char* json) {
    if (Viewer* v = find(viewer)) v->setMarks(vitrine::messages::parseMarks(json));
}

const char* vt_viewer_marks(uint32_t viewer) {
    Viewer* v = find(viewer);
    return keep(v ? vitrine::messages::toJson(v->marks()) : "[]");
}

const char* vt_viewer_pick(uint32_t viewer, double x, double y) {
    Viewer* v = find(viewer);
    return keep(v ? vitrine::messages::toJson(v->pick({x, y})) : "{}");
}

const char* vt_viewer_info(uint32_t viewer) {
    Viewer* v = find(viewer);
    return keep(v ? vitrine::messages::toJson(v->info()) : "{}");
}

const char* vt_viewer_stats(uint32_t viewer) {
    Viewer* v = find(viewer);
    return keep(v ? vitrine::messages::toJson(v->stats()) : "{}");
}

void vt_device(const char* json) {
    if (gCore) gCore->device(json);
}

uint32_t vt_load_begin(uint32_t viewer, const char* url) {
    return gCore ? gCore->beginLoad(viewer, url) : 0;
}

void vt_load_cancel(uint32_t load) {
    if (gCore) gCore->cancelLoad(load);
}

void vt_viewer_clear(uint32_t viewer) {
    if (Viewer* v = find(viewer)) v->clear();
}

void vt_load_push(uint32_t load, uint32_t resource, const uint8_t* bytes, uint32_t size,
                  double total) {
    if (gCore)
        gCore->push(load, resource, {bytes, size}, total > 0 ? static_cast<uint64_t>(total) : 0);
}

void vt_load_finish(uint32_t load, uint32_t resource) {
    if (gCore) gCore->finish(load, resource);
}

void vt_load_fail(uint32_t load, uint32_t resource, const char* code, int32_t status,
                  const char* message) {
    if (gCore) gCore->fail(load, resource, code, status, message);
}

void vt_load_decoded(uint32_t load, uint32_t job, const uint8_t* bytes, uint32_t size) {
    if (gCore) gCore->decoded(load, job, {bytes, size});
}

void vt_load_decode_failed(uint32_t load, uint32_t job, const char* code, const char* message) {
    if (gCore) gCore->decodeFailed(load, job, code, message);
}

void vt_load_image(uint32_t load, int32_t image, uint32_t texture, uint32_t width, uint32_t height,
                   uint32_t levels, uint32_t first, double bytes, const char* code,
                   const char* message) {
    if (!gCore) return;
    if (width == 0 || height == 0) return gCore->imageFailed(load, image, code, message);
    vitrine::scene::Picture::Info picture;
    picture.name = texture;
    picture.width = width;
    picture.height = height;
    picture.levels = levels;
    picture.bytes = static_cast<uint64_t>(bytes);
    gCore->image(load, image, picture, first);
}

void vt_package(const char* name, const uint8_t* bytes, uint32_t size) {
    if (gCore) gCore->package(name, {bytes, size});
}

void vt_environment(const char* url, const uint8_t* bytes, uint32_t size) {
    if (gCore) gCore->environment(url, {bytes, size});
}

int32_t vt_work() {
    return gCore && gCore->work() ? 1 : 0;
}

void vt_look(const char* url, const uint8_t* bytes, uint32_t size) {
    if (gCore) gCore->look(url, {bytes, size});
}

int32_t vt_busy() {
    return gCore && gCore->busy() ? 1 : 0;
}

uint32_t vt_viewer_prepare(uint32_t viewer, double now) {
    return gCore && !gContextLost ? pack(gCore->prepare(viewer, now)) : 0;
}

void vt_viewer_draw(uint32_t viewer) {
    if (gCore) gCore->draw(viewer);
}

int32_t vt_viewer_active(uint32_t viewer) {
    return gCore && gCore->active(viewer) ? 1 : 0;
}

uint32_t vt_viewer_prepare_capture(uint32_t viewer, uint32_t width, uint32_t height) {
    Viewer* v = find(viewer);
    return v ? pack(v->prepareCapture(width, height)) : 0;
}

const char* vt_events() {
    return gCore ? gCore->drainEvents() : "[]";
}

void vt_context_lost() {
    gContextLost = true;
}
