// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/software/softwarejson.h"
#include "core/software/softwareservice.h"

#include <QTest>

using namespace qwats;
using namespace Qt::StringLiterals;

class TestSoftware : public QObject
{
    Q_OBJECT

private slots:
    void readsPackages();
    void refusesPackages();
    void readsFolders();
    void statusWords();
    void writes();
    void everyWriteDropsEveryRead();
};

void TestSoftware::readsPackages()
{
    const auto packages = decodePackages(R"([{"packageId": "1", "Name": "FCT", "version": "3", "status": "released",
        "installOnRoot": null, "tags": [{"key": "k", "value": "v"}],
        "files": [{"fileId": "f", "filename": "a.seq", "size": 9000000000, "createdUtc": ""}]}, {"status": "Parked"}])");
    QVERIFY(packages);
    QCOMPARE(packages->at(0).version.value(), 3);
    QCOMPARE(packages->at(0).status, PackageStatus::Released);
    QVERIFY(!packages->at(0).installOnRoot);
    QCOMPARE(packages->at(0).files.at(0).size.value(), 9'000'000'000);
    QVERIFY(!packages->at(0).files.at(0).created.isValid());
    QCOMPARE(packages->at(1).status, PackageStatus::Unknown);
}

void TestSoftware::refusesPackages()
{
    const auto packages = decodePackages(R"([{"files": [{"size": {}}]}])");
    QVERIFY(!packages);
    QVERIFY2(packages.error().detail.contains(u"[0].files[0].size"), qPrintable(packages.error().detail));
    QCOMPARE(decodePackage("null").error().kind, Error::Kind::NotFound);
}

void TestSoftware::readsFolders()
{
    const auto folders = decodeVirtualFolders(R"([{"name": "C:\\Test", "packageCount": 2}, "D:\\Other"])");
    QVERIFY(folders);
    QCOMPARE(folders->at(0).packageCount.value(), 2);
    QCOMPARE(folders->at(1).name, u"D:\\Other"_s);
    QVERIFY(!decodeVirtualFolders("[7]"));
}

void TestSoftware::statusWords()
{
    for (const auto status :
         {PackageStatus::Draft, PackageStatus::Pending, PackageStatus::Released, PackageStatus::Revoked}) {
        QCOMPARE(packageStatusFrom(packageStatusWord(status)), status);
        QVERIFY(!packageStatusName(status).isEmpty());
    }
    QCOMPARE(packageStatusWord(PackageStatus::Unknown), QString());
}

void TestSoftware::writes()
{
    SoftwarePackage package;
    package.id = u"a/b"_s;
    package.name = u"FCT"_s;
    package.status = PackageStatus::Draft;
    package.files.emplace_back().name = u"x"_s;
    const auto command = SoftwareService::update(package);
    QCOMPARE(command.target, QByteArray("/api/Software/Package/a%2Fb"));
    QCOMPARE(command.body, QByteArray(R"({"name":"FCT","packageId":"a/b","status":"Draft"})"));
    const auto zip = SoftwareService::uploadZip(u"1"_s, "PK", true);
    QCOMPARE(zip.target, QByteArray("/api/Software/Package/UploadZip/1?cleanInstall=true"));
    QCOMPARE(zip.contentType, QByteArray("application/zip"));
}

void TestSoftware::everyWriteDropsEveryRead()
{
    using Service = SoftwareService;
    const std::vector<TagList> reads{Service::list().tags(),         Service::one(u"1"_s).tags(),
                                     Service::byName(u"n"_s).tags(), Service::byTag(u"t"_s, u"v"_s).tags(),
                                     Service::files(u"1"_s).tags(),  Service::virtualFolders().tags()};
    const std::vector<TagList> writes{Service::create({}).drops,
                                      Service::update({}).drops,
                                      Service::remove(u"1"_s).drops,
                                      Service::removeByName(u"n"_s, 1).drops,
                                      Service::setStatus(u"1"_s, PackageStatus::Draft).drops,
                                      Service::uploadZip(u"1"_s, {}, false).drops,
                                      Service::setFileAttributes(u"1"_s, {}).drops};
    for (const TagList &write : writes) {
        for (const TagList &read : reads)
            QVERIFY(read.contains(write.at(0)));
    }
}

QTEST_GUILESS_MAIN(TestSoftware)
#include "tst_software.moc"
