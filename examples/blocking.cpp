// SPDX-License-Identifier: GPL-3.0-or-later
// For scripts: a line a question, no callbacks, no event loop. Fetcher::ask gives a future that is completed on the
// client's own thread, so waiting for it blocks nothing but the script.
#include "examples/server.h"

using namespace qwats;

namespace {

template <typename T> std::shared_ptr<const T> get(Session &session, const Query<T> &query)
{
    FetchOptions options;
    options.deadline = std::chrono::seconds(20); // it ends by then, with a value or an error
    auto future = session.fetcher().ask(query, options);
    future.waitForFinished();
    const Fetched<T> answer = future.result();
    if (!answer)
        example::Server::giveUp(answer.error->message);
    return answer.value;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv); // networking wants one; it need not run
    example::Server server;
    Session session(server.profile, server.token, example::Server::options());
    QTextStream out(stdout);

    const auto products = get(session, ProductService::list());
    out << "products: " << products->size() << '\n';
    const auto product = get(session, ProductService::one(products->front().partNumber));
    out << "the first is itself: " << (product->partNumber == products->front().partNumber ? "yes" : "no") << '\n';

    // Several at once: ask first, wait afterwards.
    std::vector<QFuture<Fetched<Product>>> futures;
    for (const Product &one : *products)
        futures.push_back(session.fetcher().ask(ProductService::one(one.partNumber)));
    size_t complete = 0;
    for (auto &future : futures) {
        future.waitForFinished();
        complete += future.result() ? 1 : 0;
    }
    out << "side by side: " << complete << " of " << futures.size() << '\n';
    return 0;
}
