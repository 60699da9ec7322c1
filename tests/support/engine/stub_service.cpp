// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A service that behaves as it is told, for tests of the engine. Words are carried out in order; in the end it serves
// or waits until SIGTERM, and leaves with 0.
//
//   print TEXT        a line on stdout
//   env NAME          the value of a variable, as a line
//   read FILE         the first line of a file, as a line
//   write FILE        creates a file
//   whoami            "uid N", as a line
//   ignore-term       SIGTERM is ignored from here on
//   linger MS         SIGTERM ends it only after so long
//   leave-behind PORT a child that forks twice into a session of its own, ignores SIGTERM and listens
//   exit CODE         ends at once
//   raise SIGNAL      ends by a signal
//   unready FILE      answers 503 for as long as the file exists
//   chatter           a child prints a long line every 20 ms
//   listen PORT       answers every request with 200
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

constexpr int cannotListen = 98;
constexpr int backlog = 16;

std::string unreadyFile;
volatile sig_atomic_t lingerMs = 0;

[[noreturn]] void die(const char* what)
{
    std::fprintf(stderr, "stub: %s: %s\n", what, std::strerror(errno));
    std::exit(EXIT_FAILURE);
}

int listenOn(const char* port)
{
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(std::atoi(port)));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(server, backlog) != 0) {
        std::perror("stub: bind");
        std::exit(cannotListen);
    }
    return server;
}

[[noreturn]] void serve(int server)
{
    for (;;) {
        const int client = accept(server, nullptr, nullptr);
        if (client < 0)
            continue;
        char request[2048];
        const bool ready = unreadyFile.empty() || access(unreadyFile.c_str(), F_OK) != 0;
        const std::string_view answer =
            ready ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  : "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n"
                    "{\"checks\":[{\"name\":\"store\",\"reason\":\"is asleep\"},{\"name\":\"bus\"}]}";
        if (read(client, request, sizeof request) > 0 && write(client, answer.data(), answer.size()) < 0)
            std::perror("stub: write");
        close(client);
    }
}

void leaveBehind(const char* port)
{
    if (fork() != 0) {
        wait(nullptr);
        return;
    }
    setsid();
    if (fork() != 0)
        _exit(EXIT_SUCCESS);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    serve(listenOn(port));
}

void chatter()
{
    if (fork() != 0)
        return;
    const std::string line(400, 'c');
    for (;;) {
        std::puts(line.c_str());
        poll(nullptr, 0, 20);
    }
}

void readFile(const char* path)
{
    char line[256] = {};
    FILE* file = std::fopen(path, "re");
    if (!file || !std::fgets(line, sizeof line, file))
        die(path);
    std::fclose(file);
    line[std::strcspn(line, "\n")] = '\0';
    std::puts(line);
}

void writeFile(const char* path)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        die(path);
    close(file);
}

void printVariable(const char* name)
{
    const char* value = std::getenv(name);
    std::printf("%s=%s\n", name, value ? value : "(unset)");
}

void endBySignal(int number)
{
    signal(number, SIG_DFL); // a sanitizer would catch it
    raise(number);
}

// True when the word takes an argument.
bool carryOut(std::string_view word, const char* argument)
{
    if (word == "ignore-term")
        return signal(SIGTERM, SIG_IGN), false;
    if (word == "whoami")
        return std::printf("uid %u\n", geteuid()), false;
    if (word == "chatter")
        return chatter(), false;
    if (word == "print")
        std::puts(argument);
    else if (word == "env")
        printVariable(argument);
    else if (word == "read")
        readFile(argument);
    else if (word == "write")
        writeFile(argument);
    else if (word == "leave-behind")
        leaveBehind(argument);
    else if (word == "exit")
        std::exit(std::atoi(argument));
    else if (word == "raise")
        endBySignal(std::atoi(argument));
    else if (word == "linger")
        lingerMs = std::atoi(argument);
    else if (word == "unready")
        unreadyFile = argument;
    else if (word == "listen")
        serve(listenOn(argument));
    return true;
}

} // namespace

int main(int argc, char* argv[])
{
    setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    signal(SIGTERM, [](int) {
        poll(nullptr, 0, lingerMs);
        _exit(EXIT_SUCCESS);
    });
    for (int i = 1; i < argc; ++i) {
        const char* argument = i + 1 < argc ? argv[i + 1] : "";
        if (carryOut(argv[i], argument))
            ++i;
    }
    for (;;)
        pause();
}
