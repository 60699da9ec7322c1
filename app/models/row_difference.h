// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QSet>

namespace signalbox {

// Turns the rows of a model into `wanted` by the removals, insertions and changes that are needed and no more, so that
// selection and scroll position of the views survive a refresh. `key` names a row; keys are unique in both lists.
// `model` announces: beginRemove(first, last), endRemove(), beginInsert(first, last), endInsert(), changed(row).
template<typename Row, typename Key, typename Model>
class RowDifference
{
public:
    RowDifference(QList<Row>& rows, Key key, Model model)
        : m_rows(rows)
        , m_key(key)
        , m_model(model)
    {
    }

    void apply(const QList<Row>& wanted)
    {
        removeMissing(wanted);
        QSet<decltype(m_key(wanted.first()))> present;
        for (const Row& row : m_rows)
            present.insert(m_key(row));
        for (qsizetype i = 0; i < wanted.size();) {
            if (i < m_rows.size() && m_key(m_rows.at(i)) == m_key(wanted.at(i))) {
                replace(i, wanted.at(i));
                ++i;
                continue;
            }
            if (present.contains(m_key(wanted.at(i)))) // it stands further down: out there, in here
                removeLater(i, m_key(wanted.at(i)));
            qsizetype end = i + 1;
            while (end < wanted.size() && !present.contains(m_key(wanted.at(end))))
                ++end;
            insert(i, wanted.mid(i, end - i));
            i = end;
        }
    }

private:
    void removeMissing(const QList<Row>& wanted)
    {
        QSet<decltype(m_key(wanted.first()))> keys;
        for (const Row& row : wanted)
            keys.insert(m_key(row));
        for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
            if (keys.contains(m_key(m_rows.at(last))))
                continue;
            qsizetype first = last;
            while (first > 0 && !keys.contains(m_key(m_rows.at(first - 1))))
                --first;
            remove(first, last);
            last = first;
        }
    }

    template<typename K>
    void removeLater(qsizetype from, const K& key)
    {
        for (qsizetype i = from; i < m_rows.size(); ++i) {
            if (m_key(m_rows.at(i)) == key) {
                remove(i, i);
                return;
            }
        }
    }

    void remove(qsizetype first, qsizetype last)
    {
        m_model.beginRemove(static_cast<int>(first), static_cast<int>(last));
        m_rows.remove(first, last - first + 1);
        m_model.endRemove();
    }

    void insert(qsizetype at, const QList<Row>& added)
    {
        m_model.beginInsert(static_cast<int>(at), static_cast<int>(at + added.size() - 1));
        QList<Row> joined = m_rows.mid(0, at);
        joined.reserve(m_rows.size() + added.size());
        joined += added;
        joined += m_rows.mid(at);
        m_rows = std::move(joined);
        m_model.endInsert();
    }

    void replace(qsizetype at, const Row& wanted)
    {
        if (m_rows.at(at) == wanted)
            return;
        m_rows[at] = wanted;
        m_model.changed(static_cast<int>(at));
    }

    QList<Row>& m_rows;
    Key m_key;
    Model m_model;
};

} // namespace signalbox
