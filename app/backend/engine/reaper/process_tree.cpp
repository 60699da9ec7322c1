// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace signalbox {

namespace {

struct Entry
{
    pid_t pid = 0;
    pid_t parent = 0;
};

pid_t parentOf(pid_t pid)
{
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/stat", pid);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    char text[512];
    const ssize_t size = read(fd, text, sizeof text - 1);
    close(fd);
    if (size <= 0)
        return 0;
    text[size] = '\0';
    // "pid (name) state ppid …": the name may hold anything, so count from the last parenthesis.
    const char* end = std::strrchr(text, ')');
    return end && std::strlen(end) > 4 ? std::atoi(end + 4) : 0;
}

std::vector<Entry> processes()
{
    std::vector<Entry> found;
    DIR* folder = opendir("/proc");
    if (!folder)
        return found;
    while (const dirent* entry = readdir(folder)) {
        if (const pid_t pid = std::atoi(entry->d_name); pid > 0)
            found.push_back({pid, parentOf(pid)});
    }
    closedir(folder);
    return found;
}

} // namespace

std::vector<pid_t> descendants(pid_t root)
{
    const std::vector<Entry> all = processes();
    std::vector<pid_t> found{root};
    for (std::size_t next = 0; next < found.size(); ++next) {
        for (const Entry& entry : all) {
            if (entry.parent == found[next] && std::find(found.begin(), found.end(), entry.pid) == found.end())
                found.push_back(entry.pid);
        }
    }
    found.erase(found.begin());
    return found;
}

} // namespace signalbox
