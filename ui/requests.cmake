# SPDX-License-Identifier: GPL-3.0-or-later
# The page of requests.
target_sources(qwats_ui_pages PRIVATE
    requests/requestdetail.cpp requests/requestdetail.h
    requests/requestfilter.cpp requests/requestfilter.h
    requests/requestsmodel.cpp requests/requestsmodel.h
    requests/requestspage.cpp requests/requestspage.h requests/requestspage_parts.cpp requests/requestspage_state.cpp
    requests/requestwords.cpp requests/requestwords.h
    requests/waterfall.cpp requests/waterfall.h)
