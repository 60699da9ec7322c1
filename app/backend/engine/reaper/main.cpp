// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-reaper: runs one program and makes sure that nothing of it survives the daemon, where PID namespaces are
// forbidden. It is a "child subreaper" (prctl(2)): whatever its descendants leave behind becomes its own child, double
// forks and new sessions included. It holds one end of a pipe; when the daemon's end closes, however the daemon ended,
// it kills all of them. No Qt: it must be small and start fast.
//
//   signalbox-reaper --status-fd N --life-fd N [--user NAME] -- program arguments…
//
// Tells the program's pid on the status descriptor ({"inner-pid": N}), and ends with its exit code, 128 + signal when
// it was killed, after everything else it left behind is gone.
#include "process_tree.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

namespace {

struct Options
{
    int statusFd = -1;
    int lifeFd = -1;
    const char* user = nullptr;
    char** command = nullptr;
};

constexpr int cannotRun = 126;
constexpr int notFound = 127;
constexpr int usageError = 64;

bool parse(char** arguments, Options& options)
{
    for (char** word = arguments + 1; *word; ++word) {
        const std::string_view name = *word;
        if (name == "--") {
            options.command = word + 1;
            break;
        }
        if (!word[1])
            return false;
        if (name == "--status-fd")
            options.statusFd = std::atoi(*++word);
        else if (name == "--life-fd")
            options.lifeFd = std::atoi(*++word);
        else if (name == "--user")
            options.user = *++word;
        else
            return false;
    }
    return options.lifeFd >= 0 && options.command && options.command[0];
}

bool becomeUser(const char* name)
{
    const passwd* entry = getpwnam(name);
    return entry && initgroups(name, entry->pw_gid) == 0 && setgid(entry->pw_gid) == 0 && setuid(entry->pw_uid) == 0;
}

[[noreturn]] void runProgram(const Options& options, const sigset_t& signals, pid_t reaper)
{
    sigprocmask(SIG_SETMASK, &signals, nullptr);
    if (options.user && !becomeUser(options.user)) {
        std::fprintf(stderr, "signalbox-reaper: cannot become %s: %s\n", options.user, std::strerror(errno));
        _exit(cannotRun);
    }
    // After the change of credentials, which clears it. Covers the reaper itself being killed.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != reaper)
        _exit(cannotRun);
    execv(options.command[0], options.command);
    const int error = errno;
    std::fprintf(stderr, "signalbox-reaper: cannot run %s: %s\n", options.command[0], std::strerror(error));
    _exit(error == ENOENT ? notFound : cannotRun);
}

int codeOf(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// True once there is no child left. Takes note of the program's own end.
bool collect(pid_t program, int& code, bool& ended)
{
    for (;;) {
        int status = 0;
        const pid_t pid = waitpid(-1, &status, WNOHANG);
        if (pid < 0)
            return errno == ECHILD;
        if (pid == 0)
            return false;
        if (pid == program) {
            code = codeOf(status);
            ended = true;
        }
    }
}

// A killed parent hands its children to us, so each round may find new ones; it ends when none is left.
void killEverything(pid_t program, int& code)
{
    bool ended = false;
    const timespec pause{0, 2'000'000};
    while (!collect(program, code, ended)) {
        for (const pid_t pid : signalbox::descendants(getpid()))
            kill(pid, SIGKILL);
        nanosleep(&pause, nullptr);
    }
}

int supervise(const Options& options, pid_t program, int childEvents)
{
    int code = cannotRun;
    bool ended = false;
    pollfd watched[] = {{options.lifeFd, POLLIN, 0}, {childEvents, POLLIN, 0}};
    while (!ended) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR)
            break;
        signalfd_siginfo event;
        while (read(childEvents, &event, sizeof event) > 0) {
        }
        collect(program, code, ended);
        if (watched[0].revents != 0) // never written to: readable means that the daemon's end is closed
            break;
    }
    killEverything(program, code);
    return code;
}

} // namespace

int main(int argc, char* argv[])
{
    Options options;
    if (argc < 2 || !parse(argv, options)) {
        std::fputs("usage: signalbox-reaper --status-fd N --life-fd N [--user NAME] -- program arguments...\n", stderr);
        return usageError;
    }
    fcntl(options.lifeFd, F_SETFD, FD_CLOEXEC);
    fcntl(options.statusFd, F_SETFD, FD_CLOEXEC);
    prctl(PR_SET_PDEATHSIG, 0); // the daemon's death is told by the pipe: the reaper has to live through it
    prctl(PR_SET_CHILD_SUBREAPER, 1);

    sigset_t blocked;
    sigset_t before;
    sigfillset(&blocked); // a signal to the group must not end the one that cleans up
    sigprocmask(SIG_SETMASK, &blocked, &before);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    const int childEvents = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);

    const pid_t self = getpid();
    const pid_t program = fork();
    if (program == 0)
        runProgram(options, before, self);
    if (program < 0 || childEvents < 0) {
        std::fprintf(stderr, "signalbox-reaper: %s\n", std::strerror(errno));
        return cannotRun;
    }
    if (options.statusFd >= 0)
        dprintf(options.statusFd, "{ \"inner-pid\": %d }\n", program);
    return supervise(options, program, childEvents);
}
