# SPDX-License-Identifier: GPL-3.0-or-later
qwats_library(qwats_tools
    SOURCES
        result/result.cpp result/result.h
        time/clock.cpp time/clock.h time/timestamp.cpp time/timestamp.h
        metrics/harfile.cpp metrics/harfile.h metrics/harreader.cpp
        metrics/latencyhistogram.cpp metrics/latencyhistogram.h
        metrics/manycalls.cpp metrics/manycalls.h
        metrics/metricsrecorder.cpp metrics/metricsrecorder.h
        metrics/requestlog.cpp metrics/requestlog.h
        cache/outcome.cpp cache/outcome.h
        cache/cachepolicy.cpp cache/cachepolicy.h
        settings/atomicfile.cpp settings/atomicfile.h
        settings/folders.cpp settings/folders.h
        settings/jsonfile.cpp settings/jsonfile.h
        settings/policyproblems.cpp settings/policyproblems.h
        settings/profile.cpp settings/profile.h
        settings/setting.h
        settings/settings.cpp settings/settings.h
        settings/settingsvalues.cpp settings/settingsvalues.h
    LINKS Qt6::Core tl::expected)

qwats_library(qwats_credentials
    SOURCES
        credentials/credentialstore.cpp credentials/credentialstore.h
        credentials/keychaincall.cpp credentials/keychaincall.h
    LINKS qwats_tools Qt6::DBus Qt6Keychain::Qt6Keychain)
