# SPDX-License-Identifier: GPL-3.0-or-later
qwats_library(qwats_session
    SOURCES session/connectiontest.cpp session/connectiontest.h session/serverversion.cpp session/serverversion.h
            session/session.cpp session/session.h
    LINKS qwats_domains qwats_engine qwats_tools Qt6::Core)

# Everything without a screen.
add_library(qwats_core INTERFACE)
target_link_libraries(qwats_core INTERFACE qwats_session qwats_domains qwats_engine qwats_credentials qwats_tools)
