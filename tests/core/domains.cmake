# SPDX-License-Identifier: GPL-3.0-or-later
qwats_add_test(tst_jsonvalue SOURCES json/tst_jsonvalue.cpp LINKS qwats_domains)
qwats_add_test(tst_asset SOURCES asset/tst_asset.cpp LINKS qwats_domains)
qwats_add_test(tst_assethealth SOURCES asset/tst_assethealth.cpp LINKS qwats_domains)
qwats_add_test(tst_product SOURCES product/tst_product.cpp LINKS qwats_domains)
qwats_add_test(tst_reportheaders SOURCES report/tst_reportheaders.cpp LINKS qwats_domains)
qwats_add_test(tst_reportjson SOURCES report/tst_reportjson.cpp LINKS qwats_domains)
