# SPDX-License-Identifier: GPL-3.0-or-later
# Every package the project uses. Debian names stand in `dev`.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql DBus Gui Widgets Charts PrintSupport Svg Test)
find_package(Qt6Keychain REQUIRED CONFIG)
find_package(simdjson REQUIRED CONFIG)
find_package(ZLIB REQUIRED)
find_package(tl-expected REQUIRED CONFIG)
find_package(PkgConfig REQUIRED)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
# libharu comes without a description for CMake or pkg-config.
find_path(HPDF_INCLUDE_DIR hpdf.h REQUIRED)
find_library(HPDF_LIBRARY hpdf REQUIRED)
if(QWATS_BUILD_BENCH) # peers and tools of tests/performance
    find_package(benchmark REQUIRED CONFIG)
    find_package(Poco REQUIRED CONFIG COMPONENTS Foundation)
    pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
endif()
