// The boundary: everything that the page's side may call in the core, as plain C.
//
// Only numbers, generation-checked handles (0 is never valid), short UTF-8 strings, JSON and byte ranges cross.
// One thread: the one that made the WebGL context (the render worker, or the page where it has no
// OffscreenCanvas). Pointers handed in are copied before the call returns. Pointers handed out stay valid until
// the next call of any function here. A stale or unknown handle is ignored (getters return "{}" or 0), because
// messages of a removed element may still be under way. Nothing here throws or blocks.
//
// Work flows by pull: the host pushes bytes, textures and input, calls vt_prepare/vt_draw per frame, and
// drains vt_events() after every call that can cause events (push, finish, fail, image, package, prepare).
#pragma once

#include <cstdint>

extern "C" {

/// Makes the engine on the current WebGL 2 context. Call once per module. 1 on success; 0 when the context is not good
/// enough, and then every other call does nothing. After a lost context the host makes a new module.
int32_t vt_start();

/// Bytes in the core's heap for the host to write into. Freed with vt_free.
void* vt_alloc(uint32_t bytes);
void vt_free(void* memory);

// --- viewers ---------------------------------------------------------------------------------------------

uint32_t vt_viewer_create();
void vt_viewer_destroy(uint32_t viewer);

/// JSON object: attribute name of <product-viewer> → its string value, or null when it was removed. Any subset.
///   {"camera-orbit": "30deg 75deg 105%", "exposure": "1.2", "auto-rotate": "", "shadow-intensity": null}
/// A value that does not parse causes an "error" event with code "bad-setting" and leaves the former value.
void vt_viewer_set(uint32_t viewer, const char* json);

/// Size of the element in CSS pixels and the device pixel ratio.
void vt_viewer_resize(uint32_t viewer, double width, double height, double devicePixelRatio);

/// Off-screen or hidden viewers draw nothing.
void vt_viewer_visible(uint32_t viewer, int32_t visible);

/// A batch of input, `count` records of 8 doubles: kind, id, x, y, a, b, modifiers, timeMs (performance.now()).
/// x, y in CSS pixels from the element's top left.
///   kind 0 pointer down   a = button (0 main, 1 middle, 2 secondary), b = 0 mouse, 1 touch, 2 pen
///   kind 1 pointer move
///   kind 2 pointer up
///   kind 3 pointer cancel
///   kind 4 wheel          a = deltaY in pixels (line/page modes already multiplied out), b = 1 if ctrl/pinch
///   kind 5 key down       a = key: 0 left 1 right 2 up 3 down 4 plus 5 minus 6 home 7 page up 8 page down
///   kind 16 + k           the same, k < 5, for the inspector's panel; 21 key down: a = ImGuiKey of Dear ImGui 1.86;
///                         22 a character: a = its code point
/// modifiers: bit 0 shift, bit 1 ctrl, bit 2 alt, bit 3 meta, bit 4 not by the user's hand.
void vt_viewer_input(uint32_t viewer, const double* records, uint32_t count);

/// A named action with JSON arguments:
///   {"do":"jump-camera-to-goal"} {"do":"reset-turntable","theta":0} {"do":"zoom","keyPresses":1}
///   {"do":"play","repetitions":3,"pingpong":false} (absent: for ever) {"do":"pause"} {"do":"seek","time":1.5}
///   {"do":"update-framing"} {"do":"redraw"} {"do":"turn","theta":0.1} (the camera, by so many radians more)
///   {"do":"face","mark":0} (the camera turns to where it sees that mark)
void vt_viewer_do(uint32_t viewer, const char* json);

/// Lets the viewer's next model begin as a former one was left: `state` is 11 doubles: theta, phi (radians), radius, target
/// x, y, z (metres), field of view (degrees) and the aspect that it was for (width / height), turntable (radians),
/// animation time (seconds), 1 if paused. A camera that is not finite is left as the settings have it.
void vt_viewer_restore(uint32_t viewer, const double* state);

/// Points whose places in the picture are wanted: JSON array of {"position":[x,y,z],"normal":[x,y,z],"surface":[mesh,
/// primitive,v0,v1,v2,w0,w1,w2],"coverable":bool}, metres in the space of the placed model. Only the position must be
/// there. With a normal a mark is seen from one side only. A surface is indices of the file and weights of its
/// vertices; where the model has it, it stands for position and normal, and the mark moves with the mesh. "coverable"
/// false: whether the model covers it is not wanted. Draws a picture. Replaces the marks before.
void vt_viewer_set_marks(uint32_t viewer, const char* json);

/// Where they are in the picture that was drawn last (captures don't count), in their order: JSON array of [x,y,flags,
/// px,py,pz,nx,ny,nz]. x, y: shares of the picture, 0,0 its top left corner. flags: 1 in front of the eye (else x, y mean
/// nothing), 2 its normal faces the eye, 4 nothing that is not transparent lies before it, 8 the model lacks the surface.
/// p, n: the point and its normal (0,0,0 where none was given).
const char* vt_viewer_marks(uint32_t viewer);

/// What lies at x, y (shares as above) of the model as it stands now: JSON {"position":[…],"normal":[…],"surface":[…]} in
/// the form of vt_viewer_set_marks, with {"material":index of the file, -1 = none,"name":"…"}; "{}" for nothing.
const char* vt_viewer_pick(uint32_t viewer, double x, double y);

/// JSON: {"orbit":{"theta","phi","radius"},"target":[x,y,z],"fieldOfView","minFieldOfView","maxFieldOfView",(degrees)
/// "idealAspect","dimensions":[x,y,z],"center":[x,y,z],"animations":["…"],"cameras":["…"],"duration","currentTime","paused",
/// "turntable","variants":["…"],"variant"(the one on screen, "" = none)}
const char* vt_viewer_info(uint32_t viewer);

/// JSON: {"frames","frameMs","drawCalls","triangles","gpuBytes","heapBytes","scale","samples","decodeMs"}
const char* vt_viewer_stats(uint32_t viewer);

// --- loading ---------------------------------------------------------------------------------------------

/// What is known of the device and its line, for all viewers: {"saveData":bool,"connection":"4g","memory":8,
/// "maxTextureSize":16384,"compressed":bool}. `connection` as navigator.connection.effectiveType, `memory` in GiB; absent
/// or 0 = unknown; `compressed`: the GPU takes block-compressed textures.
void vt_device(const char* json);

/// Starts loading a model, or a product from its manifest; the one on screen stays until the new one's first picture. An earlier load of the
/// viewer that is still under way is cancelled. Resource 0 is the file at `url` itself: the host fetches it
/// without being asked.
uint32_t vt_load_begin(uint32_t viewer, const char* url);

/// Gives up on a load and frees it; no events of it follow.
void vt_load_cancel(uint32_t load);

/// Takes the model away from the viewer (and cancels a load under way).
void vt_viewer_clear(uint32_t viewer);

/// More bytes of a resource. `total` 0 when the length is unknown.
void vt_load_push(uint32_t load, uint32_t resource, const uint8_t* bytes, uint32_t size,
                  double total);
void vt_load_finish(uint32_t load, uint32_t resource);

/// The resource could not be had. `code` is "network", "http-status" or "bad-checksum"; `status` the HTTP status or 0.
void vt_load_fail(uint32_t load, uint32_t resource, const char* code, int32_t status,
                  const char* message);

/// A "decode" event could not be answered: `code` is a public error name ("bad-compression", "decoder").
void vt_load_decode_failed(uint32_t load, uint32_t job, const char* code, const char* message);

/// The answer to a "decode" event.
void vt_load_decoded(uint32_t load, uint32_t job, const uint8_t* bytes, uint32_t size);

/// An image was decoded and uploaded: `texture` is a name in Emscripten's GL.textures, in an sRGB format where the
/// request said so, `width` × `height` its largest level, `levels` of them allocated, `first` the largest that is filled
/// (GL_TEXTURE_BASE_LEVEL says so too), `bytes` what it takes on the GPU. The core owns it from here. Called again with the
/// same texture when a larger level was filled. width 0: the image could not be had, `code` and `message` say why
/// (else they are empty).
void vt_load_image(uint32_t load, int32_t image, uint32_t texture, uint32_t width, uint32_t height,
                   uint32_t levels, uint32_t first, double bytes, const char* code,
                   const char* message);

/// Answers to "package", "environment" and "look" events. size 0: it could not be had.
void vt_package(const char* name, const uint8_t* bytes, uint32_t size);
void vt_environment(const char* url, const uint8_t* bytes, uint32_t size);
void vt_look(const char* url, const uint8_t* bytes, uint32_t size);

/// Answers to a "work" event, and to itself while it returns 1: makes light or builds a model for a few milliseconds, and
/// returns 1 while there is more to do. To be called between frames, or frames would wait for it.
int32_t vt_work();

// --- frames ----------------------------------------------------------------------------------------------

/// 1 while the GPU has as many frames to work on as make sense; try again at the next tick.
int32_t vt_busy();

/// Advances camera, animation and refinement to `now` (ms, performance.now()). Returns 0 when there is nothing
/// to draw, else the size to draw at, width << 16 | height: the host sets the canvas to it and calls vt_draw.
uint32_t vt_viewer_prepare(uint32_t viewer, double now);

/// Draws into the context's default framebuffer.
void vt_viewer_draw(uint32_t viewer);

/// 1 while the viewer wants further ticks (something moves, refines, or waits for the GPU).
int32_t vt_viewer_active(uint32_t viewer);

/// Takes the picture for toBlob: as vt_viewer_prepare, but always draws, at full quality and the given size
/// (0 = the size on screen).
uint32_t vt_viewer_prepare_capture(uint32_t viewer, uint32_t width, uint32_t height);

// --- events ----------------------------------------------------------------------------------------------

/// JSON array of what happened since the last call, "[]" when nothing did.
///   {"type":"request","load","resource","url","image":bool,"imageIndex","srgb","mipmaps","limit","bytes","crc32","rank","decoder"}
///        please fetch. image true: the host may decode it itself and answer with vt_load_image (no push needed).
///        bytes and crc32 (8 hex digits, "" = unknown) are the manifest's: push nothing that fails the check.
///        rank: smaller comes first (0 what the first picture needs, 1 the rest of it, 2 refinement)
///   {"type":"texture","load","image","url","srgb","file":{"bytes","width","height","header":[length,crc32],
///        "levels":[[offset,length,crc32],… largest first]},"top","first","rank"}   please fetch these levels of a KTX2
///        file: from `first` down to the smallest, smallest first; allocate from `top` (≤ first) on, and answer with
///        vt_load_image. Comes again with a smaller `first` when larger levels are wanted: fetch only what is missing
///   {"type":"decode","load","job","decoder":"mesh"|"draco","parameters":[…],"ptr","size"}  please run the job (see
///        decode/wasm/exports.h) and answer with vt_load_decoded; copy now, as for "image"
///        limit: longest side to upload, 0 = what the GPU takes. decoder: that the file will need, "" = none or unknown
///   {"type":"image","load","image","ptr","size","mime","srgb","mipmaps","limit"}  please decode and upload; copy now:
///        ptr is valid only until the next vt_load_push or vt_load_finish
///   {"type":"ahead","load","url","length","crc32"}   so many first bytes of that file will be asked for after the first picture:
///        now is a good time to fetch them. crc32 "": the file has more. May be ignored
///   {"type":"package","name"}  please fetch that material package      {"type":"work"}   please call vt_work
///   {"type":"look","url"}      and that look file, see look/Look.h
///   {"type":"environment","url","light","sky"}   and that image; answer with what decode-environment makes of it with these two
///        parameters (see decode/wasm/exports.h)
///   {"type":"built","viewer","load"}     geometry is in the scene (progress)
///   {"type":"preview","viewer","load"}   the picture just drawn is the first with this model in it
///   {"type":"load","viewer","load"}      the picture just drawn has everything that it is to have
///   {"type":"detail","viewer","load","level","levels","textureSize","gpuTextureBytes","complete":bool,"reason"}   the
///        picture just drawn has other detail than the one before; level 0 is the coarsest of `levels`; textureSize is the
///        longest side of the largest texture level in use, in texels; reason: "progress", "zoom", "budget", "save-data",
///        "slow-connection" or "error": what decided about this detail
///   {"type":"variant","viewer","load","name"}   the picture drawn next shows this variant, "" = none
///   {"type":"error","viewer","load","code","message","url","status"}   load 0: not about a load
///   {"type":"warning","viewer","message"}
///   {"type":"camera","viewer","theta","phi","radius","target":[x,y,z],"fov","user":bool}
///   {"type":"lit","viewer"}   the model is lit by another environment in the next picture
///   {"type":"inspector","viewer","what","text"}   of the inspector's flavour. what: "layout": where its windows and widgets
///        are, {"windows":[[x,y,width,height],…],"items":[["label",x,y,width,height],…],"focus":"label","typing":bool,"open":bool} in CSS
///        pixels; input over a window is for it. "copy": text for the clipboard. "save": a look file to save
///   {"type":"animation","viewer","event":"play"|"pause"|"loop"|"finished"}
const char* vt_events();

/// The WebGL context was lost: nothing draws from here on. The host makes a new module on a new context.
void vt_context_lost();

}  // extern "C"
