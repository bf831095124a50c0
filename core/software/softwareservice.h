// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetcher.h"
#include "core/software/software.h"

#include <functional>
#include <type_traits>

namespace qwats {

/// The software package endpoints. Every write drops every answer about software: packages are few and writes are rare.
///
/// Thread: queries and commands are pure, from any; send() from the Fetcher's thread.
class SoftwareService
{
public:
    explicit SoftwareService(Fetcher &fetcher)
        : m_fetcher(fetcher)
    {
    }

    [[nodiscard]] static Query<SoftwarePackageList> list();
    [[nodiscard]] static Query<SoftwarePackage> one(const QString &packageId);
    /// Without a version the newest one; Unknown: in any status.
    [[nodiscard]] static Query<SoftwarePackage> byName(const QString &name,
                                                       PackageStatus status = PackageStatus::Unknown,
                                                       std::optional<int> version = {});
    [[nodiscard]] static Query<SoftwarePackageList> byTag(const QString &tag, const QString &value,
                                                          PackageStatus status = PackageStatus::Unknown);
    [[nodiscard]] static Query<SoftwareFileList> files(const QString &packageId);
    [[nodiscard]] static Query<VirtualFolderList> virtualFolders();

    [[nodiscard]] static Command<SoftwarePackage> create(const SoftwarePackage &package);
    [[nodiscard]] static Command<SoftwarePackage> update(const SoftwarePackage &package); ///< by its id
    [[nodiscard]] static Command<Done> remove(const QString &packageId);
    [[nodiscard]] static Command<Done> removeByName(const QString &name, int version);
    [[nodiscard]] static Command<Done> setStatus(const QString &packageId, PackageStatus status);
    /// Puts the files of a ZIP archive into the package; `clean`: those it has go first.
    [[nodiscard]] static Command<Done> uploadZip(const QString &packageId, const QByteArray &zip, bool clean);
    [[nodiscard]] static Command<Done> setFileAttributes(const QString &fileId, const QString &attributes);

    /// Runs `done` in `context`'s thread, after the answers that the write makes untrue are gone.
    void send(const Command<Done> &command, QObject *context, std::function<void(const Status &)> done)
    {
        m_fetcher.send<Done>(command, context,
                             [done = std::move(done)](const Result<std::shared_ptr<const Done>> &reply) {
                                 done(reply ? Status() : Status(failure(reply.error())));
                             });
    }
    template <typename T>
    void send(const Command<T> &command, QObject *context, std::type_identity_t<Fetcher::ReplyCallback<T>> done)
    {
        m_fetcher.send<T>(command, context, std::move(done));
    }

private:
    Fetcher &m_fetcher;
};

} // namespace qwats
