# Pinned sources, and copies of them with our patches.
#
# vitrine_source(<name> PROBE <file of it> OUT <variable>)
#     Sets <variable> to the folder that the bootstrap unpacked, or to what -D<NAME>_SOURCE_DIR says.
#
# vitrine_patched_source(<name> SOURCE <folder> PARTS <folder of it>… [EXCLUDE <pattern>…] OUT <variable>)
#     Sets <variable> to build/deps/<name>-patched: a copy of the parts with cmake/patches/<name>-*.patch applied. The
#     source itself is never changed, so that it may be anybody's checkout. The copy is shared by all build trees and
#     made anew when the source or a patch changes.

include_guard(GLOBAL)

function(vitrine_source name)
    cmake_parse_arguments(arg "" "PROBE;OUT" "" ${ARGN})
    string(TOUPPER "${name}" variable)
    string(REPLACE "-" "_" variable "${variable}_SOURCE_DIR")
    vitrine_pinned_version(${name} version)
    set(${variable} "${VITRINE_DEPS_DIR}/${name}-${version}" CACHE PATH "${name} ${version}, unpacked")
    set(source "${${variable}}")
    if(NOT EXISTS "${source}/${arg_PROBE}")
        message(FATAL_ERROR "No ${name} in ${source}. Run tools/bootstrap/bootstrap to fetch the pinned version, or "
            "pass -D${variable}=<checkout of that version>.")
    endif()
    set(${arg_OUT} "${source}" PARENT_SCOPE)
endfunction()

function(vitrine_patched_source name)
    cmake_parse_arguments(arg "" "SOURCE;OUT" "PARTS;EXCLUDE" ${ARGN})
    file(GLOB patches CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/patches/${name}-*.patch")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${patches}")
    set(key "${arg_SOURCE}")
    foreach(patch ${patches})
        file(SHA256 "${patch}" sum)
        string(APPEND key " ${sum}")
    endforeach()
    set(copy "${CMAKE_SOURCE_DIR}/build/deps/${name}-patched")
    set(excluded "")
    foreach(pattern ${arg_EXCLUDE})
        list(APPEND excluded PATTERN "${pattern}" EXCLUDE)
    endforeach()

    file(MAKE_DIRECTORY "${CMAKE_SOURCE_DIR}/build/deps")
    file(LOCK "${CMAKE_SOURCE_DIR}/build/deps/.lock" GUARD FUNCTION)
    set(made_from "")
    if(EXISTS "${copy}/.made-from")
        file(READ "${copy}/.made-from" made_from)
    endif()
    if(NOT made_from STREQUAL key)
        message(STATUS "Patching ${name} into ${copy}")
        set(stage "${copy}.new")
        file(REMOVE_RECURSE "${stage}")
        foreach(part ${arg_PARTS})
            get_filename_component(above "${stage}/${part}" DIRECTORY)
            file(COPY "${arg_SOURCE}/${part}" DESTINATION "${above}" ${excluded})
        endforeach()
        foreach(patch ${patches})
            execute_process(COMMAND patch -p1 --forward --batch --input "${patch}"
                WORKING_DIRECTORY "${stage}" RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log)
            if(failed)
                message(FATAL_ERROR "${patch} does not apply to ${arg_SOURCE}:\n${log}\n"
                    "The patches are for the version in cmake/dependencies.txt.")
            endif()
        endforeach()
        # Files that stay the same keep their time, so that a changed patch rebuilds only what it touches.
        file(GLOB_RECURSE files RELATIVE "${stage}" "${stage}/*")
        foreach(file ${files})
            get_filename_component(folder "${copy}/${file}" DIRECTORY)
            file(MAKE_DIRECTORY "${folder}")
            file(COPY_FILE "${stage}/${file}" "${copy}/${file}" ONLY_IF_DIFFERENT)
        endforeach()
        file(REMOVE_RECURSE "${stage}")
        file(WRITE "${copy}/.made-from" "${key}")
    endif()
    set(${arg_OUT} "${copy}" PARENT_SCOPE)
endfunction()
