# SPDX-License-Identifier: GPL-3.0-or-later
# The window around the pages, and the first page. In the library of the pages, because the window makes them.
target_sources(qwats_ui_pages PRIVATE
    asset/assetexport.cpp diagnostics/diagnosticsexport.cpp product/productexport.cpp report/reportexport.cpp
    overview/figurestrip.cpp overview/figurestrip.h
    overview/overviewcard.cpp overview/overviewcard.h
    overview/overviewdata.cpp
    overview/overviewmodels.cpp overview/overviewmodels.h
    overview/overviewpage.cpp overview/overviewpage.h
    shell/alerts.cpp shell/alerts.h
    shell/exportactions.cpp shell/exportactions.h
    shell/mainwindow_actions.cpp shell/mainwindow_state.cpp
    shell/palettesearch.cpp shell/palettesearch.h
    shell/recentplaces.cpp shell/recentplaces.h
    shell/shortcutsheet.cpp shell/shortcutsheet.h
    shell/trayicon.cpp shell/trayicon.h)
target_link_libraries(qwats_ui_pages PUBLIC qwats_ui_export)
