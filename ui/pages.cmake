# SPDX-License-Identifier: GPL-3.0-or-later
# The pages of the program and the window around them.
qwats_library(qwats_ui_pages
    SOURCES
        asset/assetactiondialog.cpp asset/assetactiondialog.h asset/assetdetail.cpp asset/assetdetail.h asset/assetlogmodel.cpp
        asset/assetlogmodel.h asset/assetsmodel.cpp asset/assetsmodel.h asset/assetspage.cpp asset/assetspage.h
        asset/gaugepanel.cpp asset/gaugepanel.h
        paging/pagedlist.cpp paging/pagedlist.h
        product/bommodel.cpp product/bommodel.h product/productdetail.cpp product/productdetail.h product/productlistmodel.cpp
        product/productlistmodel.h product/productspage.cpp product/productspage.h
        report/reportsmodel.cpp report/reportsmodel.h report/reportspage.cpp report/reportspage.h report/reportview.cpp
        report/reportview.h report/steptreemodel.cpp report/steptreemodel.h
        connection/connectionfields.cpp connection/connectionfields.h connection/connectionform.cpp
        connection/connectionform.h connection/connectionsdialog.cpp connection/connectionsdialog.h
        connection/firstrunpage.cpp connection/firstrunpage.h connection/profiledraft.cpp connection/profiledraft.h
        connection/profilesmodel.cpp connection/profilesmodel.h connection/secretswriter.cpp connection/secretswriter.h
        connection/testresultpanel.cpp connection/testresultpanel.h
        diagnostics/diagnosticspage.cpp diagnostics/diagnosticspage.h diagnostics/metricsbuckets.cpp diagnostics/metricsbuckets.h
        settings/cachesettingsdialog.cpp settings/cachesettingsdialog.h settings/durationtext.cpp settings/durationtext.h
        shell/commandpalette.cpp shell/commandpalette.h shell/impact.cpp shell/impact.h shell/mainwindow.cpp shell/mainwindow.h shell/navigationhistory.h
        shell/page.cpp shell/page.h shell/viewstate.cpp shell/viewstate.h
    LINKS qwats_ui_charts qwats_ui_delegates qwats_ui_kit qwats_session qwats_credentials)
