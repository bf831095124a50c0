# SPDX-License-Identifier: GPL-3.0-or-later
# The list of reports: filters, endless table, new rows, and one measurement over many units.
set(reports "${CMAKE_CURRENT_LIST_DIR}/reports")
qwats_add_test(tst_windowedlist SOURCES ${reports}/tst_windowedlist.cpp LINKS qwats_ui_pages qwats_testsupport)
qwats_add_test(tst_reportcriteria SOURCES ${reports}/tst_reportcriteria.cpp LINKS qwats_ui_pages)
qwats_add_test(tst_reportlist SOURCES ${reports}/tst_reportlist.cpp LINKS qwats_ui_pages qwats_demo TIMEOUT 120)
qwats_add_test(tst_measurementview SOURCES ${reports}/tst_measurementview.cpp LINKS qwats_ui_pages qwats_demo)

# Paints the list in its states to PNG files in the folder named by QWATS_PICTURES; not installed.
add_executable(qwats_report_pictures ${reports}/reportpictures.cpp)
target_link_libraries(qwats_report_pictures PRIVATE qwats_ui_pages qwats_demo Qt6::Test qwats_warnings)
# g++ 12 follows look-ups into their "not found" ends; the tests fail loudly there anyway.
set_source_files_properties(${reports}/tst_reportlist.cpp ${reports}/tst_measurementview.cpp ${reports}/reportpictures.cpp
    PROPERTIES COMPILE_OPTIONS -Wno-null-dereference)
