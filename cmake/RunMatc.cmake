# cmake -DMATC=<matc> -P RunMatc.cmake -- <argument>…
#
# Compiles a material. What matc says is shown when it fails only: it counts samplers of the engine's own that our shaders do not
# use, and warns of too many.
set(arguments)
set(found FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
    if(found)
        list(APPEND arguments "${CMAKE_ARGV${i}}")
    elseif(CMAKE_ARGV${i} STREQUAL "--")
        set(found TRUE)
    endif()
endforeach()
execute_process(COMMAND "${MATC}" ${arguments} RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log)
if(failed)
    message(FATAL_ERROR "${log}")
endif()
