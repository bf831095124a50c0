# SPDX-License-Identifier: GPL-3.0-or-later
# How every target of the project is compiled. Linked by name: qwats_warnings.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF) # no target generates headers for another, so moc need not wait for the libraries

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
# Line tables are enough for stack traces; full debug info doubles link time and disk.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_program(QWATS_CCACHE ccache)
if(QWATS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${QWATS_CCACHE}")
endif()

option(QWATS_WERROR "Treat warnings as errors" ON)
set(QWATS_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")

add_library(qwats_warnings INTERFACE)
target_include_directories(qwats_warnings INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(qwats_warnings INTERFACE
    -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wnull-dereference
    $<$<BOOL:${QWATS_WERROR}>:-Werror>
    -fstack-protector-strong)
target_compile_definitions(qwats_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS_IN_HEADERS
    QT_NO_FOREACH QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QWATS_VERSION="${PROJECT_VERSION}"
    $<$<CONFIG:RelWithDebInfo,Release>:_FORTIFY_SOURCE=2>)
target_link_options(qwats_warnings INTERFACE -Wl,-z,relro,-z,now,--as-needed)
if(QWATS_SANITIZE)
    add_compile_options(-fsanitize=${QWATS_SANITIZE} -fno-omit-frame-pointer -O1 -U_FORTIFY_SOURCE)
    add_link_options(-fsanitize=${QWATS_SANITIZE})
endif()

# Several sources are compiled as one unit (a third of the time, for Qt's headers are read once): two files of a library must
# not give the same name to something of their own. CMAKE_UNITY_BUILD=OFF compiles them apart, better while working on one.
option(CMAKE_UNITY_BUILD "Compile several sources as one" ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
if(CMAKE_UNITY_BUILD)
    # A private class with members of local types is defined once; g++ warns because it is not in the main file of the unit.
    add_compile_options(-Wno-subobject-linkage)
endif()

# qwats_library(<name> SOURCES … LINKS …): a static library of one folder or layer.
function(qwats_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ${arg_LINKS} qwats_warnings)
endfunction()
