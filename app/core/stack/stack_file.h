// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace signalbox {

// The stack as its Compose file describes it (compose-spec), after interpolation, before any engine touched it.
// Plain values: a parse gives a new one, the last good one stays with whoever holds it.

enum class DependencyCondition { Started, Healthy, CompletedSuccessfully };

struct Dependency
{
    QString service;
    DependencyCondition condition = DependencyCondition::Started;
    bool required = true;

    bool operator==(const Dependency&) const = default;
};

// How the native engine runs a service (x-signalbox.native.recipe).
enum class Recipe { None, Postgres, RabbitMq, Traefik, Binary };

// Ports by role ("http", "metrics", "sql", "amqp", "https", "admin" …): the preferred number; a taken one is replaced
// by an allocated one unless the variable <SERVICE>_<ROLE>_PORT is set by the user, which fixes it.
struct NativeSpec
{
    Recipe recipe = Recipe::None;
    QString program; // binary: looked up beside signalboxd, then on PATH
    QStringList arguments;
    bool migrate = false;                      // binary: `program --migrate` runs to completion before each start
    QMap<QString, QString> migrateEnvironment; // on top of `environment`, for --migrate alone (the owner's password)
    QMap<QString, int> ports;
    QStringList databases; // postgres: each with owner, runtime, reader and operator roles
    QString definitions;   // rabbitmq: definitions file, relative to the stack file
    QString config; // relative to the stack file; traefik: folder of the dynamic configuration, postgres: SQL that
                    // makes one database and its roles (run with psql for each of `databases`)
    // How long a process may take to become ready, in seconds; then it is stopped and has failed. 0 = the recipe's own:
    // postgres 120, rabbitmq 180, traefik 30, binary 60. It begins anew while something it depends on comes up.
    std::chrono::seconds startTimeout{0};

    bool operator==(const NativeSpec&) const = default;
};

// Where a service keeps the rows of messages to be published; column names as they are in its table
// (x-signalbox.outbox).
struct OutboxSpec
{
    QString database;
    QString table = QStringLiteral("outbox");
    QMap<QString, QString> columns; // role → SQL expression: id event_id event_type aggregate_id created_at sent_at
                                    // dead_at attempts last_error traceparent correlation_id

    bool operator==(const OutboxSpec&) const = default;
};

struct InboxSpec
{
    QString database;
    QString table = QStringLiteral("inbox");
    QMap<QString, QString> columns; // event_id seen_at consumer

    bool operator==(const InboxSpec&) const = default;
};

struct ServiceDefinition
{
    QString name;
    QString image;
    QMap<QString, QString> environment; // interpolated
    QList<Dependency> dependsOn;
    QStringList profiles;
    NativeSpec native;
    QString readyPath;  // HTTP path on the metrics port; empty = the recipe's own probe
    QString color;      // "#rrggbb", empty = hash of the name
    QString openapi;    // file, relative to the stack file
    QString database;   // database it owns, for the map
    QStringList queues; // queues it consumes, for the map
    QString kind;       // "service", "edge", "database", "broker", "cache": what the map draws
    std::optional<OutboxSpec> outbox;
    std::optional<InboxSpec> inbox;
    int line = 0; // where it stands in the file, 1-based

    bool operator==(const ServiceDefinition&) const = default;
};

// A request that shows the stack alive, described by its author (x-signalbox.demo): signs in, sends, waits. Free form
// steps so that no service name stands in the app.
struct DemoStep
{
    QString name; // shown while it runs
    QString method = QStringLiteral("GET");
    QString path; // below the edge URL; ${var} from earlier `save`
    QMap<QString, QString> headers;
    QString body; // JSON text, ${var} expanded
    int expectStatus = 200;
    QMap<QString, QString> save; // variable → dotted path in the JSON answer ("items.0.id")
    QString until;               // dotted path that must exist and be non-empty; the step repeats until it does
    bool follow = false;         // the journey of this request is the demo's result
};

struct StackFile
{
    QString path; // absolute
    QString name;
    QList<ServiceDefinition> services; // in file order
    QStringList secrets;               // variables that get a random value on first run
    QList<DemoStep> demo;
    QString edgeHost;     // "api.localhost"
    QStringList warnings; // sentences about keys that were ignored

    const ServiceDefinition* find(const QString& service) const;
    // `services` and everything they depend on, transitively; empty = all (those without profile).
    QSet<QString> closure(const QSet<QString>& services) const;
};

// Answers ${NAME}, ${NAME:-default}, ${NAME:?error} … (compose-spec, "Interpolation").
using Variables = QMap<QString, QString>;

// Where a file is wrong. `line` and `column` are 1-based; 0 when the file could not be read at all.
struct StackFileProblem
{
    QString file;
    int line = 0;
    int column = 0;
    QString message;          // sentence: what stands there, what was expected
    QString sentence() const; // "compose.yaml, line 12, column 5: …"
};

// What ${NAME:?error} means while NAME is unset. Computing the variables of a file needs its structure first: that one
// reading takes an empty string where the second, with all variables, fails.
enum class Unset { IsError, IsEmpty };

// Reads, interpolates and checks. A broken file is Error::Code::InvalidData with the first problem's sentence as
// message and all of them in detail, one a line. Executes nothing, resolves nothing outside the file's folder.
Result<StackFile> readStackFile(const QString& path, const Variables& variables, Unset unset = Unset::IsError);
Result<StackFile>
parseStackFile(const QByteArray& text, const QString& path, const Variables& variables, Unset unset = Unset::IsError);

// Replaces the variables in one string. Unset without default is an empty string, as in Compose.
Result<QString> interpolate(const QString& text, const Variables& variables, Unset unset = Unset::IsError);

// The name of a variable that belongs to a service or database: "WEB_HOST" for ("web", "HOST").
QString serviceVariable(const QString& service, const QString& suffix);

// The name of the variable that carries a native port: "WEB_HTTP_PORT" for ("web", "http").
QString portVariable(const QString& service, const QString& role);

} // namespace signalbox
