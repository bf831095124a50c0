# SPDX-License-Identifier: GPL-3.0-or-later
# The view of one report, its files, and reports side by side.
set(here "${CMAKE_CURRENT_LIST_DIR}/report")
qwats_add_test(tst_reportcomparison SOURCES ${here}/tst_reportcomparison.cpp ${here}/samples.h LINKS qwats_ui_pages)
qwats_add_test(tst_reportfiles SOURCES ${here}/tst_reportfiles.cpp LINKS qwats_ui_pages)
qwats_add_test(tst_stepspanel SOURCES ${here}/tst_stepspanel.cpp ${here}/samples.h LINKS qwats_ui_pages)
