// SPDX-License-Identifier: GPL-3.0-or-later
// Vendors, groups, and what a revision is built from.
#include "core/session/session.h"
#include "ui/product/productactions.h"
#include "ui/widgets/actiondialog.h"
#include "ui/widgets/words.h"

#include <QLineEdit>
#include <QSpinBox>

namespace qwats::ui {
namespace {

constexpr int LongestWord = 100;
constexpr int MostPieces = 1'000'000;

ProductRelation relationOf(const BoxBuildPart &parent, const BoxBuildPart &child)
{
    ProductRelation relation;
    relation.id = child.relationId;
    relation.parentRevisionId = parent.revisionId;
    relation.childRevisionId = child.revisionId;
    relation.quantity = child.quantity;
    relation.itemNumber = child.itemNumber;
    relation.revisionMask = child.revisionMask;
    relation.childPartNumber = child.partNumber;
    relation.childRevision = child.revision;
    return relation;
}

} // namespace

void ProductActions::saveVendor(const Vendor &vendor, const QString &done, const Again &undo)
{
    m_session.products().saveVendor(vendor, this,
                                    [this, done, undo](const Result<std::shared_ptr<const Vendor>> &saved) {
                                        tell(saved ? Status() : Status(failure(saved.error())), done, undo);
                                    });
}

void ProductActions::addVendor()
{
    auto *dialog = new ActionDialog(tr("New vendor"), tr("Add vendor"), m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveVendor, {}));
    auto *name = dialog->addLine(tr("Name"), {}, LongestWord, tr("Type a name first"));
    open(dialog, [this, name] {
        const QString text = name->text().trimmed();
        const auto reply = [this, text](const Result<std::shared_ptr<const Vendor>> &saved) {
            if (!saved || (*saved)->id.isEmpty()) {
                tell(saved ? Status() : Status(failure(saved.error())), tr("%1 added.").arg(text), {});
                return;
            }
            tell(Status(), tr("%1 added.").arg(text), [this, text, id = (*saved)->id] {
                m_session.products().deleteVendor(id, this, [this, text](const Status &status) {
                    tell(status, tr("%1 is gone again.").arg(text), {});
                });
            });
        };
        m_session.products().saveVendor(Vendor{{}, text}, this, reply);
    });
}

void ProductActions::renameVendor(const Vendor &vendor)
{
    auto *dialog = new ActionDialog(tr("Rename %1").arg(vendor.name), tr("Rename"), m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveVendor, {}));
    auto *name = dialog->addLine(tr("Name"), vendor.name, LongestWord, tr("Type a name first"));
    dialog->setCheck(
        [name, vendor] { return name->text().trimmed() == vendor.name ? tr("Nothing was changed yet") : QString(); });
    open(dialog, [this, name, vendor] {
        const QString text = name->text().trimmed();
        saveVendor({vendor.id, text}, tr("%1 is called %2.").arg(vendor.name, text),
                   [this, vendor] { saveVendor(vendor, tr("%1 is as it was.").arg(vendor.name), {}); });
    });
}

void ProductActions::deleteVendor(const Vendor &vendor)
{
    auto *dialog = new ActionDialog(tr("Delete %1").arg(vendor.name), tr("Delete"), m_over->window());
    dialog->setEffect(tr("It goes from the server's list of vendors, for every product.") + u' '
                      + impact(ProductWrite::DeleteVendor, {}));
    dialog->setDestructive();
    open(dialog, [this, vendor] {
        m_session.products().deleteVendor(vendor.id, this, [this, vendor](const Status &status) {
            tell(status, tr("%1 deleted.").arg(vendor.name), {});
        });
    });
}

void ProductActions::saveGroup(const ProductGroup &group, const QString &done, const Again &undo)
{
    m_session.products().saveGroup(group, this,
                                   [this, done, undo](const Result<std::shared_ptr<const ProductGroup>> &saved) {
                                       tell(saved ? Status() : Status(failure(saved.error())), done, undo);
                                   });
}

void ProductActions::createGroup()
{
    auto *dialog = new ActionDialog(tr("New product group"), tr("Create group"), m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveGroup, {}));
    auto *name = dialog->addLine(tr("Name"), {}, LongestWord, tr("Type a name first"));
    open(dialog, [this, name] {
        const QString text = name->text().trimmed();
        saveGroup({0, text}, tr("Group %1 created.").arg(text), {});
    });
}

void ProductActions::renameGroup(const ProductGroup &group)
{
    auto *dialog = new ActionDialog(tr("Rename group %1").arg(group.name), tr("Rename"), m_over->window());
    dialog->setEffect(impact(ProductWrite::SaveGroup, {}));
    auto *name = dialog->addLine(tr("Name"), group.name, LongestWord, tr("Type a name first"));
    dialog->setCheck(
        [name, group] { return name->text().trimmed() == group.name ? tr("Nothing was changed yet") : QString(); });
    open(dialog, [this, name, group] {
        const QString text = name->text().trimmed();
        saveGroup({group.id, text}, tr("Group %1 is called %2.").arg(group.name, text),
                  [this, group] { saveGroup(group, tr("Group %1 is as it was.").arg(group.name), {}); });
    });
}

void ProductActions::findRevision(const QString &part, const QString &revision,
                                  const std::function<void(const ProductRevision &)> &found)
{
    const auto take = [this, part, revision, found](const Fetched<Product> &product) {
        if (!product.value) {
            emit notify(StatusKind::Error, tr("Nothing was changed."),
                        product.error ? product.error->message : tr("There is no product %1.").arg(part));
            return;
        }
        for (const ProductRevision &one : product->revisions) {
            if (one.revision == revision) {
                found(one);
                return;
            }
        }
        emit notify(StatusKind::Error, tr("Nothing was changed."),
                    tr("Product %1 has no revision %2.").arg(part, revision));
    };
    FetchOptions options;
    options.initiator = "products page";
    const auto now = m_session.fetcher().fetch<Product>(ProductService::one(part), options, this,
                                                        [take](const Fetched<Product> &product) {
                                                            if (!product.pending)
                                                                take(product);
                                                        });
    if (!now.pending)
        take(now);
}

void ProductActions::addRelation(const ProductRelation &relation, const QString &done)
{
    m_session.products().addRelation(relation, this, [this, done](const Result<ProductRelation> &added) {
        if (!added) {
            tell(failure(added.error()), {}, {});
            return;
        }
        const ProductRelation known = *added;
        if (known.id.isEmpty())
            tell(Status(), done, {});
        else
            tell(Status(), done, [this, known] { removeRelation(known, tr("The part is out again."), false); });
    });
}

void ProductActions::changeRelation(const ProductRelation &relation, const QString &done, const Again &undo)
{
    m_session.products().changeRelation(relation, this, [this, done, undo](const Result<ProductRelation> &changed) {
        tell(changed ? Status() : Status(failure(changed.error())), done, undo);
    });
}

void ProductActions::removeRelation(const ProductRelation &relation, const QString &done, bool undoable)
{
    m_session.products().deleteRelation(relation.id, this, [this, relation, done, undoable](const Status &status) {
        const auto again = [this, relation] {
            ProductRelation fresh = relation;
            fresh.id.clear();
            addRelation(fresh, tr("%1 is built in again.").arg(relation.childPartNumber));
        };
        tell(status, done, undoable ? Again(again) : Again());
    });
}

void ProductActions::addChild(const BoxBuildPart &parent)
{
    auto *dialog = new ActionDialog(tr("Add a part to %1, revision %2").arg(parent.partNumber, parent.revision),
                                    tr("Add part"), m_over->window());
    dialog->setEffect(impact(ProductWrite::AddRelation, {parent.partNumber}));
    auto *part = dialog->addLine(tr("Part number"), {}, LongestWord, tr("Type a part number first"));
    auto *revision = dialog->addLine(tr("Revision"), {}, LongestWord, tr("Type a revision first"));
    auto *quantity = dialog->addNumber(tr("Quantity"), 1, 1, MostPieces);
    auto *mask = dialog->addLine(tr("Revision mask"), {}, LongestWord);
    mask->setPlaceholderText(tr("Empty: exactly this revision. B,C.% takes B and all of C"));
    dialog->setCheck([part, parent] {
        return part->text().trimmed() == parent.partNumber ? tr("A product cannot be built into itself") : QString();
    });
    open(dialog, [=, this] {
        const QString child = part->text().trimmed();
        findRevision(child, revision->text().trimmed(),
                     [this, parent, child, pieces = quantity->value(),
                      pattern = mask->text().trimmed()](const ProductRevision &one) {
                         ProductRelation relation;
                         relation.parentRevisionId = parent.revisionId;
                         relation.childRevisionId = one.id;
                         relation.quantity = pieces;
                         relation.revisionMask = pattern;
                         relation.childPartNumber = child;
                         relation.childRevision = one.revision;
                         addRelation(relation, tr("%1 is built into %2.").arg(child, parent.partNumber));
                     });
    });
}

void ProductActions::editChild(const BoxBuildPart &parent, const BoxBuildPart &child)
{
    auto *dialog
        = new ActionDialog(tr("Edit %1 in %2").arg(child.partNumber, parent.partNumber), tr("Save"), m_over->window());
    dialog->setEffect(impact(ProductWrite::ChangeRelation, {parent.partNumber}));
    auto *quantity
        = dialog->addNumber(tr("Quantity"), int(std::clamp<qint64>(child.quantity, 1, MostPieces)), 1, MostPieces);
    auto *mask = dialog->addLine(tr("Revision mask"), child.revisionMask, LongestWord);
    dialog->setCheck([quantity, mask, child] {
        const bool same = quantity->value() == child.quantity && mask->text().trimmed() == child.revisionMask;
        return same ? tr("Nothing was changed yet") : QString();
    });
    open(dialog, [this, quantity, mask, before = relationOf(parent, child)] {
        ProductRelation after = before;
        after.quantity = quantity->value();
        after.revisionMask = mask->text().trimmed();
        changeRelation(after, tr("%1 saved.").arg(before.childPartNumber), [this, before] {
            changeRelation(before, tr("%1 is as it was.").arg(before.childPartNumber), {});
        });
    });
}

void ProductActions::removeChild(const BoxBuildPart &parent, const BoxBuildPart &child)
{
    auto *dialog = new ActionDialog(tr("Remove %1 from %2").arg(child.partNumber, parent.partNumber), tr("Remove"),
                                    m_over->window());
    dialog->setEffect(tr("The part itself stays.") + u' ' + impact(ProductWrite::DeleteRelation, {parent.partNumber}));
    open(dialog, [this, relation = relationOf(parent, child), name = parent.partNumber] {
        removeRelation(relation, tr("%1 is out of %2.").arg(relation.childPartNumber, name), true);
    });
}

} // namespace qwats::ui
