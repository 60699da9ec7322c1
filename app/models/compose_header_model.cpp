// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_header_model.h"

#include "models/item_roles.h"

#include <algorithm>

namespace signalbox {

namespace {

// token, RFC 9110 5.6.2
bool isToken(const QByteArray& name)
{
    static const QByteArray others("!#$%&'*+-.^_`|~");
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || others.contains(c);
    });
}

} // namespace

void ComposeHeaderModel::setHeaders(const HeaderList& headers)
{
    beginResetModel();
    m_rows = headers;
    endResetModel();
}

HeaderList ComposeHeaderModel::headers() const
{
    HeaderList named;
    std::copy_if(
        m_rows.begin(), m_rows.end(), std::back_inserter(named), [](const auto& row) { return !row.first.isEmpty(); });
    return named;
}

QString ComposeHeaderModel::problem() const
{
    for (const auto& [name, value] : headers()) {
        if (!isToken(name))
            return tr("“%1” cannot be the name of a header: letters, digits and -_. are allowed.")
                .arg(QString::fromUtf8(name));
        if (value.contains('\n') || value.contains('\r') || value.contains('\0'))
            return tr("The value of the header %1 has a line break. A header is one line.")
                .arg(QString::fromUtf8(name));
    }
    return {};
}

int ComposeHeaderModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int ComposeHeaderModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComposeHeaderModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool empty = index.row() == m_rows.size();
    if (role == Qt::DisplayRole && empty)
        return index.column() == NameColumn ? tr("add a header…") : QString();
    if (role == DataRole)
        return true;
    if (role == DimRole)
        return empty;
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    if (empty)
        return QString();
    const auto& [name, value] = m_rows.at(index.row());
    return QString::fromUtf8(index.column() == NameColumn ? name : value);
}

bool ComposeHeaderModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QByteArray text = value.toString().trimmed().toUtf8();
    const int row = index.row();
    if (row == m_rows.size()) {
        if (text.isEmpty())
            return false;
        beginInsertRows({}, row, row);
        m_rows.emplaceBack();
        endInsertRows();
    }
    auto& [name, content] = m_rows[row];
    (index.column() == NameColumn ? name : content) = text;
    if (name.isEmpty() && (content.isEmpty() || index.column() == NameColumn)) {
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    } else {
        emit dataChanged(index, index);
    }
    emit edited();
    return true;
}

Qt::ItemFlags ComposeHeaderModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? QAbstractTableModel::flags(index) | Qt::ItemIsEditable : Qt::NoItemFlags;
}

QVariant ComposeHeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace signalbox
