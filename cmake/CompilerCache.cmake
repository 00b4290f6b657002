# ccache when it is there: Filament is compiled once per set of flags on a machine, whatever is cleaned.
# -DCMAKE_CXX_COMPILER_LAUNCHER= (empty) does without.

find_program(VITRINE_CCACHE ccache NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(VITRINE_CCACHE)
if(VITRINE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    if(EMSCRIPTEN)
        # em++ is a script around clang, which ccache cannot see by its name.
        set(_launcher "${CMAKE_COMMAND}" -E env CCACHE_COMPILERTYPE=clang "${VITRINE_CCACHE}")
    else()
        set(_launcher "${VITRINE_CCACHE}")
    endif()
    set(CMAKE_C_COMPILER_LAUNCHER ${_launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${_launcher})
endif()
