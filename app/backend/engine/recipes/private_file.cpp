// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/recipes/private_file.h"

#include "backend/engine/recipes/recipe_text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace signalbox {

Result<void> writePrivateFile(const QString& path, const QByteArray& content)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
        file.write(content) == content.size() && file.commit())
        return {};
    return fail(Error::Code::Failed,
                RecipeText::tr("The file %1 cannot be written: %2. Make room, or check who may write there.")
                    .arg(path, file.errorString()));
}

Result<QByteArray> readWholeFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound,
                    RecipeText::tr("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    return file.readAll();
}

} // namespace signalbox
