// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/atomicfile.h"
#include "ui/export/csv.h"
#include "ui/export/exportjob.h"
#include "ui/export/paper.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPdfWriter>
#include <QPrinter>
#include <QTemporaryFile>

namespace qwats::ui {
namespace {

constexpr qint64 CopyPart = 1'000'000; ///< bytes

class ExportSinkText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::ExportSink)
};

Status stopped()
{
    return failure(Error::Kind::Cancelled, ExportSinkText::tr("The export was cancelled."), QStringLiteral("export"));
}

/// The rows first into a file without a name, because what stands above them is known at the end only.
class CsvSink final : public ExportSink
{
public:
    CsvSink(QString path, bool withMark)
        : m_path(std::move(path))
        , m_withMark(withMark)
    {
    }

    Status begin(const ExportSource &source) override
    {
        m_title = source.title;
        m_facts = source.facts;
        ExportRow headings;
        for (const ExportColumn &column : source.columns)
            headings << column.heading;
        m_headings = csvLine(headings);
        if (!m_body.open())
            return notWritten();
        return {};
    }

    Status take(const QList<ExportRow> &rows) override
    {
        QByteArray lines;
        for (const ExportRow &row : rows)
            lines += csvLine(row);
        if (m_body.write(lines) != lines.size() || !m_body.flush())
            return notWritten();
        return {};
    }

    Status end(const QString &age, const QString &extent, const std::atomic_bool &stop) override
    {
        QByteArray top = m_withMark ? QByteArray(Utf8Mark) : QByteArray();
        top += csvNote(m_title) + csvNote(age) + csvNote(extent);
        for (const QString &fact : m_facts)
            top += csvNote(fact);
        AtomicFile file(m_path);
        if (Status opened = file.open(); !opened)
            return opened;
        if (Status written = file.write(top + m_headings); !written)
            return written;
        if (!m_body.seek(0))
            return notWritten();
        while (!m_body.atEnd()) {
            if (stop)
                return stopped();
            const QByteArray part = m_body.read(CopyPart);
            if (part.isEmpty())
                return notWritten();
            if (Status written = file.write(part); !written)
                return written;
        }
        return file.commit();
    }

private:
    [[nodiscard]] Status notWritten() const
    {
        return failure(Error::Kind::Storage,
                       ExportSinkText::tr("The rows could not be kept in the folder for temporary files: %1.")
                           .arg(m_body.errorString()),
                       QStringLiteral("export: temporary file"));
    }

    QString m_path;
    bool m_withMark;
    QString m_title;
    QStringList m_facts;
    QByteArray m_headings;
    QTemporaryFile m_body;
};

/// Collects the rows and paints them at the end, when the number of pages can be known.
class PaperSink : public ExportSink
{
public:
    Status begin(const ExportSource &source) override
    {
        m_document.title = source.title;
        m_document.facts = source.facts;
        for (qsizetype i = 0; i < qsizetype(source.columns.size()); ++i) {
            if (!source.columns[size_t(i)].onPaper)
                continue;
            m_document.columns.push_back(source.columns[size_t(i)]);
            m_taken << i;
        }
        return {};
    }

    Status take(const QList<ExportRow> &rows) override
    {
        for (const ExportRow &row : rows) {
            ExportRow cells;
            cells.reserve(m_taken.size());
            for (const qsizetype column : std::as_const(m_taken))
                cells << row.value(column);
            m_document.rows << cells;
        }
        return {};
    }

    [[nodiscard]] int pages() const override { return m_pages; }

protected:
    Status paint(QPagedPaintDevice &device, const QString &age, const QString &extent, const std::atomic_bool &stop)
    {
        m_document.age = age;
        m_document.extent = extent;
        device.setPageOrientation(wantsLandscape(m_document) ? QPageLayout::Landscape : QPageLayout::Portrait);
        m_pages = paintPaper(m_document, device, stop);
        if (m_pages > 0)
            return {};
        if (stop)
            return stopped();
        return failure(Error::Kind::Storage, ExportSinkText::tr("The pages could not be painted."),
                       QStringLiteral("export: painter"));
    }

    [[nodiscard]] const QString &title() const { return m_document.title; }

private:
    PaperDocument m_document;
    QList<qsizetype> m_taken; ///< columns of the source that go on paper
    int m_pages = 0;
};

class PdfSink final : public PaperSink
{
public:
    explicit PdfSink(QString path)
        : m_path(std::move(path))
    {
    }

    Status end(const QString &age, const QString &extent, const std::atomic_bool &stop) override
    {
        QByteArray bytes;
        {
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::WriteOnly);
            QPdfWriter writer(&buffer);
            writer.setTitle(title());
            writer.setCreator(QStringLiteral("qWATS"));
            writer.setResolution(300);
            writer.setPageSize(QPageSize(QPageSize::A4));
            writer.setPageMargins(QMarginsF(14, 12, 14, 12), QPageLayout::Millimeter);
            if (Status painted = paint(writer, age, extent, stop); !painted)
                return painted;
        }
        AtomicFile file(m_path);
        return file.open().and_then([&] { return file.write(bytes); }).and_then([&] { return file.commit(); });
    }

private:
    QString m_path;
};

class PrinterSink final : public PaperSink
{
public:
    explicit PrinterSink(std::shared_ptr<QPrinter> printer)
        : m_printer(std::move(printer))
    {
    }

    Status end(const QString &age, const QString &extent, const std::atomic_bool &stop) override
    {
        m_printer->setDocName(title());
        return paint(*m_printer, age, extent, stop);
    }

private:
    std::shared_ptr<QPrinter> m_printer;
};

} // namespace

std::unique_ptr<ExportSink> csvSink(const QString &path, bool withUtf8Mark)
{
    return std::make_unique<CsvSink>(path, withUtf8Mark);
}

std::unique_ptr<ExportSink> pdfSink(const QString &path)
{
    return std::make_unique<PdfSink>(path);
}

std::unique_ptr<ExportSink> printerSink(std::shared_ptr<QPrinter> printer)
{
    return std::make_unique<PrinterSink>(std::move(printer));
}

} // namespace qwats::ui
