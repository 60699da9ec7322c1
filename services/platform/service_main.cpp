// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/failpoints/failpoint.h"
#include "platform/log.h"
#include "platform/service.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>
#include <span>

namespace platform {
namespace {

// sysexits.h
constexpr int exitUsage = 64;
constexpr int exitSoftware = 70;
constexpr int exitConfig = 78;

void say(std::FILE* stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    if (!text.ends_with('\n'))
        std::fputc('\n', stream);
}

LogLevel readLogLevel(Environment& environment)
{
    const std::string name = environment.text("LOG_LEVEL", "info");
    if (const auto level = parseLogLevel(name))
        return *level;
    throw ConfigError("LOG_LEVEL is \"" + name + "\"; expected debug, info, warn or error.");
}

void readFailpoints([[maybe_unused]] Environment& environment)
{
#ifdef SIGNALBOX_FAILPOINTS
    if (const std::string wrong = setFailpoints(environment.text("SIGNALBOX_FAILPOINTS", "")); !wrong.empty())
        throw ConfigError("SIGNALBOX_FAILPOINTS: " + wrong);
#endif
}

int usage(const ServiceProgram& program)
{
    say(stderr,
        "Usage: " + program.name +
            " [--role api|worker|scheduler|all] [--version | --check-config | --migrate | --openapi]");
    return exitUsage;
}

struct CommandLine
{
    std::string_view action; // empty: serve
    ProcessRoles roles;
};

std::optional<CommandLine> parseCommandLine(std::span<char* const> arguments)
{
    constexpr std::string_view actions[] = {"--version", "--check-config", "--migrate", "--openapi"};
    constexpr std::string_view withRole = "--role=";
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        const bool isAction = std::find(std::begin(actions), std::end(actions), argument) != std::end(actions);
        if (isAction && line.action.empty()) {
            line.action = argument;
            continue;
        }
        std::string_view role;
        if (argument == "--role" && i + 1 < arguments.size())
            role = arguments[++i];
        else if (argument.starts_with(withRole))
            role = argument.substr(withRole.size());
        const auto roles = parseProcessRoles(role);
        if (!roles)
            return std::nullopt;
        line.roles = *roles;
    }
    return line;
}

int runWith(const CommandLine& line, const ServiceProgram& program)
{
    Environment environment;
    environment.setRoles(line.roles);
    if (line.action == "--check-config")
        environment.setCheckOnly();
    initLog(program.name, readLogLevel(environment));
    if (line.action != "--migrate")
        return program.run(environment);
    if (program.migrate)
        return program.migrate(environment);
    say(stderr, program.name + " has no database to migrate.");
    return exitUsage;
}

} // namespace

ServiceConfig readServiceConfig(Environment& environment, std::string name)
{
    ServiceConfig config;
    config.name = std::move(name);
    config.version = SIGNALBOX_VERSION;
    config.address = environment.text("HTTP_ADDRESS", "127.0.0.1");
    config.roles = environment.roles();
    config.httpPort = config.roles.api ? environment.port("HTTP_PORT") : std::uint16_t(0);
    config.metricsPort = environment.port("METRICS_PORT");
    config.otlpEndpoint = environment.text("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    config.otlpHeaders = environment.secret("OTEL_EXPORTER_OTLP_HEADERS", "");
    config.logLevel = environment.text("LOG_LEVEL", "info");
    config.jwksUrl = environment.text("AUTH_JWKS_URL", "");
    // A token's issuer must be compared with something: without a name nobody's tokens are good.
    config.issuer = config.jwksUrl.empty() ? environment.text("AUTH_ISSUER", "") : environment.text("AUTH_ISSUER");
    config.revocationsUrl = environment.text("AUTH_REVOCATIONS_URL", "");
    config.httpThreads = static_cast<std::size_t>(environment.integer("HTTP_THREADS", 1, 1, 64));
    config.caps.connections = static_cast<std::size_t>(environment.integer("HTTP_MAX_CONNECTIONS", 4096, 1, 1'000'000));
    config.caps.bodiesBytes =
        static_cast<std::uint64_t>(environment.integer("HTTP_MAX_BODIES_BYTES", 32LL << 20U, 1LL << 20U, 1LL << 40U));
    config.caps.requestsPerSecond = static_cast<std::size_t>(environment.integer("HTTP_RATE_LIMIT", 0, 0, 1'000'000));
    config.environment = environment.text("DEPLOYMENT_ENVIRONMENT", "local");
    readFailpoints(environment);
    config.source = &environment;
    return config;
}

int serviceMain(int argc, char* argv[], const ServiceProgram& program)
{
    const auto line = parseCommandLine(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
    if (!line)
        return usage(program);
    if (line->action == "--version") {
        say(stdout, program.name + " " + SIGNALBOX_VERSION);
        return 0;
    }
    if (line->action == "--openapi") {
        say(stdout, program.openapi);
        return 0;
    }
    try {
        return runWith(*line, program);
    } catch (const ConfigError& error) {
        say(stderr, program.name + ": " + error.what());
        return exitConfig;
    } catch (const std::exception& error) {
        say(stderr, program.name + ": " + error.what());
        return exitSoftware;
    }
}

} // namespace platform
