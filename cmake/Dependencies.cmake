# Where the sources of others are. Each can be pointed elsewhere with -D<NAME>_SOURCE_DIR=<checkout>.
#
#   FILAMENT_SOURCE_DIR   default build/deps/filament-<version>, put there by tools/bootstrap/bootstrap
#   TINYGLTF_SOURCE_DIR   folder with tiny_gltf.h                     default: Debian's package
#   JSON_SOURCE_DIR       folder with [single_]include/nlohmann       default: Debian's package
#   GLM_SOURCE_DIR        folder with glm/glm.hpp                     default: Debian's package
#   ROBIN_MAP_SOURCE_DIR  folder with include/tsl                     default: Debian's package
#   STB_SOURCE_DIR        folder with stb_image.h                     default: Debian's package
#
# Targets: tinygltf, nlohmann_json, glm, robin_map, stb (headers only). Each sees its own headers through a
# folder in the build tree that holds nothing but a link, so that /usr/include never enters a cross build.

set(VITRINE_DEPS_DIR "${CMAKE_SOURCE_DIR}/build/deps" CACHE PATH "Where the bootstrap unpacks pinned sources")

# Sets <out> to the pinned version of a `source` line of dependencies.txt.
function(vitrine_pinned_version name out)
    file(STRINGS "${CMAKE_SOURCE_DIR}/cmake/dependencies.txt" line REGEX "^source +${name} ")
    string(REGEX REPLACE "^source +[^ ]+ +([^ ]+) .*" "\\1" version "${line}")
    set(${out} "${version}" PARENT_SCOPE)
endfunction()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/dependencies.txt")

# vitrine_headers(<target> VARIABLE <NAME>_SOURCE_DIR ENTRY <file or folder> PACKAGE <Debian package>
#                 SUBFOLDERS <where ENTRY may be below a checkout>…)
function(vitrine_headers target)
    cmake_parse_arguments(arg "" "VARIABLE;ENTRY;PACKAGE" "SUBFOLDERS" ${ARGN})
    set(${arg_VARIABLE} "" CACHE PATH "A checkout to use in place of ${arg_PACKAGE}")
    set(found "")
    if(${arg_VARIABLE})
        foreach(sub . ${arg_SUBFOLDERS})
            if(NOT found AND EXISTS "${${arg_VARIABLE}}/${sub}/${arg_ENTRY}")
                get_filename_component(found "${${arg_VARIABLE}}/${sub}/${arg_ENTRY}" ABSOLUTE)
            endif()
        endforeach()
    else()
        foreach(sub . ${arg_SUBFOLDERS})
            if(NOT found AND EXISTS "/usr/include/${sub}/${arg_ENTRY}")
                get_filename_component(found "/usr/include/${sub}/${arg_ENTRY}" ABSOLUTE)
            endif()
        endforeach()
    endif()
    if(NOT found)
        message(FATAL_ERROR "${target}: no ${arg_ENTRY} in ${${arg_VARIABLE}}. Run tools/bootstrap/bootstrap, or "
            "`apt-get install ${arg_PACKAGE}`, or pass -D${arg_VARIABLE}=<checkout>.")
    endif()

    set(links "${CMAKE_BINARY_DIR}/headers/${target}")
    set(before "")
    if(IS_SYMLINK "${links}/${arg_ENTRY}")
        file(READ_SYMLINK "${links}/${arg_ENTRY}" before)
    endif()
    if(NOT before STREQUAL found)
        file(REMOVE_RECURSE "${links}")
        file(MAKE_DIRECTORY "${links}")
        file(CREATE_LINK "${found}" "${links}/${arg_ENTRY}" SYMBOLIC)
    endif()
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE "${links}")
endfunction()

vitrine_headers(robin_map VARIABLE ROBIN_MAP_SOURCE_DIR ENTRY tsl PACKAGE robin-map-dev SUBFOLDERS include)
vitrine_headers(glm VARIABLE GLM_SOURCE_DIR ENTRY glm PACKAGE libglm-dev)
vitrine_headers(stb VARIABLE STB_SOURCE_DIR ENTRY stb_image.h PACKAGE libstb-dev SUBFOLDERS stb)
vitrine_headers(stb_write VARIABLE STB_SOURCE_DIR ENTRY stb_image_write.h PACKAGE libstb-dev SUBFOLDERS stb)
target_link_libraries(stb INTERFACE stb_write)
vitrine_headers(nlohmann_json VARIABLE JSON_SOURCE_DIR ENTRY nlohmann PACKAGE nlohmann-json3-dev
    SUBFOLDERS include single_include)
vitrine_headers(tinygltf VARIABLE TINYGLTF_SOURCE_DIR ENTRY tiny_gltf.h PACKAGE libtinygltf-dev)

# Configuration that has to be the same in every file that sees these headers.
target_compile_definitions(nlohmann_json INTERFACE JSON_NOEXCEPTION=)
target_compile_definitions(tinygltf INTERFACE TINYGLTF_NOEXCEPTION= TINYGLTF_NO_FS= TINYGLTF_NO_STB_IMAGE=
    TINYGLTF_NO_STB_IMAGE_WRITE= TINYGLTF_NO_EXTERNAL_IMAGE=)
target_link_libraries(tinygltf INTERFACE nlohmann_json)
