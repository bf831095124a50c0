// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/filepreview.h"

#include "ui/widgets/words.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QStringDecoder>

namespace qwats::ui {
namespace {

constexpr int MostMegabytes = 256; ///< that decoding one picture may take: 60 million pixels of four bytes

class FilePreviewText
{
    Q_DECLARE_TR_FUNCTIONS(qwats::ui::FilePreview)
};

FilePreview without(const QString &words)
{
    FilePreview preview;
    preview.words = words;
    return preview;
}

/// Only these two, by their first bytes: readers for other formats have a longer list of holes.
QByteArray pictureFormat(const QByteArray &data)
{
    if (data.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    return data.startsWith("\xff\xd8\xff") ? "jpeg" : QByteArray();
}

FilePreview pictureOf(const QByteArray &data, const QByteArray &format)
{
    QImageReader::setAllocationLimit(MostMegabytes);
    QBuffer buffer;
    buffer.setData(data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty())
        return without(FilePreviewText::tr("This picture is damaged."));
    if (qint64(size.width()) * size.height() > FilePreview::MostPixels)
        return without(FilePreviewText::tr("This picture has %1 × %2 pixels, too many for a preview.")
                           .arg(words::count(size.width()), words::count(size.height())));
    if (std::max(size.width(), size.height()) > FilePreview::MostSide)
        reader.setScaledSize(
            size.scaled(FilePreview::MostSide, FilePreview::MostSide, Qt::KeepAspectRatio).expandedTo({1, 1}));
    FilePreview preview;
    preview.picture = reader.read();
    if (preview.picture.isNull())
        return without(FilePreviewText::tr("This picture is damaged."));
    preview.kind = FilePreview::Kind::Picture;
    preview.words = FilePreviewText::tr("%1 × %2 pixels").arg(words::count(size.width()), words::count(size.height()));
    return preview;
}

/// Whether it is text can be told by its begin; a character may be cut in two there.
bool isText(const QByteArray &begin)
{
    if (begin.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(begin);
    return !decoder.hasError() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control && !c.isSpace() && c != QChar(0x1B);
    });
}

FilePreview textOf(const QByteArray &data)
{
    FilePreview preview;
    preview.kind = FilePreview::Kind::Text;
    preview.text = QString::fromUtf8(data.left(4 * FilePreview::MostText));
    if (preview.text.size() > FilePreview::MostText || data.size() > 4 * FilePreview::MostText) {
        preview.text.truncate(FilePreview::MostText);
        preview.words = FilePreviewText::tr("the first %1 characters").arg(words::count(preview.text.size()));
    } else {
        preview.words = FilePreviewText::tr("%n lines", nullptr, static_cast<int>(preview.text.count(u'\n')) + 1);
    }
    return preview;
}

} // namespace

FilePreview previewOf(const Attachment &file)
{
    if (file.data.isEmpty())
        return without(FilePreviewText::tr("This file is empty, or the report came without its content."));
    if (const QByteArray format = pictureFormat(file.data); !format.isEmpty())
        return pictureOf(file.data, format);
    if (isText(file.data.left(4096)))
        return textOf(file.data);
    return without(FilePreviewText::tr("There is no preview of this kind of file. Save it to open it elsewhere."));
}

} // namespace qwats::ui
