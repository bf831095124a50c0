// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/qwatsstyle.h"

#include "ui/theme/stylepainter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ink.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QScrollBar>
#include <QSlider>
#include <QSplitterHandle>
#include <QStyleFactory>
#include <QTabBar>
#include <QTreeView>

namespace qwats::ui {

using namespace Qt::StringLiterals;

namespace {

/// The tokens for what is being painted; options carry the palette where no widget is known.
const Tokens &tokensFor(const QStyleOption *option, const QWidget *widget)
{
    if (widget)
        return Theme::of(widget);
    return option ? Theme::tokens(Theme::kindOf(option->palette)) : Theme::of(nullptr);
}

bool isComboList(const QWidget *widget)
{
    return widget && widget->parentWidget() && widget->parentWidget()->inherits("QComboBoxPrivateContainer");
}

bool isBad(const QWidget *widget)
{
    return widget && widget->property("bad").toBool();
}

/// Ground of a row in lists that have no delegate of their own.
void itemGround(const QStyleOptionViewItem *item, QPainter *painter, const Tokens &t)
{
    if (item->state.testFlag(QStyle::State_Selected)) {
        const bool focus = item->state.testFlag(QStyle::State_Active) && item->state.testFlag(QStyle::State_HasFocus);
        painter->fillRect(item->rect,
                          focus || item->state.testFlag(QStyle::State_Active) ? t.selection : t.selectionOff);
    } else if (item->state.testFlag(QStyle::State_MouseOver) && item->state.testFlag(QStyle::State_Enabled)) {
        painter->fillRect(item->rect, t.hover);
    } else if (item->backgroundBrush.style() != Qt::NoBrush) {
        painter->fillRect(item->rect, item->backgroundBrush);
    }
}

void innerFocus(const QStyleOption *option, QPainter *painter, const QWidget *widget, const Tokens &t)
{
    // Controls wear the ring of FocusRing, outside their outline.
    if (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget))
        return;
    painter->save();
    painter->setPen(t.accent);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void framedGround(const QStyleOption *option, QPainter *painter, const QColor &ground, const Tokens &t)
{
    painter->fillRect(option->rect, ground);
    for (const Qt::Edge edge : {Qt::TopEdge, Qt::BottomEdge, Qt::LeftEdge, Qt::RightEdge})
        paintHairline(painter, option->rect, edge, mixed(t.border, t.hairline, 0.35));
}

} // namespace

QwatsStyle::QwatsStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void QwatsStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const Tokens &t = tokensFor(option, widget);
    switch (element) {
    case PE_PanelButtonCommand: return stylepaint::buttonPanel(option, painter, widget, t);
    case PE_PanelButtonTool: return stylepaint::toolPanel(option, painter, t);
    case PE_FrameLineEdit: return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            stylepaint::fieldPanel(option, painter, t, isBad(widget));
        return;
    case PE_IndicatorCheckBox: return stylepaint::checkBox(option, painter, t);
    case PE_IndicatorItemViewItemCheck: return stylepaint::checkBox(option, painter, t);
    case PE_IndicatorRadioButton: return stylepaint::radio(option, painter, t);
    case PE_FrameFocusRect: return innerFocus(option, painter, widget, t);
    case PE_FrameDefaultButton: return;
    case PE_IndicatorHeaderArrow: return; // the header label paints it beside the text
    case PE_IndicatorBranch: return stylepaint::branch(option, painter, t);
    case PE_PanelTipLabel: return framedGround(option, painter, t.raised, t);
    case PE_PanelMenu: return painter->fillRect(option->rect, t.raised);
    case PE_PanelScrollAreaCorner: return painter->fillRect(option->rect, t.base);
    case PE_FrameMenu: return framedGround(option, painter, t.raised, t);
    case PE_FrameTabBarBase: return paintHairline(painter, option->rect, Qt::BottomEdge, t.hairline);
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option); item && !isComboList(widget))
            return itemGround(item, painter, t);
        break;
    case PE_PanelItemViewRow:
        // A tree's row is more than its items: the tint goes under the branches too.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
            item && qobject_cast<const QTreeView *>(widget) && item->state.testFlag(State_Selected)) {
            itemGround(item, painter, t);
            const QRect bar(item->rect.x(), item->rect.y(), 3, item->rect.height());
            if (item->rect.x() <= 0)
                painter->fillRect(bar, item->state.testFlag(State_Active) ? t.accent : t.border);
        }
        return;
    case PE_IndicatorArrowDown: return stylepaint::chevron(painter, option->rect, Qt::DownArrow, t.muted);
    case PE_IndicatorArrowUp: return stylepaint::chevron(painter, option->rect, Qt::UpArrow, t.muted);
    case PE_IndicatorArrowRight: return stylepaint::chevron(painter, option->rect, Qt::RightArrow, t.muted);
    case PE_IndicatorArrowLeft: return stylepaint::chevron(painter, option->rect, Qt::LeftArrow, t.muted);
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void QwatsStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const Tokens &t = tokensFor(option, widget);
    switch (element) {
    case CE_PushButtonBevel: return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        return stylepaint::buttonLabel(static_cast<const QStyleOptionButton *>(option), painter, widget, t);
    case CE_FocusFrame: return stylepaint::focusFrame(option->rect, painter, t);
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return stylepaint::headerSection(header, painter, t);
        break;
    case CE_HeaderEmptyArea: return painter->fillRect(option->rect, t.alt);
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option); header && header->icon.isNull())
            return stylepaint::headerLabel(header, painter, t);
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return stylepaint::tabShape(tab, painter, t);
        break;
    case CE_Splitter: return stylepaint::splitter(option, painter, t);
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return stylepaint::progressBar(bar, painter, t);
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return stylepaint::menuItem(item, painter, widget, t);
        break;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option); item && !isComboList(widget)) {
            QStyleOptionViewItem plain(*item);
            plain.palette.setColor(QPalette::HighlightedText, t.text);
            return QProxyStyle::drawControl(element, &plain, painter, widget);
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void QwatsStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    const Tokens &t = tokensFor(option, widget);
    const bool enabled = option->state.testFlag(State_Enabled);
    const QColor mark = enabled ? t.muted : t.disabled;
    if (control == CC_ComboBox) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (!combo || combo->frame)
            stylepaint::fieldPanel(option, painter, t, isBad(widget));
        const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        return stylepaint::chevron(painter, arrow, Qt::DownArrow, mark);
    }
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (!spin || spin->frame)
            stylepaint::fieldPanel(option, painter, t, isBad(widget));
        if (spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons)
            return;
        const bool upOn = spin && spin->stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled);
        const bool downOn = spin && spin->stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled);
        stylepaint::chevron(painter, subControlRect(control, option, SC_SpinBoxUp, widget), Qt::UpArrow,
                            upOn ? mark : t.disabled);
        return stylepaint::chevron(painter, subControlRect(control, option, SC_SpinBoxDown, widget), Qt::DownArrow,
                                   downOn ? mark : t.disabled);
    }
    if (control == CC_ToolButton) {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        const bool plain = button && button->arrowType == Qt::NoArrow
            && button->toolButtonStyle != Qt::ToolButtonTextUnderIcon
            && !(button->features & QStyleOptionToolButton::MenuButtonPopup);
        if (plain)
            return stylepaint::toolButton(button, painter, t);
    }
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return stylepaint::scrollBar(bar, subControlRect(control, option, SC_ScrollBarSlider, widget), painter, t);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect QwatsStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                 const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar) {
        const QRect made = QProxyStyle::subControlRect(control, option, subControl, widget);
        const bool editField = (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
            || (control == CC_SpinBox && subControl == SC_SpinBoxEditField);
        return editField ? made.adjusted(5, 0, 0, 0) : made;
    }
    // No arrow buttons: the groove is the whole bar.
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const int range = bar->maximum - bar->minimum;
    int handle = length;
    if (range > 0)
        handle = std::max(28, int(qint64(bar->pageStep) * length / (qint64(range) + bar->pageStep)));
    handle = std::min(handle, length);
    const int start
        = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
    const auto along = [&](int from, int size) {
        return upright ? QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), size)
                       : QRect(bar->rect.x() + from, bar->rect.y(), size, bar->rect.height());
    };
    switch (subControl) {
    case SC_ScrollBarSlider: return along(start, handle);
    case SC_ScrollBarGroove: return bar->rect;
    case SC_ScrollBarSubPage: return along(0, start);
    case SC_ScrollBarAddPage: return along(start + handle, length - start - handle);
    default: return {};
    }
}

QRect QwatsStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_PushButtonContents || element == SE_PushButtonFocusRect)
        return option->rect;
    const QRect made = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return made.adjusted(6, 0, -6, 0);
    return made;
}

namespace {

QSize buttonSize(const QStyleOption *option, const QSize &contents, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const auto role = stylepaint::roleOf(widget);
    const bool small = stylepaint::isSmall(widget);
    const int height = small ? 26 : 30;
    if (!button || !widget)
        return {contents.width() + 24, height};
    QFont font = widget->font();
    font.setWeight(role == stylepaint::ButtonRole::Primary ? QFont::DemiBold : QFont::Medium);
    const QFontMetrics metrics(font);
    int width = metrics.size(Qt::TextShowMnemonic, button->text).width();
    if (!button->icon.isNull())
        width += button->text.isEmpty() ? 16 : 24;
    if (button->features.testFlag(QStyleOptionButton::HasMenu))
        width += 18;
    if (stylepaint::isBare(widget))
        return {width + 2, metrics.height() + 2}; // two pixels against rounding, else the text is elided
    const int padding = role == stylepaint::ButtonRole::Link ? 8 : small ? 20 : 24;
    return {width + padding, std::max(height, metrics.height() + 8)};
}

} // namespace

QSize QwatsStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    const int control = stylepaint::isSmall(widget) ? 26 : 30;
    if (type == CT_PushButton)
        return buttonSize(option, size, widget);
    QSize made = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox: return {made.width() + 12, std::max(control, option->fontMetrics.height() + 10)};
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && button->toolButtonStyle != Qt::ToolButtonTextUnderIcon)
            return stylepaint::toolButtonSize(button, control);
        return made.expandedTo(QSize(control, control));
    case CT_ItemViewItem: return {made.width(), std::max(28, made.height())};
    case CT_TabBarTab: return {made.width(), std::max(34, size.height())};
    case CT_HeaderSection: return {made.width() + 16, std::max(28, size.height())};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && !(item->menuItemType == QStyleOptionMenuItem::Separator && item->text.isEmpty()))
            return {made.width() + 24, std::max(28, size.height() + 8)};
        return {made.width(), 9};
    default: return made;
    }
}

int QwatsStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 28;
    case PM_SplitterWidth: return 7;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 3;
    case PM_TreeViewIndentation: return 18;
    case PM_TabBarTabHSpace: return 24;
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_MenuVMargin: return 4;
    case PM_MenuHMargin:
    case PM_MenuPanelWidth: return 1;
    case PM_ToolTipLabelFrameWidth: return 6;
    case PM_HeaderMargin: return 8;
    case PM_HeaderMarkSize: return 10;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int QwatsStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *answer) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_ScrollBar_ContextMenu:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_TitleBar_NoBorder: return 0;
    case SH_Menu_MouseTracking:
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_TabBar_Alignment: return Qt::AlignLeft;
    case SH_TabBar_ElideMode: return Qt::ElideRight;
    case SH_ToolTipLabel_Opacity: return 255;
    default: return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

void QwatsStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QSplitterHandle *>(widget) || qobject_cast<QScrollBar *>(widget)
        || qobject_cast<QAbstractButton *>(widget) || qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void QwatsStyle::unpolish(QWidget *widget)
{
    QProxyStyle::unpolish(widget);
}

} // namespace qwats::ui
