# SPDX-License-Identifier: GPL-3.0-or-later
# Plots on one time axis. Takes plain values and knows no domain.
qwats_library(qwats_ui_charts
    SOURCES
        charts/callsplot.cpp charts/callsplot.h
        charts/chartlayer.cpp charts/chartlayer.h
        charts/diagnosticsplots.cpp charts/diagnosticsplots.h
        charts/heatramp.cpp charts/heatramp.h
        charts/latencyplot.cpp charts/latencyplot.h
        charts/markerstrip.cpp charts/markerstrip.h
        charts/memoryplot.cpp charts/memoryplot.h
        charts/plotpaint.cpp charts/plotpaint.h
        charts/plotwidget.cpp charts/plotwidget.h charts/plotwidget_paint.cpp
        charts/seriesplot.cpp charts/seriesplot.h charts/seriesplot_paint.cpp
        charts/stackedoutcomeplot.cpp charts/stackedoutcomeplot.h
        charts/timeaxisgroup.cpp charts/timeaxisgroup.h
        charts/timebuckets.cpp charts/timebuckets.h
        charts/trendplot.cpp charts/trendplot.h charts/trendplot_paint.cpp
        charts/valueaxis.cpp charts/valueaxis.h
    LINKS qwats_ui_kit Qt6::Charts)
