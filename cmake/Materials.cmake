# add_material(<name> <file.mat> [EMBEDDED] [INCLUDES <folder>] [VARIANT_FILTER <variant>…] [DEFINES <NAME=value>…] [API <api>…] [PLATFORM <p>])
#
# Compiles a material to <build>/materials/<name>.filamat with Debian's matc and adds it to the target `materials`.
# Variants: directionalLighting dynamicLighting shadowReceiver skinning vsm fog; an unlit material needs none of
# them. One .mat can be compiled several times under several names with other DEFINES. INCLUDES: where its includes lie, if not
# beside it. EMBEDDED: the package goes to <build>/materials/embedded instead, and is no file to serve; see embed_materials().

set(VITRINE_MATERIAL_DIR "${CMAKE_BINARY_DIR}/materials")
set(VITRINE_RUN_MATC "${CMAKE_CURRENT_LIST_DIR}/RunMatc.cmake")
file(MAKE_DIRECTORY "${VITRINE_MATERIAL_DIR}/embedded")
find_program(MATC matc NO_CMAKE_FIND_ROOT_PATH)
find_program(FILAMENT_RESGEN filament-resgen NO_CMAKE_FIND_ROOT_PATH)
if(NOT MATC OR NOT FILAMENT_RESGEN)
    message(FATAL_ERROR "matc or filament-resgen is missing. Run tools/bootstrap/bootstrap, or "
        "`apt-get install libfilament-tools`, or pass -DMATC= and -DFILAMENT_RESGEN=.")
endif()

add_custom_target(materials ALL)

function(add_material name file)
    cmake_parse_arguments(arg "EMBEDDED" "PLATFORM;INCLUDES" "VARIANT_FILTER;DEFINES;API" ${ARGN})
    if(NOT arg_API)
        set(arg_API opengl)
    endif()
    if(EMSCRIPTEN)
        set(platform mobile)
    else()
        # Natively the same package serves the NOOP backend and GLES.
        set(platform all)
    endif()
    if(arg_PLATFORM)
        set(platform ${arg_PLATFORM})
    endif()
    set(options -p ${platform} -S)
    foreach(api ${arg_API})
        list(APPEND options -a ${api})
    endforeach()
    if(arg_VARIANT_FILTER)
        list(JOIN arg_VARIANT_FILTER "," filter)
        list(APPEND options -V ${filter})
    endif()
    foreach(define ${arg_DEFINES})
        list(APPEND options -D${define})
    endforeach()

    get_filename_component(source "${file}" ABSOLUTE)
    get_filename_component(folder "${source}" DIRECTORY)
    if(arg_INCLUDES)
        set(folder "${arg_INCLUDES}")
    endif()
    file(GLOB_RECURSE includes CONFIGURE_DEPENDS "${folder}/*.glsl" "${folder}/*.inc" "${folder}/*.h")
    if(arg_EMBEDDED)
        set(package "${VITRINE_MATERIAL_DIR}/embedded/${name}.filamat")
    else()
        set(package "${VITRINE_MATERIAL_DIR}/${name}.filamat")
    endif()
    add_custom_command(OUTPUT "${package}"
        COMMAND "${CMAKE_COMMAND}" "-DMATC=${MATC}" -P "${VITRINE_RUN_MATC}" -- ${options} -o "${package}" "${source}"
        DEPENDS "${source}" ${includes} "${VITRINE_RUN_MATC}"
        WORKING_DIRECTORY "${folder}"
        COMMENT "Material ${name}"
        VERBATIM)
    add_custom_target(material_${name} DEPENDS "${package}")
    add_dependencies(materials material_${name})
    if(NOT arg_EMBEDDED)
        set_property(TARGET materials APPEND PROPERTY VITRINE_PACKAGES "${package}")
    endif()
endfunction()

# embed_materials(<library> <name>…)
#
# Compiles packages that add_material() made with EMBEDDED into a library: builtin.h has BUILTIN_<NAME>_DATA and _SIZE.
function(embed_materials library)
    set(generated "${CMAKE_CURRENT_BINARY_DIR}/generated")
    file(MAKE_DIRECTORY "${generated}")
    list(TRANSFORM ARGN REPLACE "(.+)" "${VITRINE_MATERIAL_DIR}/embedded/\\1.filamat" OUTPUT_VARIABLE packages)
    add_custom_command(OUTPUT "${generated}/builtin.h" "${generated}/builtin.c"
        COMMAND "${FILAMENT_RESGEN}" -x "${generated}" -p builtin -c ${packages}
        DEPENDS ${packages} COMMENT "Materials inside ${library}" VERBATIM)
    target_sources(${library} PRIVATE "${generated}/builtin.c" "${generated}/builtin.h")
    target_include_directories(${library} PRIVATE "${generated}")
endfunction()
