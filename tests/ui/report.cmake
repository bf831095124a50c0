# SPDX-License-Identifier: GPL-3.0-or-later
# The view of one report, its files, and reports side by side.
set(here "${CMAKE_CURRENT_LIST_DIR}/report")
qwats_add_test(tst_reportcomparison SOURCES ${here}/tst_reportcomparison.cpp ${here}/samples.h LINKS qwats_ui_pages)
qwats_add_test(tst_reportfiles SOURCES ${here}/tst_reportfiles.cpp LINKS qwats_ui_pages)
qwats_add_test(tst_seriesplot SOURCES ${here}/tst_seriesplot.cpp LINKS qwats_ui_charts)
qwats_add_test(tst_stepspanel SOURCES ${here}/tst_stepspanel.cpp ${here}/samples.h LINKS qwats_ui_pages)
qwats_add_test(tst_reportview SOURCES ${here}/tst_reportview.cpp ${here}/wholereports.h
    LINKS qwats_ui_pages qwats_demo TIMEOUT 180)

# Paints the view in its states to PNG files in the folder named by QWATS_PICTURES; not installed.
add_executable(qwats_report_view_pictures ${here}/reportviewpictures.cpp ${here}/wholereports.h)
target_link_libraries(qwats_report_view_pictures PRIVATE qwats_ui_pages qwats_demo Qt6::Test qwats_warnings)
