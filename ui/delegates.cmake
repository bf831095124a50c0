# SPDX-License-Identifier: GPL-3.0-or-later
# Tables, trees and lists: the views, and the delegates that paint their rows. Knows no domain.
qwats_library(qwats_ui_delegates
    SOURCES
        delegates/cellfonts.cpp delegates/cellfonts.h
        delegates/cellpainter.cpp delegates/cellpainter.h
        delegates/columnchooser.cpp delegates/columnchooser.h
        delegates/columnlayout.cpp delegates/columnlayout.h
        delegates/copytext.cpp delegates/copytext.h
        delegates/denselistview.cpp delegates/denselistview.h
        delegates/densetableview.cpp delegates/densetableview.h
        delegates/densetreeview.cpp delegates/densetreeview.h
        delegates/historystrip.cpp delegates/historystrip.h
        delegates/limitbardelegate.cpp delegates/limitbardelegate.h
        delegates/roles.cpp delegates/roles.h
        delegates/rowdelegate.cpp delegates/rowdelegate.h
        delegates/rowview.cpp delegates/rowview.h
        delegates/tablefooter.cpp delegates/tablefooter.h
        delegates/twolinedelegate.cpp delegates/twolinedelegate.h
        delegates/usagebardelegate.cpp delegates/usagebardelegate.h
    LINKS qwats_ui_kit)
