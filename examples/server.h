// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#ifdef QWATS_EXAMPLES_WITH_DEMO
#include "app/demo/demoserver.h"
#endif

#include <QCoreApplication>
#include <QTextStream>

#include <cstdlib>
#include <memory>

namespace qwats::example {

/// The server of an example: the URL of the first argument with the token in QWATS_TOKEN, or the demo server inside
/// this process. Ends the program with one sentence when there is neither.
struct Server
{
    Profile profile;
    QByteArray token;
#ifdef QWATS_EXAMPLES_WITH_DEMO
    std::unique_ptr<demo::DemoServer> demo;
#endif

    Server()
    {
        const QString typed = QCoreApplication::arguments().value(1);
        QString address = typed;
        token = qgetenv("QWATS_TOKEN");
#ifdef QWATS_EXAMPLES_WITH_DEMO
        if (typed.isEmpty()) {
            QString problem;
            demo = demo::DemoServer::start({.products = 5, .assets = 20, .reports = 50}, &problem);
            if (!demo)
                giveUp(problem);
            address = demo->url();
            token = demo->token().toLatin1();
        }
#endif
        const auto url = cleanServerUrl(address);
        if (!url)
            giveUp(url.error().message);
        profile.id = profile.name = QStringLiteral("example");
        profile.url = *url;
        profile.proxy = isLoopback(url->host()) ? Profile::Proxy::None : Profile::Proxy::System;
    }

    [[noreturn]] static void giveUp(const QString &why)
    {
        QTextStream(stderr) << why << '\n';
        std::exit(1);
    }

    /// Without the watch that asks for the server's version now and then: an example asks what it says, no more.
    [[nodiscard]] static SessionOptions options()
    {
        SessionOptions options;
        options.watchServer = false;
        return options;
    }
};

} // namespace qwats::example
