// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/health/process_metrics.h"

#include "platform/tracing.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace platform {
namespace {

// Fields of proc_pid_stat(5) after the name, which may itself contain spaces: [0] is the state, field 3.
std::vector<std::string> statFields()
{
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    std::vector<std::string> fields;
    for (std::string field; rest >> field;)
        fields.push_back(field);
    return fields;
}

double number(const std::vector<std::string>& fields, std::size_t manPageNumber)
{
    const std::size_t index = manPageNumber - 3;
    return index < fields.size() ? std::stod(fields[index]) : 0;
}

double startUnixSeconds(double ticksSinceBoot, double ticksPerSecond)
{
    std::ifstream file("/proc/uptime");
    double uptime = 0;
    file >> uptime;
    const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    return now - uptime + ticksSinceBoot / ticksPerSecond;
}

double openDescriptors()
{
    std::error_code error;
    double count = 0;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end;
         entry.increment(error))
        ++count;
    return count;
}

} // namespace

ProcessMetrics::ProcessMetrics(Metrics& metrics)
    : m_cpu(metrics.counter("process_cpu_seconds_total", "User and system time of the process."))
    , m_memory(metrics.gauge("process_resident_memory_bytes", "Resident memory of the process."))
    , m_descriptors(metrics.gauge("process_open_fds", "Open file descriptors."))
    , m_threads(metrics.gauge("process_threads", "Threads of the process."))
    , m_started(metrics.gauge("process_start_time_seconds", "When the process began, in Unix seconds."))
    , m_droppedSpans(metrics.counter("tracing_dropped_spans_total", "Spans lost: queue full or not exported."))
{
}

void ProcessMetrics::refresh()
{
    const auto fields = statFields();
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    const double cpu = (number(fields, 14) + number(fields, 15)) / ticks;
    m_cpu.add(cpu - m_lastCpu);
    m_lastCpu = cpu;
    m_threads.set(number(fields, 20));
    m_started.set(startUnixSeconds(number(fields, 22), ticks));
    m_memory.set(number(fields, 24) * static_cast<double>(sysconf(_SC_PAGESIZE)));
    m_descriptors.set(openDescriptors());
    const std::uint64_t lost = droppedSpans();
    m_droppedSpans.add(static_cast<double>(lost - m_lastDropped));
    m_lastDropped = lost;
}

} // namespace platform
