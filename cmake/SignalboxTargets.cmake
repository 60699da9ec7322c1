# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of ours shares, and the three functions by which targets are made.

find_program(SIGNALBOX_CCACHE ccache)
if(SIGNALBOX_CCACHE)
    # The two options let ccache work with precompiled headers (ccache manual, "Precompiled headers").
    # Relative paths and no hash of the build folder: a second checkout finds what the first one compiled.
    set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${SIGNALBOX_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

add_library(signalbox_options INTERFACE)
target_compile_features(signalbox_options INTERFACE cxx_std_20)
target_compile_options(signalbox_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    -fPIC -fpch-preprocess -fno-plt -fstack-protector-strong # -fPIC everywhere: a precompiled header fits one setting
    $<$<BOOL:${SIGNALBOX_WERROR}>:-Werror>)
if(CMAKE_UNITY_BUILD)
    # In one unit with others every source seems to be a header of it, where an anonymous namespace would be wrong.
    target_compile_options(signalbox_options INTERFACE -Wno-subobject-linkage)
endif()
target_link_options(signalbox_options INTERFACE -Wl,-z,relro,-z,now)
find_program(SIGNALBOX_LLD ld.lld)
if(SIGNALBOX_LLD)
    target_link_options(signalbox_options INTERFACE -fuse-ld=lld)
endif()
if(SIGNALBOX_SANITIZE)
    target_compile_options(signalbox_options INTERFACE -fsanitize=${SIGNALBOX_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(signalbox_options INTERFACE -fsanitize=${SIGNALBOX_SANITIZE})
endif()

# Everything labelled "unit", for the build under sanitizers.
add_custom_target(unit_tests)

# Headers that nearly every file of a layer includes are compiled once, by the layer's lowest library, and shared with
# every target that links it: signalbox_base for app/ and its tests, platform for services/ and theirs.
function(signalbox_share_precompiled_headers name)
    foreach(owner IN ITEMS signalbox_base platform)
        if(NOT TARGET ${owner} OR name STREQUAL owner)
            continue()
        endif()
        get_target_property(headers ${owner} PRECOMPILE_HEADERS)
        get_property(folder TARGET ${owner} PROPERTY SOURCE_DIR)
        string(REGEX MATCH "/(app|services)/" layer "${folder}/")
        if(headers AND "${CMAKE_CURRENT_SOURCE_DIR}/" MATCHES "${layer}")
            target_precompile_headers(${name} REUSE_FROM ${owner})
        endif()
    endforeach()
endfunction()

# signalbox_add_library(<name> SOURCES … [LINK …] [PRIVATE …])
# One area of app/ or services/. LINK is the architecture: an area can use only what it links.
function(signalbox_add_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE} signalbox_options)
    signalbox_share_precompiled_headers(${name})
endfunction()

# What a user starts and the stack file names: all that `bootstrap.sh run` builds.
add_custom_target(programs)

# signalbox_add_program(<name> SOURCES … LINK …)
function(signalbox_add_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LINK} signalbox_options)
    signalbox_share_precompiled_headers(${name})
    if(NOT CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/")
        add_dependencies(programs ${name})
    endif()
endfunction()

# signalbox_add_test(<file> LABEL unit|gui|integration LINK … [SOURCES …] [TIMEOUT s])
# One executable a test file: they run in parallel and cannot disturb each other.
function(signalbox_add_test file)
    cmake_parse_arguments(arg "" "LABEL;TIMEOUT" "LINK;SOURCES;ENVIRONMENT" ${ARGN})
    get_filename_component(name ${file} NAME_WE)
    # moc by one command: AUTOMOC takes three steps a target, an eighth of the whole build.
    set(moc ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/${name}.moc)
    qt_generate_moc(${CMAKE_CURRENT_SOURCE_DIR}/${file} ${moc})
    add_executable(${name} ${file} ${arg_SOURCES} ${moc})
    set_source_files_properties(${moc} PROPERTIES HEADER_FILE_ONLY ON)
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests AUTOMOC OFF AUTOUIC OFF UNITY_BUILD OFF)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
    target_link_libraries(${name} PRIVATE ${arg_LINK} test_paths Qt6::Test signalbox_options)
    signalbox_share_precompiled_headers(${name})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    set_tests_properties(${name} PROPERTIES
        LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0;${arg_ENVIRONMENT}")
    if(arg_LABEL STREQUAL "unit")
        add_dependencies(unit_tests ${name})
    endif()
    if(arg_LABEL STREQUAL "integration")
        set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
    endif()
endfunction()
