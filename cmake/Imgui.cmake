# imgui: Dear ImGui with its OpenGL ES 3 painter, for viewer/inspector. IMGUI_SOURCE_DIR: default what the bootstrap unpacked.
# Code of others: no warnings, not sanitized; on the web for size, because only merchandisers load it.

include_guard(GLOBAL)
include(PatchedSource)

vitrine_source(imgui PROBE imgui.h OUT _imgui)
set(_sources imgui imgui_draw imgui_tables imgui_widgets backends/imgui_impl_opengl3)
list(TRANSFORM _sources REPLACE "(.+)" "${_imgui}/\\1.cpp")
add_library(imgui STATIC EXCLUDE_FROM_ALL ${_sources})
target_include_directories(imgui SYSTEM PUBLIC "${_imgui}" "${_imgui}/backends")
# The hooks of its test engine tell where a widget is, see viewer/inspector/Items.h.
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_METRICS_WINDOW IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_ENABLE_TEST_ENGINE IMGUI_IMPL_OPENGL_ES3)
target_compile_options(imgui PRIVATE -w -fvisibility=hidden -fno-exceptions -fno-rtti)
set_target_properties(imgui PROPERTIES EXPORT_COMPILE_COMMANDS OFF)
if(EMSCRIPTEN)
    target_compile_options(imgui PRIVATE $<IF:$<CONFIG:Release>,-Oz,-O1> $<$<CONFIG:Release>:-flto>)
else()
    target_compile_options(imgui PRIVATE -O1)
    target_link_libraries(imgui PUBLIC GLESv2)
endif()
