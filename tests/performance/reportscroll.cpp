// SPDX-License-Identifier: GPL-3.0-or-later
// P13: the list of reports over a server of a million rows. Starts the demo server given as the first argument as a
// process of its own, so that the memory measured is the client's alone; the second argument is how many reports it
// makes up (1000000). Finds the end, scrolls from top to bottom in 500 steps, flings, sorts and filters as one types.
// Prints one JSON object: frames of the whole page and the longest turn of the event loop in ms, by the wall clock and
// by the work of the GUI thread; memory in MB.
#include "core/session/session.h"
#include "ui/delegates/densetableview.h"
#include "ui/report/filterpopup.h"
#include "ui/report/reportfilterbar.h"
#include "ui/report/reportlist.h"
#include "ui/report/reportspage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace qwats;
using namespace qwats::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int Steps = 500;
constexpr int LongestWait = 120'000; // ms

double residentMb()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const qsizetype at = all.indexOf("VmRSS:");
    return all.mid(at + 6, 20).trimmed().split(' ').constFirst().toDouble() / 1000;
}

/// What the GUI thread has worked so far, in ms: on a busy machine the wall clock counts the others too.
double workedMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// How long each turn of the event loop lasts: a timer that should come at once.
class GapWatch : public QObject
{
public:
    void begin()
    {
        m_longest = m_mostWork = 0;
        m_since.start();
        m_worked = workedMs();
        m_id = startTimer(0, Qt::PreciseTimer);
    }
    /// The longest turn and the most work in one.
    std::pair<double, double> end()
    {
        look();
        killTimer(m_id);
        return {m_longest, m_mostWork};
    }

protected:
    void timerEvent(QTimerEvent *) override { look(); }

private:
    void look()
    {
        m_longest = std::max(m_longest, double(m_since.nsecsElapsed()) / 1e6);
        m_mostWork = std::max(m_mostWork, workedMs() - m_worked);
        m_since.start();
        m_worked = workedMs();
    }
    QElapsedTimer m_since;
    double m_longest = 0;
    double m_worked = 0;
    double m_mostWork = 0;
    int m_id = 0;
};

/// How long frames take.
class FrameWatch
{
public:
    explicit FrameWatch(QWidget *page)
        : m_page(page)
    {
    }
    /// One frame: what was changed is laid out and painted now.
    void frame()
    {
        QElapsedTimer timer;
        timer.start();
        const double worked = workedMs();
        m_page->repaint();
        m_frames.push_back(double(timer.nsecsElapsed()) / 1e6);
        m_work.push_back(workedMs() - worked);
    }
    [[nodiscard]] double percentile(double share) const { return percentileOf(m_frames, share); }
    [[nodiscard]] double work(double share) const { return percentileOf(m_work, share); }
    void clear()
    {
        m_frames.clear();
        m_work.clear();
    }

private:
    static double percentileOf(std::vector<double> values, double share)
    {
        if (values.empty())
            return 0;
        std::sort(values.begin(), values.end());
        return values[std::min(values.size() - 1, size_t(share * double(values.size())))];
    }

    QWidget *m_page;
    std::vector<double> m_frames;
    std::vector<double> m_work;
};

struct Figures
{
    const char *name;
    double p50;
    double p99;
    double work99; ///< of the GUI thread
    double gap;
    double gapWork;
};

class Bench
{
public:
    explicit Bench(Session &session)
        : m_page(session)
        , m_frames(&m_page)
    {
        m_page.resize(1196, 728);
        m_page.show();
        m_page.setShown(true);
    }

    bool settle()
    {
        return QTest::qWaitFor([this] { return !list()->list().isLoading() && list()->model()->rowCount() > 0; },
                               LongestWait);
    }

    bool findEnd()
    {
        QElapsedTimer timer;
        timer.start();
        m_gaps.begin();
        QTest::keyClick(list()->table(), Qt::Key_End, Qt::ControlModifier);
        const bool found = QTest::qWaitFor([this] { return list()->list().isComplete(); }, LongestWait);
        note("find the end");
        m_endMs = double(timer.elapsed());
        return found && settle();
    }

    /// From top to bottom; `rest`: the rows of each step come before the next, else only a turn of the event loop.
    void scroll(const char *name, bool rest)
    {
        list()->table()->scrollToTop();
        settle();
        QScrollBar *bar = list()->table()->verticalScrollBar();
        m_gaps.begin();
        for (int step = 1; step <= Steps; ++step) {
            QElapsedTimer timer;
            timer.start();
            bar->setValue(int(qint64(bar->maximum()) * step / Steps));
            m_frames.frame();
            QApplication::processEvents();
            if (rest) {
                const int row = list()->table()->rowAt(list()->table()->viewport()->height() / 2);
                (void)QTest::qWaitFor([&] { return list()->model()->reportAt(row) != nullptr; }, 5000);
                m_frames.frame();
            }
            m_most = std::max(m_most, residentMb());
        }
        note(name);
        settle();
    }

    /// As the wheel does: a few rows a frame, pages come as they are reached.
    void wheel()
    {
        list()->table()->scrollToTop();
        settle();
        QScrollBar *bar = list()->table()->verticalScrollBar();
        m_gaps.begin();
        for (int step = 0; step < 1000; ++step) {
            bar->setValue(bar->value() + 84);
            m_frames.frame();
            QTest::qWait(2);
        }
        note("wheel");
        settle();
    }

    void sortAndFilter()
    {
        m_gaps.begin();
        for (const int column : {int(ReportsModel::Serial), int(ReportsModel::Size), int(ReportsModel::Started)}) {
            list()->table()->horizontalHeader()->setSortIndicator(column, Qt::DescendingOrder);
            m_frames.frame();
            (void)QTest::qWaitFor([this] { return list()->model()->reportAt(0) != nullptr; }, LongestWait);
            m_frames.frame();
        }
        note("sort by server");
        m_gaps.begin();
        list()->filters()->edit(u"serial"_s);
        for (const QChar letter : u"CB11834"_s) {
            QTest::keyClick(list()->filters()->popup()->line(), letter.toLatin1());
            m_frames.frame();
            QTest::qWait(300); // a slow typist: each letter is a question
            m_frames.frame();
        }
        QTest::keyClick(list()->filters()->popup()->line(), Qt::Key_Escape);
        note("filter as you type");
        settle();
    }

    void print()
    {
        std::printf("{\"rows\":%d,\"find_end_ms\":%.0f,\"rss_mb\":%.1f,\"pages_held\":%d", m_rows, m_endMs, m_most,
                    m_pages);
        for (const Figures &one : m_figures)
            std::printf(",\n \"%s\":{\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"p99_work_ms\":%.2f,\"longest_gap_ms\":%.1f,"
                        "\"longest_gap_work_ms\":%.1f}",
                        one.name, one.p50, one.p99, one.work99, one.gap, one.gapWork);
        std::printf("}\n");
    }

private:
    ReportList *list() { return m_page.list(); }
    void note(const char *name)
    {
        const auto [gap, work] = m_gaps.end();
        m_figures.push_back(
            {name, m_frames.percentile(0.5), m_frames.percentile(0.99), m_frames.work(0.99), gap, work});
        m_frames.clear();
        m_most = std::max(m_most, residentMb());
        m_rows = std::max(m_rows, list()->list().rowCount());
        m_pages = std::max(m_pages, list()->list().heldPages());
    }

    ReportsPage m_page;
    FrameWatch m_frames;
    GapWatch m_gaps;
    std::vector<Figures> m_figures;
    double m_endMs = 0;
    double m_most = 0;
    int m_rows = 0;
    int m_pages = 0;
};

/// The address a demo server writes when it is ready; empty: it is not.
QString addressOf(QProcess &server)
{
    QByteArray said;
    static const QRegularExpression address(u"http://127\\.0\\.0\\.1:\\d+"_s);
    while (server.state() != QProcess::NotRunning && server.waitForReadyRead(300'000)) {
        said += server.readAll();
        if (const auto found = address.match(QString::fromUtf8(said)); found.hasMatch())
            return found.captured();
    }
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: qwats_reportscroll DEMO_SERVER [REPORTS]\n");
        return 2;
    }
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"qwats-test"_s);
    QCoreApplication::setApplicationName(u"qwats-reportscroll"_s);
    ThemeManager theme;
    theme.setChoice(ThemeChoice::Light);
    QProcess server;
    server.setProcessChannelMode(QProcess::MergedChannels);
    server.start(
        QString::fromLocal8Bit(argv[1]),
        {u"--reports"_s, argc > 2 ? QString::fromLocal8Bit(argv[2]) : u"1000000"_s, u"--token"_s, u"dXNlcjpwYXNz"_s});
    const QString address = addressOf(server);
    if (address.isEmpty()) {
        std::fprintf(stderr, "the demo server did not start\n");
        return 1;
    }
    Profile profile;
    profile.id = profile.name = u"bench"_s;
    profile.url = QUrl(address);
    profile.proxy = Profile::Proxy::None;
    SessionOptions options;
    options.watchServer = false;
    options.requestsPerMinute = 0;
    bool good = false;
    {
        Session session(profile, "dXNlcjpwYXNz", options);
        Bench bench(session);
        good = bench.settle() && bench.findEnd();
        if (good) {
            bench.scroll("500 steps, rows come", true);
            bench.scroll("500 steps, no rest", false);
            bench.wheel();
            bench.sortAndFilter();
        }
        bench.print();
    }
    server.terminate();
    server.waitForFinished();
    return good ? 0 : 1;
}
