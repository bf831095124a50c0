# SPDX-License-Identifier: GPL-3.0-or-later
# The look: tokens, style, icons, and the widgets every page is built of. Knows no domain.
qwats_library(qwats_ui_kit
    SOURCES
        theme/focusring.cpp theme/focusring.h
        theme/icon.cpp
        theme/qwatsstyle.cpp theme/qwatsstyle.h
        theme/status.cpp theme/status.h
        theme/stylepainter.cpp theme/stylepainter.h theme/stylepainter_views.cpp
        theme/systemscheme.cpp theme/systemscheme.h
        theme/theme.cpp theme/theme.h
        theme/tokens.cpp theme/tokens.h
        widgets/accessible.cpp widgets/accessible.h
        widgets/actiondialog.cpp widgets/actiondialog.h
        widgets/bulkbar.cpp widgets/bulkbar.h
        widgets/chipbar.cpp widgets/chipbar.h
        widgets/counttabs.cpp widgets/counttabs.h
        widgets/dataagelabel.cpp widgets/dataagelabel.h
        widgets/detailpane.cpp widgets/detailpane.h
        widgets/facts.cpp widgets/facts.h
        widgets/filterfield.cpp widgets/filterfield.h
        widgets/ink.cpp widgets/ink.h
        widgets/navigationrail.cpp widgets/navigationrail.h
        widgets/notices.cpp widgets/notices.h
        widgets/pageheader.cpp widgets/pageheader.h
        widgets/secondtick.cpp widgets/secondtick.h
        widgets/segmentedcontrol.cpp widgets/segmentedcontrol.h
        widgets/statepage.cpp widgets/statepage.h
        widgets/statusbar.cpp widgets/statusbar.h
        widgets/toast.cpp widgets/toast.h
        widgets/topbar.cpp widgets/topbar.h
        widgets/words.cpp widgets/words.h
    LINKS Qt6::Core Qt6::Gui Qt6::Widgets Qt6::Svg Qt6::DBus)

# The icons go into the library itself; their paths in the program are :/qwats/icons/<name>.svg.
file(GLOB qwats_icons CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/resources"
    "${PROJECT_SOURCE_DIR}/resources/icons/*.svg" "${PROJECT_SOURCE_DIR}/resources/icons/status/*.svg"
    "${PROJECT_SOURCE_DIR}/resources/icons/app/*.svg")
list(TRANSFORM qwats_icons PREPEND "${PROJECT_SOURCE_DIR}/resources/")
qt_add_resources(qwats_ui_kit qwats_icons PREFIX /qwats BASE "${PROJECT_SOURCE_DIR}/resources" FILES ${qwats_icons})
