// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_value_list.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/parts.h"

#include <QGridLayout>

#include <algorithm>

namespace signalbox {

KeyValueList::KeyValueList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, 96);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueList::setRows(const QList<Inspection::Row>& rows)
{
    if (rows == m_rows)
        return;
    const bool inPlace = canUpdate(rows);
    m_rows = rows;
    if (inPlace) {
        for (int row = 0; row < rows.size(); ++row) {
            m_values[row]->setText(rows[row].value);
            m_values[row]->setAccessibleName(rows[row].key + QStringLiteral(": ") + rows[row].value);
        }
        return;
    }
    m_values.clear();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (int row = 0; row < rows.size(); ++row)
        addRow(row, rows[row]);
}

bool KeyValueList::canUpdate(const QList<Inspection::Row>& rows) const
{
    return std::ranges::equal(rows, m_rows, [](const Inspection::Row& a, const Inspection::Row& b) {
        return a.key == b.key && a.link == b.link;
    });
}

void KeyValueList::addRow(int row, const Inspection::Row& content)
{
    auto* key = new ElidedLabel(content.key, this);
    key->setProperty("role", QStringLiteral("dim"));
    key->setMaximumWidth(150);
    m_grid->addWidget(key, row, 0);
    if (content.link.kind == Link::Kind::None) {
        auto* value = new ElidedLabel(content.value, this);
        value->setProperty("role", QStringLiteral("data"));
        value->setAccessibleName(content.key + QStringLiteral(": ") + content.value);
        m_grid->addWidget(value, row, 1);
        m_values.append(value);
        return;
    }
    auto* value = new LinkLabel(content.value, content.link, this);
    connect(value, &LinkLabel::activated, this, &KeyValueList::linkActivated);
    value->setAccessibleName(content.key + QStringLiteral(": ") + content.value);
    m_grid->addWidget(value, row, 1, Qt::AlignLeft);
    m_values.append(value);
}

} // namespace signalbox
