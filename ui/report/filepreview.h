// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <QImage>

namespace qwats::ui {

/// What can be shown of a file inside a report, without anything of it being run, followed or loaded.
struct FilePreview
{
    enum class Kind : quint8 {
        None, ///< `words` say why
        Text, ///< plain text, markup included as it is
        Picture,
    };
    Kind kind = Kind::None;
    QString text; ///< at most MostText characters
    QImage picture; ///< at most MostSide pixels a side
    QString words; ///< beside it: "1 200 × 800 pixels", "the first 100 000 characters"

    static constexpr qsizetype MostText = 100'000;
    static constexpr int MostSide = 2000;
    static constexpr qint64 MostPixels = 60'000'000; ///< of the picture in the file
};

/// Looks at the bytes, not at the name: PNG and JPEG are decoded within limits of pixels and memory, what reads as
/// UTF-8 text is text, all else has no preview. HTML and SVG are text. Thread: any.
[[nodiscard]] FilePreview previewOf(const Attachment &file);

} // namespace qwats::ui
