# Picks the Emscripten to build with: an activated emsdk when there is one that is new enough, else Debian's.

file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../emsdk-version.txt" _wanted LIMIT_COUNT 1)

set(_toolchain "")
if(DEFINED ENV{EMSDK} AND EXISTS "$ENV{EMSDK}/upstream/emscripten/emscripten-version.txt")
    file(STRINGS "$ENV{EMSDK}/upstream/emscripten/emscripten-version.txt" _found LIMIT_COUNT 1)
    string(REPLACE "\"" "" _found "${_found}")
    if(_found VERSION_LESS _wanted)
        message(WARNING "The activated emsdk has Emscripten ${_found}, but at least ${_wanted} is wanted: using "
            "the system's instead. Run `emsdk install ${_wanted} && emsdk activate ${_wanted}` to use yours.")
    else()
        set(_toolchain "$ENV{EMSDK}/upstream/emscripten/cmake/Modules/Platform/Emscripten.cmake")
    endif()
endif()

if(NOT _toolchain)
    set(_toolchain "/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake")
    # Debian's Emscripten finds its JavaScript helpers (acorn) only through Debian's own node. With any other
    # node on the machine they have to be pointed at, when linking.
    set(VITRINE_EMSCRIPTEN_ENVIRONMENT "NODE_PATH=/usr/share/nodejs")
endif()

if(NOT EXISTS "${_toolchain}")
    message(FATAL_ERROR "No Emscripten: ${_toolchain} is not there. Run `tools/bootstrap/bootstrap` (or "
        "`apt-get install emscripten`), or activate an emsdk of at least version ${_wanted}.")
endif()
include("${_toolchain}")
