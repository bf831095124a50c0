# SPDX-License-Identifier: GPL-3.0-or-later
# Cache settings, connection and diagnostics.
foreach(name cachesettingsedits connectionrules diagnosticspage)
    qwats_add_test(tst_${name} SOURCES "${CMAKE_CURRENT_LIST_DIR}/tst_${name}.cpp" LINKS qwats_ui_pages qwats_testsupport)
endforeach()

# Paints the same screens in both themes to PNG files in the folder named by QWATS_PICTURES; not installed.
add_executable(qwats_sys_pictures "${CMAKE_CURRENT_LIST_DIR}/syspictures.cpp")
target_link_libraries(qwats_sys_pictures PRIVATE qwats_ui_pages Qt6::Test qwats_warnings)
