# SPDX-License-Identifier: GPL-3.0-or-later
qwats_library(qwats_engine
    SOURCES
        cache/cacheshard.cpp cache/cacheshard.h cache/cachekey.cpp cache/cachekey.h cache/cachenode.h cache/departures.h cache/memoise.h cache/ttlcache.cpp cache/ttlcache.h
        http/circuitbreaker.h http/command.h http/dependency.cpp http/dependency.h http/engine.cpp http/engine.h http/fetched.h http/fetchmany.h http/fetcher.cpp http/fetcher.h
        http/flight.h http/gathering.cpp http/landing.cpp http/seeds.h http/serverwatch.cpp http/httperror.cpp http/httperror.h http/inflate.cpp http/inflate.h http/livequery.cpp http/livequery.h
        http/networkcall.cpp http/networkcall.h http/query.h http/retry.cpp http/retry.h http/savemany.h http/serverstate.h
        http/singledelivery.h http/slidingbudget.h http/target.cpp http/target.h http/transport.cpp http/transport.h
        http/transportsettings.h
        trace/accesstrace.cpp trace/accesstrace.h trace/recordedtrace.cpp trace/recordedtrace.h
        trace/reusecurve.cpp trace/reusecurve.h trace/reusestack.h trace/tracefile.cpp trace/tracefile.h trace/tracereplay.cpp
        trace/tracereplay.h trace/whatif.cpp trace/whatif.h
    LINKS qwats_tools Qt6::Core Qt6::Network ZLIB::ZLIB)
