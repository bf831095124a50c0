// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/inflate.h"

#include <QCoreApplication>

#include <array>

#include <zlib.h>

namespace qwats {
namespace {

constexpr int AnyHeader = 15 + 32; // window bits: zlib or gzip, told by the first bytes
constexpr int RawDeflate = -15;

Error damaged(const QString &detail)
{
    return {Error::Kind::BadReply, QCoreApplication::translate("Inflate", "The answer arrived damaged or incomplete."),
            detail, 0};
}

Result<QByteArray> run(const QByteArray &body, int windowBits, qint64 maxBytes)
{
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return failure(damaged(QStringLiteral("zlib could not start")));
    QByteArray out;
    std::array<char, 65'536> step;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(body.constData()));
    stream.avail_in = static_cast<uInt>(body.size());
    int state = Z_OK;
    while (state == Z_OK && out.size() <= maxBytes) {
        stream.next_out = reinterpret_cast<Bytef *>(step.data());
        stream.avail_out = static_cast<uInt>(step.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(step.data(), static_cast<qsizetype>(step.size() - stream.avail_out));
        if (state == Z_STREAM_END && stream.avail_in > 0 && windowBits == AnyHeader) // a further gzip member
            state = inflateReset(&stream);
    }
    inflateEnd(&stream);
    if (out.size() > maxBytes)
        return failure(Error::Kind::TooLarge,
                       QCoreApplication::translate("Inflate", "The answer is larger than qWATS accepts."),
                       QStringLiteral("inflated reply exceeds %1 bytes").arg(maxBytes));
    if (state != Z_STREAM_END)
        return failure(damaged(QStringLiteral("compressed stream ends early or is corrupt (zlib %1)").arg(state)));
    return out;
}

} // namespace

Result<QByteArray> inflated(const QByteArray &body, const QByteArray &encoding, qint64 maxBytes)
{
    if (encoding.isEmpty() || encoding == "identity")
        return body;
    if (encoding != "gzip" && encoding != "x-gzip" && encoding != "deflate")
        return failure(damaged(QStringLiteral("content encoding that was not asked for")));
    auto result = run(body, AnyHeader, maxBytes);
    if (!result && result.error().kind == Error::Kind::BadReply && encoding == "deflate")
        return run(body, RawDeflate, maxBytes); // some servers send deflate without its zlib header
    return result;
}

} // namespace qwats
