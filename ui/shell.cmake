# SPDX-License-Identifier: GPL-3.0-or-later
# The window around the pages, and the first page. In the library of the pages, because the window makes them.
target_link_libraries(qwats_ui_pages PUBLIC qwats_ui_export)
