# Small WebAssembly modules without any JavaScript of Emscripten's, run by plain workers. Their boundary is
# viewer/decode/wasm/exports.h; each defines `run` of viewer/decode/wasm/run.h.
#
#   vitrine_wasm_module(<name> SOURCES <file>… [DEPS <target>…])    <name>.wasm

include_guard(GLOBAL)

function(vitrine_wasm_module name)
    if(NOT EMSCRIPTEN)
        return()
    endif()
    cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
    set(boundary "${CMAKE_SOURCE_DIR}/viewer/decode/wasm")
    vitrine_exports(vd exports FROM "${boundary}/exports.h")
    add_executable(${name} ${arg_SOURCES} "${boundary}/exports.cpp")
    target_link_libraries(${name} PRIVATE vitrine_flags ${arg_DEPS})
    target_compile_options(${name} PRIVATE -msimd128 -mbulk-memory)
    set_target_properties(${name} PROPERTIES SUFFIX ".wasm" LINK_DEPENDS "${boundary}/exports.h")
    if(VITRINE_EMSCRIPTEN_ENVIRONMENT)
        set_target_properties(${name} PROPERTIES
            RULE_LAUNCH_LINK "\"${CMAKE_COMMAND}\" -E env ${VITRINE_EMSCRIPTEN_ENVIRONMENT}")
    endif()
    target_link_options(${name} PRIVATE
        --no-entry -msimd128 -mbulk-memory -sSTANDALONE_WASM=1 -sEXPORTED_FUNCTIONS=${exports}
        -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=1MB -sTOTAL_STACK=256KB
        -sMALLOC=emmalloc -sFILESYSTEM=0 -sSUPPORT_ERRNO=0 -sASSERTIONS=0
        # The optimiser makes calls of it when the library's archive has been searched already.
        -Wl,--undefined=calloc
        $<$<CONFIG:Debug>:--profiling-funcs>)
endfunction()
