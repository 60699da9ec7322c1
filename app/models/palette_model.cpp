// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/palette_model.h"

#include <algorithm>
#include <utility>

namespace signalbox {

int fuzzyScore(const QString& query, const QString& text)
{
    if (query.isEmpty())
        return 1;
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar wanted : query) {
        if (wanted.isSpace())
            continue;
        while (at < text.size() && text.at(at).toLower() != wanted.toLower())
            ++at;
        if (at == text.size())
            return 0;
        const bool wordBegins = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += 1 + (wordBegins ? 6 : 0) + (at == previous + 1 ? 4 : 0);
        previous = at;
        ++at;
    }
    // Of two that fit alike the shorter one is meant.
    return score * 100 - int(std::min<qsizetype>(text.size(), 99)) + 100;
}

void PaletteModel::setItems(const QList<PaletteItem>& items)
{
    m_items = items;
    filter();
}

void PaletteModel::setQuery(const QString& query)
{
    m_query = query.trimmed();
    filter();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteItem& item = m_shown[index.row()];
    switch (role) {
    case Qt::DisplayRole: return item.title;
    case Qt::AccessibleTextRole: return QStringLiteral("%1, %2").arg(item.title, item.category);
    case CategoryRole: return item.category;
    case ShortcutRole: return item.shortcut;
    default: return {};
    }
}

void PaletteModel::filter()
{
    std::vector<std::pair<int, qsizetype>> order;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const int score = std::max(fuzzyScore(m_query, m_items[i].title),
                                   fuzzyScore(m_query, m_items[i].category + QLatin1Char(' ') + m_items[i].title) - 50);
        if (score > 0 && m_items[i].enabled)
            order.emplace_back(-score, i);
    }
    if (!m_query.isEmpty())
        std::ranges::sort(order);
    QList<PaletteItem> shown;
    for (const auto& [score, i] : order)
        shown.append(m_items[i]);
    beginResetModel(); // another question has another answer: there is nothing to keep
    m_shown = std::move(shown);
    endResetModel();
}

} // namespace signalbox
