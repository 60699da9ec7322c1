// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/process/path_copy.h"

#include <QFile>

#include <filesystem>

namespace signalbox {

namespace {

namespace fs = std::filesystem;

bool isCurrent(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    return fs::file_size(from, error) == fs::file_size(to, error) && !error &&
           fs::last_write_time(from, error) == fs::last_write_time(to, error) && !error;
}

void copyFile(const fs::path& from, const fs::path& to)
{
    if (isCurrent(from, to))
        return;
    fs::remove(to); // not overwritten: a running program may not be written to, and its inode stays valid
    fs::copy_file(from, to);
    const bool runs = (fs::status(from).permissions() & fs::perms::owner_exec) != fs::perms::none;
    fs::permissions(to, fs::perms::owner_read | (runs ? fs::perms::owner_exec : fs::perms::none));
    fs::last_write_time(to, fs::last_write_time(from));
}

} // namespace

QString copyPath(const QString& from, const QString& to)
{
    const fs::path source = QFile::encodeName(from).toStdString();
    const fs::path target = QFile::encodeName(to).toStdString();
    try {
        fs::create_directories(target.parent_path());
        if (fs::is_directory(source)) {
            fs::remove_all(target);
            fs::create_directories(target);
            for (const auto& entry :
                 fs::recursive_directory_iterator(source, fs::directory_options::follow_directory_symlink)) {
                const fs::path copy = target / fs::relative(entry.path(), source);
                entry.is_directory() ? void(fs::create_directories(copy)) : copyFile(entry.path(), copy);
            }
        } else {
            copyFile(source, target);
        }
    } catch (const fs::filesystem_error& error) {
        return QString::fromLocal8Bit(error.what());
    }
    return {};
}

} // namespace signalbox
