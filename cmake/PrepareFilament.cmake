# vitrine_prepare_filament(<source> <out>): sets <out> to a copy of the parts of Filament that we compile, with
# cmake/patches/filament-*.patch applied. The source itself is never changed, so that it may be anybody's checkout.
# The copy is shared by all build trees and made anew when the source or a patch changes.

function(vitrine_prepare_filament source out)
    if(NOT EXISTS "${source}/filament/src/Engine.cpp")
        message(FATAL_ERROR "No Filament in ${source}. Run tools/bootstrap/bootstrap to fetch the pinned version, or "
            "pass -DFILAMENT_SOURCE_DIR=<checkout of that version>.")
    endif()
    file(GLOB patches CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/patches/filament-*.patch")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${patches}")
    set(key "${source}")
    foreach(patch ${patches})
        file(SHA256 "${patch}" sum)
        string(APPEND key " ${sum}")
    endforeach()
    set(copy "${CMAKE_SOURCE_DIR}/build/deps/filament-patched")

    file(MAKE_DIRECTORY "${CMAKE_SOURCE_DIR}/build/deps")
    file(LOCK "${CMAKE_SOURCE_DIR}/build/deps/.lock" GUARD FUNCTION)
    set(made_from "")
    if(EXISTS "${copy}/.made-from")
        file(READ "${copy}/.made-from" made_from)
    endif()
    if(NOT made_from STREQUAL key)
        message(STATUS "Patching Filament into ${copy}")
        set(stage "${copy}.new")
        file(REMOVE_RECURSE "${stage}")
        foreach(folder utils math filabridge filaflat ibl geometry)
            file(COPY "${source}/libs/${folder}" DESTINATION "${stage}/libs")
        endforeach()
        file(COPY "${source}/filament" DESTINATION "${stage}"
            PATTERN "test" EXCLUDE PATTERN "vulkan" EXCLUDE PATTERN "metal" EXCLUDE PATTERN "benchmark" EXCLUDE)
        foreach(patch ${patches})
            execute_process(COMMAND patch -p1 --forward --batch --input "${patch}"
                WORKING_DIRECTORY "${stage}" RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log)
            if(failed)
                message(FATAL_ERROR "${patch} does not apply to ${source}:\n${log}\n"
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
    set(${out} "${copy}" PARENT_SCOPE)
endfunction()
