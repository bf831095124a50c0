# SPDX-License-Identifier: GPL-3.0-or-later
# Tables and trees. qwats_table_gallery paints them in both themes to PNG files; it is not installed.
set(here "${CMAKE_CURRENT_LIST_DIR}")
add_executable(qwats_table_gallery ${here}/tablegallery.cpp ${here}/tablesamples.cpp ${here}/tablesamples.h)
target_link_libraries(qwats_table_gallery PRIVATE qwats_ui_delegates Qt6::Test qwats_warnings)

qwats_add_test(tst_delegates SOURCES ${here}/tst_delegates.cpp ${here}/tablesamples.cpp ${here}/tablesamples.h
    LINKS qwats_ui_delegates)
qwats_add_test(tst_tableviews SOURCES ${here}/tst_tableviews.cpp ${here}/tablesamples.cpp ${here}/tablesamples.h
    LINKS qwats_ui_delegates)
qwats_add_test(tst_treeviews SOURCES ${here}/tst_treeviews.cpp ${here}/tablesamples.cpp ${here}/tablesamples.h
    LINKS qwats_ui_delegates)
