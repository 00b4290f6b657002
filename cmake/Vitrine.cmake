# How our own code is built. Flags are scoped to our targets; nothing here touches the code of others.
#
#   vitrine_library(<room> SOURCES <file>… [DEPS <target>…])   static library vitrine_<room>
#   vitrine_test(<name> SOURCES <file>… [DEPS <target>…])      GoogleTest program test_<name>, run by ctest
#   vitrine_fuzz(<name> SOURCES <file>… [DEPS <target>…])      libFuzzer program fuzz_<name> (native-debug only)
#   vitrine_tool(<name> SOURCES <file>… [DEPS <target>…])      native program vitrine-<name>
#   vitrine_exports(<prefix> <out>)                           what exports.h lets others call
#   vitrine_add_room(<folder>)                                 add_subdirectory() where there is a CMakeLists.txt
#
# `#include "gltf/Asset.h"`: viewer/ is the root of our includes.

add_library(vitrine_flags INTERFACE)
target_include_directories(vitrine_flags INTERFACE "${CMAKE_SOURCE_DIR}/viewer")
target_compile_options(vitrine_flags INTERFACE
    -fno-exceptions -fno-rtti -fvisibility=hidden -Wall -Wextra -Werror -Wno-unused-parameter)

if(EMSCRIPTEN)
    # Bytes on the wire come first; a hot kernel asks for more with vitrine_hot().
    target_compile_options(vitrine_flags INTERFACE
        $<$<CONFIG:Release>:-Oz> $<$<CONFIG:Release>:-flto> $<$<CONFIG:Debug>:-O1>)
    # A program with the property VITRINE_FAST is linked for speed: -Oz would overrule what its files asked for.
    target_link_options(vitrine_flags INTERFACE
        $<$<CONFIG:Release>:$<IF:$<BOOL:$<TARGET_PROPERTY:VITRINE_FAST>>,-O3,-Oz>>
        $<$<CONFIG:Release>:-flto> $<$<CONFIG:Debug>:-O1>
        # Over the whole program until nothing gets smaller; without putting every function with one caller into that, however
        # large both are (docs/decisions/0025-functions-stay-small.md).
        $<$<CONFIG:Release>:-sBINARYEN_EXTRA_PASSES=--converge,--one-caller-inline-max-function-size=30>)
else()
    target_compile_options(vitrine_flags INTERFACE $<$<CONFIG:Debug>:-O1> $<$<CONFIG:Release>:-O2>)
    find_program(VITRINE_LLD ld.lld)
    mark_as_advanced(VITRINE_LLD)
    if(VITRINE_LLD)
        target_link_options(vitrine_flags INTERFACE -fuse-ld=lld)
    endif()
    if(VITRINE_SANITIZE)
        # vptr needs RTTI. An undefined operation ends the program, so that a test cannot pass with one.
        set(_sanitize -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all)
        target_compile_options(vitrine_flags INTERFACE ${_sanitize} -fno-omit-frame-pointer)
        target_link_options(vitrine_flags INTERFACE ${_sanitize})
        if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
            # Coverage counters for the fuzzers; without a fuzzer they cost little and do nothing.
            target_compile_options(vitrine_flags INTERFACE -fsanitize=fuzzer-no-link)
            target_link_options(vitrine_flags INTERFACE -fsanitize=fuzzer-no-link)
        endif()
    endif()
endif()

function(vitrine_add_room folder)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt")
        add_subdirectory(${folder})
    endif()
endfunction()

function(vitrine_library room)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
    add_library(vitrine_${room} STATIC ${arg_SOURCES})
    target_link_libraries(vitrine_${room} PUBLIC vitrine_flags ${arg_DEPS})
endfunction()

# Sets <out> to the functions whose names begin with <prefix> in the folder's exports.h (or FROM another), as Emscripten
# wants them: that header is the one list of what may be called from outside.
function(vitrine_exports prefix out)
    cmake_parse_arguments(arg "" "FROM" "" ${ARGN})
    if(NOT arg_FROM)
        set(arg_FROM exports.h)
    endif()
    file(STRINGS "${arg_FROM}" lines REGEX "^[a-z].*[ *]${prefix}_[a-z_]+\\(")
    set(exports "")
    foreach(line ${lines})
        string(REGEX REPLACE "^.*[ *](${prefix}_[a-z_]+)\\(.*" "_\\1" name "${line}")
        list(APPEND exports ${name})
    endforeach()
    list(REMOVE_DUPLICATES exports)
    list(JOIN exports "," exports)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${arg_FROM}")
    set(${out} "${exports}" PARENT_SCOPE)
endfunction()

# Files where speed is worth more than size (measured): -O3 also in the wasm. INLINE <files>: with inlining too, which
# Emscripten's driver otherwise turns off for a program that is built with -Oz anywhere.
function(vitrine_hot)
    cmake_parse_arguments(arg "" "" "INLINE" ${ARGN})
    set_source_files_properties(${arg_UNPARSED_ARGUMENTS} PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-O3>")
    set_source_files_properties(${arg_INLINE} PROPERTIES
        COMPILE_OPTIONS "$<$<CONFIG:Release>:-O3;-finline-functions>")
endfunction()

function(vitrine_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
    if(EMSCRIPTEN)
        return()
    endif()
    find_package(GTest REQUIRED)
    add_executable(test_${name} ${arg_SOURCES})
    target_link_libraries(test_${name} PRIVATE vitrine_flags ${arg_DEPS} GTest::gtest GTest::gtest_main)
    target_compile_definitions(test_${name} PRIVATE "VITRINE_ROOT=\"${CMAKE_SOURCE_DIR}\""
        "VITRINE_BUILD=\"${CMAKE_BINARY_DIR}\"")
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()

function(vitrine_fuzz name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
    if(EMSCRIPTEN OR NOT VITRINE_SANITIZE OR NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        return()
    endif()
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE vitrine_flags ${arg_DEPS})
    target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endfunction()

function(vitrine_tool name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPS" ${ARGN})
    if(EMSCRIPTEN)
        return()
    endif()
    add_executable(vitrine-${name} ${arg_SOURCES})
    target_link_libraries(vitrine-${name} PRIVATE vitrine_flags ${arg_DEPS})
endfunction()
