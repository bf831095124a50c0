# SPDX-License-Identifier: GPL-3.0-or-later
qwats_library(qwats_domains
    SOURCES
        json/jsonvalue.cpp json/jsonvalue.h json/namedtags.h json/saved.h json/tagchanges.h
        analytics/alarmjson.cpp analytics/analytics.h analytics/analyticsjson.cpp analytics/analyticsjson.h analytics/analyticsrows.cpp
        analytics/analyticsservice.cpp analytics/analyticsservice.h analytics/groupjson.h analytics/measuredstatistics.cpp
        analytics/measuredstatistics.h analytics/measurementjson.cpp
        analytics/steppath.cpp analytics/steppath.h analytics/watsfilter.cpp analytics/watsfilter.h
        asset/asset.h asset/assetcommands.cpp asset/assetcommands.h asset/assetedit.cpp asset/assetedit.h asset/assethealth.cpp asset/assethealth.h
        asset/assetjson.cpp asset/assetjson.h asset/assetservice.cpp asset/assetservice.h asset/assetwrites.cpp
        process/process.h process/processjson.cpp process/processjson.h process/processservice.cpp process/processservice.h
        product/boxbuildjson.cpp product/product.h product/productcommands.cpp product/productcommands.h product/productedit.cpp product/productedit.h
        product/productjson.cpp product/productjson.h product/productservice.cpp product/productservice.h product/productwrites.cpp
        production/productioncommands.cpp production/productioncommands.h production/productionjson.cpp production/productionjson.h
        production/productionservice.cpp production/productionservice.h production/serialnumber.h production/serialnumberjson.cpp
        production/unit.h
        report/propertyjson.cpp report/report.h report/reportcommands.cpp report/reportcommands.h report/reportfilter.cpp report/reportfilter.h
        report/reportheader.h report/reportheaderjson.cpp report/reportjson.cpp report/reportjson.h report/reportupload.cpp report/reportupload.h
        report/reportservice.cpp report/reportservice.h report/reportwords.cpp report/stepjson.cpp report/stepjson.h
        software/software.h software/softwarejson.cpp software/softwarejson.h software/softwareservice.cpp
        software/softwareservice.h
    LINKS qwats_engine simdjson::simdjson)
