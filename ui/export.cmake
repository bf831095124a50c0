# SPDX-License-Identifier: GPL-3.0-or-later
# Getting data out: CSV, PDF, print. Takes rows and knows no domain.
qwats_library(qwats_ui_export
    SOURCES
        export/csv.cpp export/csv.h
        export/exportjob.cpp export/exportjob.h
        export/exportsinks.cpp
        export/exportsource.cpp export/exportsource.h
        export/paper.cpp export/paper.h
    LINKS qwats_ui_kit qwats_session Qt6::PrintSupport)
