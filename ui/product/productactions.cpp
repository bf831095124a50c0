// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/product/productactions.h"

#include "core/session/session.h"
#include "ui/product/bomeditdialog.h"
#include "ui/product/producteditdialog.h"
#include "ui/shell/impact.h"
#include "ui/widgets/bulkbar.h"
#include "ui/widgets/words.h"

#include <QAbstractButton>

namespace qwats::ui {
namespace {

template <typename T> Status statusOfReply(const Result<T> &reply)
{
    return reply ? Status() : Status(failure(reply.error()));
}

} // namespace

ProductActions::ProductActions(Session &session, BulkBar *bulk, QWidget *over)
    : QObject(over)
    , m_session(session)
    , m_bulk(bulk)
    , m_over(over)
{
    connect(bulk, &BulkBar::cancelRequested, this, [this] { m_running.cancel(); });
    connect(&session, &Session::serverStateChanged, this, &ProductActions::recheck);
}

void ProductActions::guard(QAbstractButton *button)
{
    guard(button, {});
}

void ProductActions::guard(QAbstractButton *button, const std::function<QString()> &reason)
{
    m_guarded.append({button, reason, button->toolTip()});
    recheck();
}

void ProductActions::recheck()
{
    const bool away = m_session.serverState().isOutage();
    for (const Guarded &one : std::as_const(m_guarded)) {
        if (!one.button)
            continue;
        const QString why = away ? tr("The server cannot be reached; changes are not possible now.")
            : one.reason         ? one.reason()
                                 : QString();
        one.button->setEnabled(why.isEmpty());
        one.button->setToolTip(why.isEmpty() ? one.tip : why);
    }
}

QString ProductActions::impact(ProductWrite write, const QStringList &parts, const QString &revision) const
{
    return impactSentence(m_session.cache(), tagsDroppedBy(write, parts, revision));
}

void ProductActions::open(ActionDialog *dialog, const std::function<void()> &accepted)
{
    connect(dialog, &QDialog::accepted, this, accepted);
    dialog->openOver();
}

void ProductActions::tell(const Status &status, const QString &done, const Again &undo)
{
    if (!status)
        emit notify(StatusKind::Error, tr("Nothing was changed."), status.error().message);
    else if (undo)
        emit notifyUndoable(done, {}, undo);
    else
        emit notify(StatusKind::Ok, done, {});
}

void ProductActions::save(const ProductEdit &edit, const QString &done, const Again &undo)
{
    m_session.products().save(edit, this, [this, done, undo](const Result<std::shared_ptr<const Product>> &saved) {
        tell(statusOfReply(saved), done, undo);
    });
}

void ProductActions::create()
{
    auto *dialog = new ProductEditDialog(std::nullopt, m_categories, m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveProduct, {}));
    open(dialog, [this, dialog] {
        const ProductEdit edit = dialog->edit();
        m_session.products().save(edit, this, [this, edit](const Result<std::shared_ptr<const Product>> &saved) {
            tell(statusOfReply(saved), tr("%1 created.").arg(edit.partNumber), {});
            if (saved)
                emit created(edit.partNumber);
        });
    });
}

void ProductActions::edit(const Product &product)
{
    auto *dialog = new ProductEditDialog(product, m_categories, m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveProduct, {product.partNumber}));
    open(dialog, [this, dialog] {
        const ProductEdit back = dialog->undo();
        save(dialog->edit(), tr("%1 saved.").arg(back.partNumber),
             [this, back] { save(back, tr("%1 is as it was.").arg(back.partNumber), {}); });
    });
}

void ProductActions::saveRevision(const RevisionEdit &edit, const QString &done, const Again &undo)
{
    m_session.products().saveRevision(edit, this,
                                      [this, done, undo](const Result<std::shared_ptr<const ProductRevision>> &saved) {
                                          tell(statusOfReply(saved), done, undo);
                                      });
}

void ProductActions::createRevision(const Product &product)
{
    auto *dialog = new RevisionEditDialog(product, std::nullopt, m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveRevision, {product.partNumber}));
    open(dialog, [this, dialog] {
        const RevisionEdit edit = dialog->edit();
        saveRevision(edit, tr("Revision %1 of %2 created.").arg(edit.revision, edit.partNumber), {});
    });
}

void ProductActions::editRevision(const Product &product, const ProductRevision &revision)
{
    auto *dialog = new RevisionEditDialog(product, revision, m_over->window());
    dialog->setEffect(
        impact(ProductWrite::SaveRevision, {product.partNumber}, product.partNumber + u'\n' + revision.revision));
    open(dialog, [this, dialog] {
        const RevisionEdit back = dialog->undo();
        saveRevision(dialog->edit(), tr("Revision %1 of %2 saved.").arg(back.revision, back.partNumber), [this, back] {
            saveRevision(back, tr("Revision %1 of %2 is as it was.").arg(back.revision, back.partNumber), {});
        });
    });
}

void ProductActions::setActive(const ProductList &products, bool active)
{
    std::vector<ProductEdit> edits;
    std::vector<ProductEdit> back;
    for (const Product &product : products) {
        if (product.active == active)
            continue;
        ProductEdit edit;
        edit.partNumber = product.partNumber;
        edit.nonSerial = product.nonSerial;
        edit.active = active;
        edits.push_back(edit);
        edit.active = product.active;
        back.push_back(edit);
    }
    saveMany(edits, active ? tr("Activating") : tr("Deactivating"),
             active ? tr("%1 products are active.") : tr("%1 products are inactive."), back);
}

void ProductActions::saveMany(const std::vector<ProductEdit> &edits, const QString &doing, const QString &done,
                              const std::vector<ProductEdit> &undo)
{
    if (edits.empty() || m_bulk->isRunning()) {
        emit notify(StatusKind::Warning,
                    edits.empty() ? tr("They are so already.") : tr("Something else is under way."), {});
        return;
    }
    m_bulk->begin(doing, static_cast<int>(edits.size()));
    const auto finish = [this, edits, done, undo](const std::vector<Result<std::shared_ptr<const Product>>> &replies) {
        QStringList problems;
        std::vector<ProductEdit> back;
        qint64 good = 0;
        bool stopped = false;
        for (size_t i = 0; i < replies.size(); ++i) {
            if (replies[i]) {
                ++good;
                if (!undo.empty())
                    back.push_back(undo[i]);
            } else if (replies[i].error().kind == Error::Kind::Cancelled) {
                stopped = true;
            } else {
                problems << QStringLiteral("%1: %2").arg(edits[i].partNumber, replies[i].error().message);
            }
        }
        m_bulk->end(tr("%1 of %2 done, %3 failed.")
                        .arg(words::count(good), words::count(qint64(edits.size())), words::count(problems.size())),
                    problems, stopped);
        if (good == 0)
            emit notify(StatusKind::Error, tr("Nothing was changed."), problems.value(0));
        else if (back.empty())
            emit notify(StatusKind::Ok, done.arg(words::count(good)), {});
        else
            emit notifyUndoable(done.arg(words::count(good)), {}, [this, back] {
                saveMany(back, tr("Taking back"), tr("%1 products are as they were."), {});
            });
    };
    m_running = m_session.products().saveMany(edits, this, finish, [this](size_t count, size_t) {
        if (m_bulk->isRunning())
            m_bulk->setDone(static_cast<int>(count));
    });
}

void ProductActions::saveBom(const QString &part, const QString &revision, const Bom &bom, const QString &done,
                             const Again &undo)
{
    m_session.products().saveBom(part, revision, bom, this,
                                 [this, done, undo](const Status &status) { tell(status, done, undo); });
}

void ProductActions::editBom(const QString &partNumber, const QString &revision, const Bom &bom)
{
    auto *dialog = new BomEditDialog(tr("Bill of materials of %1, revision %2").arg(partNumber, revision), bom,
                                     impact(ProductWrite::SaveBom, {partNumber}, partNumber + u'\n' + revision),
                                     m_over->window());
    open(dialog, [this, dialog, partNumber, revision, bom] {
        saveBom(partNumber, revision, dialog->bom(), tr("Bill of materials of %1 saved.").arg(partNumber),
                [this, partNumber, revision, bom] {
                    saveBom(partNumber, revision, bom, tr("Bill of materials of %1 is as it was.").arg(partNumber), {});
                });
    });
}

} // namespace qwats::ui
