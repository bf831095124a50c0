# SPDX-License-Identifier: GPL-3.0-or-later
# The page of requests and its files.
qwats_add_test(tst_harfile SOURCES "${CMAKE_CURRENT_LIST_DIR}/requests/tst_harfile.cpp" LINKS qwats_tools)
qwats_add_test(tst_requestspage SOURCES "${CMAKE_CURRENT_LIST_DIR}/requests/tst_requestspage.cpp"
    LINKS qwats_ui_pages qwats_demo)
