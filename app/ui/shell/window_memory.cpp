// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_memory.h"

#include "ui/shell/settings.h"
#include "ui/widgets/data_table.h"

#include <QHeaderView>
#include <QSplitter>

namespace signalbox {
namespace {

const auto geometryKey = QStringLiteral("window.geometry");

QString splitKey(const QSplitter* split)
{
    return QStringLiteral("split.") + split->objectName();
}

QString columnsKey(const DataTable* table)
{
    return QStringLiteral("columns.") + table->objectName();
}

// Qt names a splitter's handles itself; only ours are remembered.
bool isNamed(const QObject* object)
{
    return !object->objectName().isEmpty() && !object->objectName().startsWith(QLatin1String("qt_"));
}

} // namespace

void rememberWindow(QWidget& window, Settings& settings)
{
    settings.setBytes(geometryKey, window.saveGeometry());
    for (const QSplitter* split : window.findChildren<QSplitter*>())
        if (isNamed(split))
            settings.setBytes(splitKey(split), split->saveState());
    for (const DataTable* table : window.findChildren<DataTable*>())
        if (isNamed(table) && table->isSizedByUser())
            settings.setBytes(columnsKey(table), table->horizontalHeader()->saveState());
}

void recallWindow(QWidget& window, const Settings& settings)
{
    if (const QByteArray geometry = settings.bytes(geometryKey); !geometry.isEmpty())
        window.restoreGeometry(geometry);
    for (QSplitter* split : window.findChildren<QSplitter*>())
        if (const QByteArray state = settings.bytes(splitKey(split)); isNamed(split) && !state.isEmpty())
            split->restoreState(state);
    for (DataTable* table : window.findChildren<DataTable*>())
        if (const QByteArray state = settings.bytes(columnsKey(table)); isNamed(table) && !state.isEmpty())
            table->restoreColumns(state);
}

} // namespace signalbox
