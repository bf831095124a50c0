# SPDX-License-Identifier: GPL-3.0-or-later
# Plots. qwats_chart_gallery paints them in both themes to PNG files; it is not installed.
set(here "${CMAKE_CURRENT_LIST_DIR}")
add_executable(qwats_chart_gallery ${here}/chartgallery.cpp ${here}/chartsamples.cpp ${here}/chartsamples.h)
target_link_libraries(qwats_chart_gallery PRIVATE qwats_ui_charts qwats_warnings)

qwats_add_test(tst_charts SOURCES ${here}/tst_charts.cpp ${here}/chartsamples.cpp ${here}/chartsamples.h
    LINKS qwats_ui_charts)
qwats_add_test(tst_plots SOURCES ${here}/tst_plots.cpp ${here}/chartsamples.cpp ${here}/chartsamples.h
    LINKS qwats_ui_charts)
