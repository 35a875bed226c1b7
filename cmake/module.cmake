# assetsodbc_module(NAME SOURCES... [DEPENDS ...] [PRIVATE_LIBS ...]): one static library per module folder, compiled with
# the project's warnings and sanitizers. Includes are written from the repository root.
function(assetsodbc_compile_options target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                             -Wnon-virtual-dtor -Woverloaded-virtual)
    if(ASSETSODBC_WARNINGS_AS_ERRORS)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    if(ASSETSODBC_SANITIZE)
        target_compile_options(${target} PUBLIC -fsanitize=${ASSETSODBC_SANITIZE} -fno-omit-frame-pointer
                                                -fno-sanitize-recover=all)
        target_link_options(${target} PUBLIC -fsanitize=${ASSETSODBC_SANITIZE})
    endif()
    if(ASSETSODBC_COVERAGE)
        target_compile_options(${target} PUBLIC --coverage)
        target_link_options(${target} PUBLIC --coverage)
    endif()
endfunction()

# What ships is made harder to exploit: checked copies, guarded stacks, addresses bound before anything runs.
function(assetsodbc_harden target)
    if(ASSETSODBC_SANITIZE OR NOT CMAKE_BUILD_TYPE MATCHES "^Rel")
        return()
    endif()
    target_compile_options(${target} PRIVATE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
    get_target_property(type ${target} TYPE)
    if(NOT type STREQUAL "STATIC_LIBRARY")
        target_link_options(${target} PRIVATE -Wl,-z,relro -Wl,-z,now)
    endif()
endfunction()

function(assetsodbc_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE_LIBS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_LIBS})
    assetsodbc_compile_options(${name})
    assetsodbc_harden(${name})
endfunction()

# assetsodbc_test(NAME LABEL label SOURCES... LIBS...): one gtest program, registered whole with CTest (one case per
# program keeps the start cost down; --gtest_filter picks single tests by hand).
# Without a place for cached metadata: a site of another run may have had the address of this one.
function(assetsodbc_test name)
    cmake_parse_arguments(ARG "" "LABEL" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gtest GTest::gmock GTest::gtest_main)
    assetsodbc_compile_options(${name})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 900
                         ENVIRONMENT "GTEST_OUTPUT=xml:${PROJECT_BINARY_DIR}/gtest-results/${name}.xml;XDG_CACHE_HOME=/dev/null/none")
endfunction()
