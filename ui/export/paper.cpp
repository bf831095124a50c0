// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/paper.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace qwats::ui {
namespace {

constexpr double PaperTitlePt = 15;
constexpr double PaperBodyPt = 8.5;
constexpr double PaperSmallPt = 7.5;
constexpr double CellPad = 3; ///< pt
constexpr double RuleWidth = 0.4; ///< pt
constexpr qsizetype SampledRows = 400; ///< for the widths of the columns
constexpr double WidestShare = 0.34; ///< of the page, for one column, before there is room to spare

class PaperText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::Paper)
};

QFont paperFont(double points, int weight = QFont::Normal)
{
    QFont font;
    font.setPointSizeF(points);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

/// Fonts, widths and heights of one document on one device. All lengths in the device's pixels.
class PaperLayout
{
public:
    PaperLayout(const PaperDocument &document, QPagedPaintDevice &device)
        : m_document(document)
        , m_pt(device.logicalDpiY() / 72.0)
        , m_body(paperFont(PaperBodyPt), &device)
        , m_head(paperFont(PaperBodyPt, QFont::DemiBold), &device)
        , m_small(paperFont(PaperSmallPt), &device)
        , m_title(paperFont(PaperTitlePt, QFont::DemiBold), &device)
        , m_page(0, 0, device.width(), device.height())
    {
        makeWidths();
    }

    [[nodiscard]] double pad() const { return CellPad * m_pt; }
    [[nodiscard]] double pt() const { return m_pt; }
    [[nodiscard]] const std::vector<double> &widths() const { return m_widths; }
    [[nodiscard]] QRectF page() const { return m_page; }
    [[nodiscard]] double footHeight() const { return m_small.height() + 2 * pad(); }
    [[nodiscard]] double textHeight(const QString &text, const QFontMetricsF &metrics, double width) const
    {
        if (!text.contains(QLatin1Char('\n')) && metrics.horizontalAdvance(text) <= width)
            return metrics.height();
        return metrics.boundingRect(QRectF(0, 0, width, 1e6), CellFlags, text).height();
    }
    [[nodiscard]] const QFontMetricsF &small() const { return m_small; }
    [[nodiscard]] const QFontMetricsF &title() const { return m_title; }

    [[nodiscard]] double headingHeight() const
    {
        double height = m_head.height();
        for (size_t i = 0; i < m_widths.size(); ++i)
            height = std::max(height, textHeight(m_document.columns[i].heading, m_head, m_widths[i] - 2 * pad()));
        return height + 2 * pad();
    }

    [[nodiscard]] double rowHeight(const ExportRow &row) const
    {
        double height = m_body.height();
        for (size_t i = 0; i < m_widths.size(); ++i)
            height = std::max(height, textHeight(paperText(row.value(qsizetype(i))), m_body, m_widths[i] - 2 * pad()));
        return std::min(height + 2 * pad(), m_page.height() * 0.6); // one cell never fills more than a page
    }

    /// Above the table: the title and its age, on the first page the facts as well.
    [[nodiscard]] double topHeight(bool first) const
    {
        double height = first ? m_title.height() + pad() : 0;
        height += textHeight(ageLine(first), m_small, m_page.width()) + 2 * pad();
        if (first && !m_document.facts.isEmpty())
            height += textHeight(factsText(), m_small, m_page.width()) + 2 * pad();
        return height;
    }

    [[nodiscard]] QString ageLine(bool first) const
    {
        return first ? m_document.age : QStringLiteral("%1 · %2").arg(m_document.title, m_document.age);
    }
    [[nodiscard]] QString factsText() const { return m_document.facts.join(QStringLiteral("   ")); }

    static constexpr int CellFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap | Qt::TextWrapAnywhere;

private:
    void makeWidths()
    {
        const size_t count = m_document.columns.size();
        m_widths.assign(count, 0);
        for (size_t i = 0; i < count; ++i)
            m_widths[i] = m_head.horizontalAdvance(m_document.columns[i].heading);
        const qsizetype step = std::max<qsizetype>(1, m_document.rows.size() / SampledRows);
        for (qsizetype row = 0; row < m_document.rows.size(); row += step) {
            for (size_t i = 0; i < count; ++i)
                m_widths[i] = std::max(m_widths[i],
                                       m_body.horizontalAdvance(paperText(m_document.rows[row].value(qsizetype(i)))));
        }
        const double widest = m_page.width() * WidestShare;
        double sum = 0;
        for (double &width : m_widths)
            sum += width = std::min(width, widest) + 2 * pad() + m_pt;
        if (sum <= 0)
            return;
        const double factor = m_page.width() / sum;
        for (double &width : m_widths)
            width *= factor;
    }

    const PaperDocument &m_document;
    double m_pt;
    QFontMetricsF m_body;
    QFontMetricsF m_head;
    QFontMetricsF m_small;
    QFontMetricsF m_title;
    QRectF m_page;
    std::vector<double> m_widths;
};

/// The first row of each page.
std::vector<qsizetype> pageStarts(const PaperDocument &document, const PaperLayout &layout,
                                  std::vector<double> &heights, const std::atomic_bool &stop)
{
    std::vector<qsizetype> starts{0};
    const double heading = layout.headingHeight();
    const double bottom = layout.page().height() - layout.footHeight();
    double y = layout.topHeight(true) + heading;
    heights.reserve(size_t(document.rows.size()));
    for (qsizetype row = 0; row < document.rows.size() && !stop; ++row) {
        heights.push_back(layout.rowHeight(document.rows[row]));
        if (y + heights.back() > bottom && row > starts.back()) {
            starts.push_back(row);
            y = layout.topHeight(false) + heading;
        }
        y += heights.back();
    }
    return starts;
}

class PaperPainter
{
public:
    PaperPainter(const PaperDocument &document, const PaperLayout &layout, QPainter &painter)
        : m_document(document)
        , m_layout(layout)
        , m_painter(painter)
    {
    }

    void paintPage(int page, int pages, qsizetype first, qsizetype last, const std::vector<double> &heights)
    {
        double y = paintTop(page == 1);
        y = paintHeadings(y);
        for (qsizetype row = first; row < last; ++row) {
            paintRow(row, y, heights[size_t(row)]);
            y += heights[size_t(row)];
        }
        paintFoot(page, pages);
    }

private:
    /// Paper is white, whatever the theme.
    static const Tokens &ink() { return lightTokens(); }

    void text(const QRectF &where, const QFont &font, const QColor &colour, int flags, const QString &words)
    {
        m_painter.setFont(font);
        m_painter.setPen(colour);
        m_painter.drawText(where, flags, words);
    }

    void rule(double y, const QColor &colour)
    {
        m_painter.setPen(QPen(colour, RuleWidth * m_layout.pt()));
        m_painter.drawLine(QPointF(0, y), QPointF(m_layout.page().width(), y));
    }

    double paintTop(bool first)
    {
        const double pad = m_layout.pad();
        const double width = m_layout.page().width();
        double y = 0;
        if (first) {
            const double high = m_layout.title().height();
            text({0, y, width, high}, paperFont(PaperTitlePt, QFont::DemiBold), ink().text, PaperLayout::CellFlags,
                 m_document.title);
            y += high + pad;
        }
        const QString age = m_layout.ageLine(first);
        const double high = m_layout.textHeight(age, m_layout.small(), width);
        text({0, y, width, high + pad}, paperFont(PaperSmallPt), ink().muted, PaperLayout::CellFlags, age);
        y += high + 2 * pad;
        if (first && !m_document.facts.isEmpty()) {
            const QString facts = m_layout.factsText();
            const double tall = m_layout.textHeight(facts, m_layout.small(), width);
            text({0, y, width, tall + pad}, paperFont(PaperSmallPt), ink().text, PaperLayout::CellFlags, facts);
            y += tall + 2 * pad;
        }
        return y;
    }

    double paintHeadings(double y)
    {
        const double height = m_layout.headingHeight();
        m_painter.fillRect(QRectF(0, y, m_layout.page().width(), height), ink().alt);
        double x = 0;
        for (size_t i = 0; i < m_document.columns.size(); ++i) {
            cell(x, y, i, height, paperFont(PaperBodyPt, QFont::DemiBold), m_document.columns[i].heading);
            x += m_layout.widths()[i];
        }
        rule(y + height, ink().border);
        return y + height;
    }

    void paintRow(qsizetype row, double y, double height)
    {
        double x = 0;
        for (size_t i = 0; i < m_document.columns.size(); ++i) {
            cell(x, y, i, height, paperFont(PaperBodyPt), paperText(m_document.rows[row].value(qsizetype(i))));
            x += m_layout.widths()[i];
        }
        rule(y + height, ink().hairline);
    }

    void cell(double x, double y, size_t column, double height, const QFont &font, const QString &words)
    {
        const double pad = m_layout.pad();
        const int side = m_document.columns[column].number ? Qt::AlignRight : Qt::AlignLeft;
        const int flags = (PaperLayout::CellFlags & ~Qt::AlignLeft) | side;
        text({x + pad, y + pad, m_layout.widths()[column] - 2 * pad, height - pad}, font, ink().text, flags, words);
    }

    void paintFoot(int page, int pages)
    {
        const QRectF sheet = m_layout.page();
        const QRectF foot(0, sheet.height() - m_layout.footHeight() + m_layout.pad(), sheet.width(),
                          m_layout.footHeight() - m_layout.pad());
        text(foot, paperFont(PaperSmallPt), ink().muted, Qt::AlignRight | Qt::AlignBottom,
             PaperText::tr("page %1 of %2").arg(page).arg(pages));
        text(foot, paperFont(PaperSmallPt), ink().muted, Qt::AlignLeft | Qt::AlignBottom,
             page == pages ? m_document.extent : QString());
    }

    const PaperDocument &m_document;
    const PaperLayout &m_layout;
    QPainter &m_painter;
};

} // namespace

QString paperText(const QVariant &value)
{
    const QLocale locale;
    switch (value.typeId()) {
    case QMetaType::UnknownType: return words::none();
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::UInt:
    case QMetaType::ULongLong: return words::count(value.toLongLong());
    case QMetaType::Double: return locale.toString(value.toDouble(), 'g', 7);
    case QMetaType::QDateTime: return words::fullTime(value.toDateTime().toMSecsSinceEpoch());
    default: return value.toString();
    }
}

bool wantsLandscape(const PaperDocument &document)
{
    constexpr qsizetype PortraitCharacters = 105;
    qsizetype sum = 0;
    for (size_t i = 0; i < document.columns.size(); ++i) {
        qsizetype widest = document.columns[i].heading.size();
        for (qsizetype row = 0; row < std::min(SampledRows, document.rows.size()); ++row)
            widest = std::max(widest, paperText(document.rows[row].value(qsizetype(i))).size());
        sum += std::min<qsizetype>(widest, 36) + 2;
    }
    return sum > PortraitCharacters;
}

int paintPaper(const PaperDocument &document, QPagedPaintDevice &device, const std::atomic_bool &stop)
{
    QPainter painter;
    if (!painter.begin(&device))
        return 0;
    const PaperLayout layout(document, device);
    std::vector<double> heights;
    const std::vector<qsizetype> starts = pageStarts(document, layout, heights, stop);
    PaperPainter paper(document, layout, painter);
    const int pages = int(starts.size());
    for (int page = 0; page < pages; ++page) {
        if (stop || (page > 0 && !device.newPage())) {
            painter.end();
            return 0;
        }
        const qsizetype last = page + 1 < pages ? starts[size_t(page) + 1] : document.rows.size();
        paper.paintPage(page + 1, pages, starts[size_t(page)], last, heights);
    }
    return painter.end() ? pages : 0;
}

} // namespace qwats::ui
