# SPDX-License-Identifier: GPL-3.0-or-later
# The pages of the program and the window around them.
qwats_library(qwats_ui_pages
    SOURCES
        asset/assetactions.cpp asset/assetactions.h asset/assetactions_edit.cpp asset/assetdetail.cpp asset/assetdetail.h
        asset/asseteditdialog.cpp asset/asseteditdialog.h asset/assetfilespanel.cpp asset/assetfilespanel.h
        asset/assetlogmodel.cpp asset/assetlogmodel.h asset/assetsmodel.cpp asset/assetsmodel.h asset/assetspage.cpp
        asset/assetspage.h asset/assetusagemodel.cpp asset/assetusagemodel.h
        asset/gaugepanel.cpp asset/gaugepanel.h
        paging/pagedlist.cpp paging/pagedlist.h paging/windowedlist.cpp paging/windowedlist.h
        product/bommodel.cpp product/bommodel.h product/productdetail.cpp product/productdetail.h product/productlistmodel.cpp
        product/productactions.cpp product/productactions.h product/productactions_build.cpp product/bomeditdialog.cpp
        product/bomeditdialog.h product/producteditdialog.cpp product/producteditdialog.h product/productpanels.cpp
        product/productpanels.h
        product/productlistmodel.h product/productspage.cpp product/productspage.h
        report/filenames.cpp report/filenames.h report/savefile.cpp report/savefile.h
        report/measurementview.cpp report/measurementview.h report/measurementviewparts.cpp
        report/fieldflow.cpp report/fieldflow.h report/filtercause.cpp report/filtercause.h report/filterpopup.cpp
        report/filterpopup.h report/newreports.cpp report/newreports.h report/reportcolumns.cpp report/reportcriteria.cpp
        report/reportcriteria.h report/reportfilterbar.cpp report/reportfilterbar.h report/reportlist.cpp
        report/reportlist.h report/reportliststates.cpp report/reportperiod.cpp report/reportperiod.h
        report/savedfilters.cpp report/savedfilters.h settings/profilememory.cpp settings/profilememory.h
        report/reportsmodel.cpp report/reportsmodel.h report/reportspage.cpp report/reportspage.h report/reportview.cpp
        report/reportview.h report/steptreemodel.cpp report/steptreemodel.h
        report/choosefile.cpp report/choosefile.h report/comparetray.cpp report/comparetray.h
        report/comparisonmodel.cpp report/comparisonmodel.h report/comparisonview.cpp report/comparisonview.h
        report/filepreview.cpp report/filepreview.h report/filespanel.cpp report/filespanel.h
        report/measuredtext.cpp report/measuredtext.h report/measurementsmodel.cpp report/measurementsmodel.h
        report/pictureview.cpp report/pictureview.h report/propertytree.cpp report/propertytree.h
        report/reportcomparison.cpp report/reportcomparison.h report/reportfacts.cpp report/reportfacts.h
        report/reportsheets.cpp report/reportsheets.h report/reporttables.cpp report/reporttables.h
        report/reporttransfers.cpp report/reporttransfers.h
        report/stepdetail.cpp report/stepdetail.h
        report/stepspanel.cpp report/stepspanel.h report/transferbar.cpp report/transferbar.h
        report/unithistory.cpp report/unithistory.h
        connection/connectionfields.cpp connection/connectionfields.h connection/connectionform.cpp
        connection/connectionform.h connection/connectionsdialog.cpp connection/connectionsdialog.h
        connection/firstrunpage.cpp connection/firstrunpage.h connection/profiledraft.cpp connection/profiledraft.h
        connection/profilesmodel.cpp connection/profilesmodel.h connection/secretswriter.cpp connection/secretswriter.h
        connection/testresultpanel.cpp connection/testresultpanel.h
        diagnostics/diagnosticspage.cpp diagnostics/diagnosticspage.h diagnostics/metricsbuckets.cpp diagnostics/metricsbuckets.h
        settings/cachesettingsdialog.cpp settings/cachesettingsdialog.h settings/durationtext.cpp settings/durationtext.h
        shell/commandpalette.cpp shell/commandpalette.h shell/impact.cpp shell/impact.h shell/tagtable.cpp shell/tagtable.h shell/mainwindow.cpp shell/mainwindow.h shell/navigationhistory.h
        shell/page.cpp shell/page.h shell/viewstate.cpp shell/viewstate.h
    LINKS qwats_ui_charts qwats_ui_delegates qwats_ui_kit qwats_session qwats_credentials)
