// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/transfer/certificate.h"

#include "app/demo/world/eachof.h"
#include "app/demo/world/headerfields.h"

#include <QJsonArray>

#include <memory>

#include <hpdf.h>

namespace qwats::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr float margin = 50;
constexpr float lineHeight = 14;
constexpr int longestLine = 95; // characters that fit between the margins

/// Writes lines from top to bottom and starts new pages as needed.
class PdfPages
{
public:
    explicit PdfPages(HPDF_Doc document)
        : m_document(document)
        , m_plain(HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding"))
        , m_bold(HPDF_GetFont(document, "Helvetica-Bold", "WinAnsiEncoding"))
    {
    }

    void line(const QString &text, float size = 10, bool bold = false, float indent = 0)
    {
        if (!m_page || m_y < margin + size)
            nextPage();
        HPDF_Page_BeginText(m_page);
        HPDF_Page_SetFontAndSize(m_page, bold ? m_bold : m_plain, size);
        const QString shown = text.size() > longestLine ? text.left(longestLine - 3) + u"..."_s : text;
        HPDF_Page_TextOut(m_page, margin + indent, m_y, shown.simplified().toLatin1().constData());
        HPDF_Page_EndText(m_page);
        m_y -= size + lineHeight - 10;
    }
    void gap() { m_y -= lineHeight; }

private:
    void nextPage()
    {
        m_page = HPDF_AddPage(m_document);
        HPDF_Page_SetSize(m_page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
        m_y = HPDF_Page_GetHeight(m_page) - margin;
    }

    HPDF_Doc m_document;
    HPDF_Font m_plain;
    HPDF_Font m_bold;
    HPDF_Page m_page = nullptr;
    float m_y = 0;
};

QString plainText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 10) : value.toString();
}

QString measurementText(const QJsonObject &measurement)
{
    QString text = u"%1 %2 %3"_s.arg(measurement.value(u"name"_s).toString(), plainText(measurement.value(u"value"_s)),
                                     measurement.value(u"unit"_s).toString());
    text += u"  %1 %2 %3"_s.arg(
        measurement.value(u"compOp"_s).toString(),
        plainText(measurement.value(measurement.contains(u"limit"_s) ? u"limit"_s : u"lowLimit"_s)),
        plainText(measurement.value(u"highLimit"_s)));
    return text.simplified() + u"  "_s + resultWord(measurement.value(u"status"_s).toString());
}

void writeStep(PdfPages *pages, const QJsonObject &step, int depth)
{
    const float indent = float(std::min(depth, 12)) * 10;
    pages->line(u"%1   %2"_s.arg(step.value(u"name"_s).toString(), resultWord(step.value(u"status"_s).toString())), 9,
                step.contains(u"steps"_s), indent);
    for (const QString &key : {u"numericMeas"_s, u"stringMeas"_s, u"booleanMeas"_s}) {
        for (const QJsonValue &measurement : eachOf(step.value(key).toArray()))
            pages->line(measurementText(measurement.toObject()), 8, false, indent + 10);
    }
    for (const QJsonValue &child : eachOf(step.value(u"steps"_s).toArray()))
        writeStep(pages, child.toObject(), depth + 1);
}

void writeFailures(PdfPages *pages, const QJsonArray &units)
{
    for (const QJsonValue &entry : units) {
        for (const QJsonValue &value : eachOf(entry.toObject().value(u"failures"_s).toArray())) {
            const QJsonObject failure = value.toObject();
            pages->line(
                u"%1: %2  %3  %4"_s.arg(failure.value(u"category"_s).toString(), failure.value(u"code"_s).toString(),
                                        failure.value(u"comRef"_s).toString(), failure.value(u"comment"_s).toString()));
        }
    }
}

void writePages(PdfPages *pages, const QJsonObject &report)
{
    const QJsonObject uur = report.value(u"uur"_s).toObject();
    const QJsonObject part = uur.isEmpty() ? report.value(u"uut"_s).toObject() : uur;
    const auto text = [&](const QString &key) { return plainText(report.value(key)); };
    pages->line(uur.isEmpty() ? u"Test certificate"_s : u"Repair certificate"_s, 18, true);
    pages->gap();
    const std::pair<QString, QString> rows[]{
        {u"Serial number"_s, text(u"sn"_s)},
        {u"Part number"_s, u"%1  revision %2"_s.arg(text(u"pn"_s), text(u"rev"_s))},
        {u"Product"_s, text(u"productName"_s)},
        {u"Process"_s, u"%1  %2"_s.arg(text(u"processCode"_s), text(u"processName"_s))},
        {u"Station"_s, u"%1, %2, %3"_s.arg(text(u"machineName"_s), text(u"location"_s), text(u"purpose"_s))},
        {u"Operator"_s, part.value(u"user"_s).toString()},
        {u"Start"_s, text(report.contains(u"start"_s) ? u"start"_s : u"startUTC"_s)},
        {u"Report"_s, text(u"id"_s)},
    };
    for (const auto &[name, value] : rows)
        pages->line(u"%1:  %2"_s.arg(name, value));
    pages->gap();
    pages->line(u"Result: %1"_s.arg(resultWord(text(u"result"_s))), 14, true);
    pages->gap();
    if (report.value(u"root"_s).isObject())
        writeStep(pages, report.value(u"root"_s).toObject(), 0);
    writeFailures(pages, report.value(u"subUnits"_s).toArray());
}

} // namespace

QByteArray certificatePdf(const QJsonObject &report)
{
    // Without an error handler the document remembers the first error, and the last call tells.
    const std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, void (*)(HPDF_Doc)> document(HPDF_New(nullptr, nullptr),
                                                                                        HPDF_Free);
    if (!document)
        return {};
    HPDF_SetCompressionMode(document.get(), HPDF_COMP_ALL);
    HPDF_SetInfoAttr(document.get(), HPDF_INFO_TITLE,
                     report.value(u"sn"_s).toString().simplified().toLatin1().constData());
    PdfPages pages(document.get());
    writePages(&pages, report);
    if (HPDF_GetError(document.get()) != HPDF_OK || HPDF_SaveToStream(document.get()) != HPDF_OK)
        return {};
    QByteArray bytes(qsizetype(HPDF_GetStreamSize(document.get())), '\0');
    HPDF_UINT32 size = HPDF_UINT32(bytes.size());
    HPDF_ResetStream(document.get());
    HPDF_ReadFromStream(document.get(), reinterpret_cast<HPDF_BYTE *>(bytes.data()), &size);
    bytes.truncate(qsizetype(size));
    return bytes;
}

} // namespace qwats::demo
