# Filament, compiled from its pinned source, for wasm and natively (GLES and NOOP backends). Target filament::filament.
#
# We use the engine core only: our materials are unlit and tone-map themselves, so none of Filament's
# post-processing, image-based lighting or shadow maps is ever reached, and its built-in materials stay out.
# Filament's own CMake is not used: it has no way to leave those out, and sets flags for the whole project.
#
# The backend's private headers (private/backend/OpenGLPlatform.h) are visible, for a platform of one's own.

include(FilamentSources)
include(PatchedSource)

vitrine_source(filament PROBE filament/src/Engine.cpp OUT _source)
vitrine_patched_source(filament SOURCE "${_source}" OUT _filament
    PARTS libs/utils libs/math libs/filabridge libs/filaflat libs/ibl libs/geometry filament
    EXCLUDE test vulkan metal benchmark)

# Built-in materials and the lookup table of Filament's own lighting, which no unlit material reads: one texel.
set(_generated "${CMAKE_BINARY_DIR}/filament")
set(_resources "${_generated}/generated/resources")
file(MAKE_DIRECTORY "${_resources}" "${_generated}/generated/data" "${_generated}/packages")
file(CONFIGURE OUTPUT "${_generated}/generated/data/dfg.inc" CONTENT "0, 0, 0\n")
set(_empty "")
foreach(_name ${FILAMENT_EMPTY_MATERIALS})
    string(APPEND _empty "#define MATERIALS_${_name}_DATA nullptr\n#define MATERIALS_${_name}_SIZE 0\n")
endforeach()
file(CONFIGURE OUTPUT "${_resources}/materials.h" CONTENT "#include \"builtin.h\"\n${_empty}")

set(_packages "")
foreach(_mat ${FILAMENT_MATERIALS})
    get_filename_component(_name ${_mat} NAME_WE)
    set(_package "${_generated}/packages/${_name}.filamat")
    add_custom_command(OUTPUT "${_package}"
        COMMAND "${MATC}" -a opengl -p $<IF:$<BOOL:${EMSCRIPTEN}>,mobile,all> -S
            -V directionalLighting,dynamicLighting,shadowReceiver,skinning,vsm,fog -o "${_package}" "${_filament}/${_mat}"
        DEPENDS "${_filament}/${_mat}"
        COMMENT "Built-in material ${_name}" VERBATIM)
    list(APPEND _packages "${_package}")
endforeach()
add_custom_command(OUTPUT "${_resources}/builtin.h" "${_resources}/builtin.c"
    COMMAND "${FILAMENT_RESGEN}" -x "${_resources}" -p builtin -c ${_packages}
    # The engine asks for MATERIALS_…; the packer names its macros after its file.
    COMMAND sed -i "s/BUILTIN_/MATERIALS_/g" "${_resources}/builtin.h" "${_resources}/builtin.c"
    DEPENDS ${_packages} COMMENT "Built-in materials" VERBATIM)

set(_sources ${FILAMENT_UTILS_SOURCES} ${FILAMENT_LIB_SOURCES} ${FILAMENT_BACKEND_SOURCES} ${FILAMENT_SOURCES})
if(EMSCRIPTEN)
    list(APPEND _sources ${FILAMENT_BACKEND_WEB_SOURCES})
else()
    list(APPEND _sources ${FILAMENT_UTILS_LINUX_SOURCES})
endif()
list(TRANSFORM _sources PREPEND "${_filament}/")
if(EMSCRIPTEN)
    # The no-op driver is for native tests: 2 KB on the wire.
    list(FILTER _sources EXCLUDE REGEX "/noop/")
    file(CONFIGURE OUTPUT "${_generated}/no-noop.cpp" CONTENT "#include \"noop/PlatformNoop.h\"
namespace filament {
backend::Driver* PlatformNoop::createDriver(void*) noexcept { return nullptr; }
}
")
    list(APPEND _sources "${_generated}/no-noop.cpp")
endif()

add_library(filament STATIC ${_sources} "${_resources}/builtin.c" "${_resources}/builtin.h")
add_library(filament::filament ALIAS filament)
set_target_properties(filament PROPERTIES EXPORT_COMPILE_COMMANDS OFF)

foreach(_dir libs/utils/include libs/math/include libs/filabridge/include filament/include
        filament/backend/include filament/backend/src)
    target_include_directories(filament SYSTEM PUBLIC "${_filament}/${_dir}")
endforeach()
foreach(_dir libs/filaflat/include libs/ibl/include libs/geometry/include filament/src)
    target_include_directories(filament SYSTEM PRIVATE "${_filament}/${_dir}")
endforeach()
target_include_directories(filament PRIVATE "${_generated}" "${_resources}")
target_link_libraries(filament PUBLIC robin_map)

target_compile_definitions(filament PRIVATE
    NDEBUG _GNU_SOURCE SYSTRACE_TAG=2 FILAMENT_ENABLE_MATDBG=0 FILAMENT_IBL_LITE=1 FILAMENT_TARGET_MOBILE=1
    FILAMENT_DFG_LUT_SIZE=1
    FILAMENT_PER_RENDER_PASS_ARENA_SIZE_IN_MB=2 FILAMENT_PER_FRAME_COMMANDS_SIZE_IN_MB=1
    FILAMENT_MIN_COMMAND_BUFFERS_SIZE_IN_MB=1 FILAMENT_OPENGL_HANDLE_ARENA_SIZE_IN_MB=2)
target_compile_options(filament PRIVATE -w -fno-exceptions -fno-rtti -fstrict-aliasing -fvisibility=hidden)
if(EMSCRIPTEN)
    target_compile_options(filament PRIVATE $<IF:$<CONFIG:Release>,-Oz,-O1> $<$<CONFIG:Release>:-flto>)
else()
    # GLES through the system's headers; the NOOP backend is always there. Never sanitized: it is not ours.
    target_compile_options(filament PRIVATE -O2 -g0)
    # One thread as on the web, the one that has the GL context: the target and the host call GL too.
    target_compile_definitions(filament PUBLIC FILAMENT_USE_EXTERNAL_GLES3 FILAMENT_SINGLE_THREADED)
    # Of the engine's log only the errors, on stderr: stdout belongs to the tools.
    file(CONFIGURE OUTPUT "${_generated}/quiet-log.h" CONTENT "#include <cstdio>
static inline void quietLog(FILE* stream, const char*, const char* text) { if (stream == stderr) fputs(text, stderr); }
#define fprintf quietLog
")
    set_source_files_properties("${_filament}/libs/utils/src/Log.cpp" PROPERTIES
        COMPILE_OPTIONS "-include;${_generated}/quiet-log.h")
    find_package(Threads REQUIRED)
    target_link_libraries(filament PUBLIC Threads::Threads GLESv2 EGL ${CMAKE_DL_LIBS})
endif()
