// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/failpoints/failpoint.h"
#include "platform/log.h"
#include "platform/service.h"

#include <cstdio>
#include <exception>

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
    say(stderr, "Usage: " + program.name + " [--version | --check-config | --migrate | --openapi]");
    return exitUsage;
}

int runWith(std::string_view option, const ServiceProgram& program)
{
    Environment environment;
    if (option == "--check-config")
        environment.setCheckOnly();
    initLog(program.name, readLogLevel(environment));
    if (option != "--migrate")
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
    config.httpPort = environment.port("HTTP_PORT");
    config.metricsPort = environment.port("METRICS_PORT");
    config.otlpEndpoint = environment.text("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    config.otlpHeaders = environment.secret("OTEL_EXPORTER_OTLP_HEADERS", "");
    config.logLevel = environment.text("LOG_LEVEL", "info");
    config.jwksUrl = environment.text("AUTH_JWKS_URL", "");
    // A token's issuer must be compared with something: without a name nobody's tokens are good.
    config.issuer = config.jwksUrl.empty() ? environment.text("AUTH_ISSUER", "") : environment.text("AUTH_ISSUER");
    config.revocationsUrl = environment.text("AUTH_REVOCATIONS_URL", "");
    config.httpThreads = static_cast<std::size_t>(environment.integer("HTTP_THREADS", 1, 1, 64));
    config.environment = environment.text("DEPLOYMENT_ENVIRONMENT", "local");
    readFailpoints(environment);
    config.source = &environment;
    return config;
}

int serviceMain(int argc, char* argv[], const ServiceProgram& program)
{
    const std::string_view option = argc > 1 ? argv[1] : "";
    if (argc > 2)
        return usage(program);
    if (option == "--version") {
        say(stdout, program.name + " " + SIGNALBOX_VERSION);
        return 0;
    }
    if (option == "--openapi") {
        say(stdout, program.openapi);
        return 0;
    }
    if (!option.empty() && option != "--check-config" && option != "--migrate")
        return usage(program);
    try {
        return runWith(option, program);
    } catch (const ConfigError& error) {
        say(stderr, program.name + ": " + error.what());
        return exitConfig;
    } catch (const std::exception& error) {
        say(stderr, program.name + ": " + error.what());
        return exitSoftware;
    }
}

} // namespace platform
