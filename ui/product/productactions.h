// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/fetchmany.h"
#include "core/product/productcommands.h"
#include "ui/theme/status.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QAbstractButton;

namespace qwats {
class Session;
}

namespace qwats::ui {

class ActionDialog;
class BulkBar;

/// What people do to products: asks for what is missing, says beforehand what will be read anew, sends each write once,
/// tells how it went in the server's words, and offers to take it back where the server can.
///
/// Thread: GUI. Borrows session, strip and window, which outlive it.
class ProductActions : public QObject
{
    Q_OBJECT

public:
    /// `over` is the widget whose window the dialogs cover.
    ProductActions(Session &session, BulkBar *bulk, QWidget *over);

    void setCategories(const QStringList &names) { m_categories = names; }

    void create();
    void edit(const Product &product);
    void createRevision(const Product &product);
    void editRevision(const Product &product, const ProductRevision &revision);
    void setActive(const ProductList &products, bool active); ///< rows of the list are enough
    void editBom(const QString &partNumber, const QString &revision, const Bom &bom);
    void addVendor();
    void renameVendor(const Vendor &vendor);
    void deleteVendor(const Vendor &vendor); ///< asks first
    void createGroup();
    void renameGroup(const ProductGroup &group);
    /// Builds a revision, asked for by part number, into `parent`.
    void addChild(const BoxBuildPart &parent);
    void editChild(const BoxBuildPart &parent, const BoxBuildPart &child);
    void removeChild(const BoxBuildPart &parent, const BoxBuildPart &child); ///< asks first

    /// Disables the button, with the reason as its tooltip, while the server is away.
    void guard(QAbstractButton *button);
    /// The same, and also while `reason` gives one; see recheck().
    void guard(QAbstractButton *button, const std::function<QString()> &reason);
    void recheck(); ///< asks the reasons again

signals:
    void notify(qwats::ui::StatusKind kind, const QString &title, const QString &text);
    void notifyUndoable(const QString &title, const QString &text, const std::function<void()> &undo);
    void created(const QString &partNumber);

private:
    struct Guarded
    {
        QPointer<QAbstractButton> button;
        std::function<QString()> reason;
        QString tip;
    };
    using Again = std::function<void()>;
    void save(const ProductEdit &edit, const QString &done, const Again &undo);
    void saveRevision(const RevisionEdit &edit, const QString &done, const Again &undo);
    void saveBom(const QString &part, const QString &revision, const Bom &bom, const QString &done, const Again &undo);
    void saveVendor(const Vendor &vendor, const QString &done, const Again &undo);
    void saveGroup(const ProductGroup &group, const QString &done, const Again &undo);
    void saveMany(const std::vector<ProductEdit> &edits, const QString &doing, const QString &done,
                  const std::vector<ProductEdit> &undo);
    void addRelation(const ProductRelation &relation, const QString &done);
    void changeRelation(const ProductRelation &relation, const QString &done, const Again &undo);
    void removeRelation(const ProductRelation &relation, const QString &done, bool undoable);
    void findRevision(const QString &part, const QString &revision,
                      const std::function<void(const ProductRevision &)> &found);
    /// How a write ended: a toast with undo, one without, or the server's words.
    void tell(const Status &status, const QString &done, const Again &undo);
    [[nodiscard]] QString impact(ProductWrite write, const QStringList &parts, const QString &revision = {}) const;
    void open(ActionDialog *dialog, const std::function<void()> &accepted);

    Session &m_session;
    BulkBar *m_bulk;
    QWidget *m_over;
    QStringList m_categories;
    QList<Guarded> m_guarded;
    ManyTicket m_running;
};

} // namespace qwats::ui
