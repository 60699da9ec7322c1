// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/daemon.h"

#include "backend/control/stack_info.h"
#include "core/control/session_json.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

namespace signalbox {
namespace {

constexpr std::chrono::seconds shutdownDeadline{45}; // then we end anyway, and the kernel ends what is left with us

Variables environmentVariables()
{
    Variables variables;
    const auto environment = QProcessEnvironment::systemEnvironment();
    const auto names = environment.keys();
    for (const QString& name : names)
        variables.insert(name, environment.value(name));
    return variables;
}

} // namespace

Daemon::Daemon(StackLocation location, QObject* parent)
    : QObject(parent)
    , m_location(std::move(location))
    , m_ports(m_location.paths.portsFile())
    , m_feed(m_server, {m_location.stackName, m_location.stackFile, m_location.paths.stateDir})
    , m_store(m_location.paths.stateDir)
    , m_receivers(m_intake)
{
    m_idle.setSingleShot(true);
    m_shutdownDeadline.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &Daemon::finished);
    connect(&m_shutdownDeadline, &QTimer::timeout, this, &Daemon::finished);
    connect(&m_server, &ControlServer::peersChanged, this, &Daemon::lookIdle);
    addMethods();
}

// The server drops its clients when it closes, and says so. By then our timers would be gone: members end in reverse.
Daemon::~Daemon()
{
    m_server.disconnect(this);
}

void Daemon::setIdleExit(std::chrono::seconds after)
{
    m_idle.setInterval(after);
    lookIdle();
}

Result<void> Daemon::open()
{
    if (const auto folders = createFolders(m_location.paths); !folders)
        return folders;
    if (const auto listening = m_server.listen(m_location.paths, m_location.stackName); !listening)
        return listening;
    m_receivers.start();
    openStackFile();
    m_watch = std::make_unique<StackWatch>(m_location.stackFile);
    connect(m_watch.get(), &StackWatch::changed, this, &Daemon::stackFileChanged);
    return {};
}

void Daemon::addMethods()
{
    m_server.handleNow(QStringLiteral("hello"), [this](const QJsonObject&) { return hello(); });
    m_server.handleNow(QStringLiteral("stack.get"), [this](const QJsonObject&) -> Answer { return m_feed.snapshot(); });
    m_server.handleNow(QStringLiteral("stack.start"), [this](const QJsonObject& params) {
        const QStringList services = stringsFromJson(params.value(QLatin1String("services")));
        return act([&](StackActions& actions) { return actions.start(services); });
    });
    m_server.handleNow(QStringLiteral("stack.stop"), [this](const QJsonObject& params) {
        const QStringList services = stringsFromJson(params.value(QLatin1String("services")));
        return act([&](StackActions& actions) { return actions.stop(services); });
    });
    m_server.handleNow(QStringLiteral("service.restart"), [this](const QJsonObject& params) {
        const QString service = params.value(QLatin1String("service")).toString();
        return act([&](StackActions& actions) { return actions.restart(service); });
    });
    m_server.handleNow(QStringLiteral("stack.info"), [this](const QJsonObject& params) {
        return info(params.value(QLatin1String("secrets")).toBool());
    });
    m_server.handleNow(QStringLiteral("stack.demo"), [this](const QJsonObject&) { return demo(); });
    m_server.handle(QStringLiteral("store.status"), [this](const QJsonObject&) { return storeStatus(); });
    m_server.handleNow(QStringLiteral("daemon.shutdown"), [this](const QJsonObject&) -> Answer {
        QMetaObject::invokeMethod(this, &Daemon::shutdown, Qt::QueuedConnection); // after the answer
        return QJsonObject();
    });
}

Daemon::Answer Daemon::hello() const
{
    return QJsonObject{{QStringLiteral("name"), QStringLiteral("signalboxd")},
                       {QStringLiteral("version"), QCoreApplication::applicationVersion()},
                       {QStringLiteral("pid"), QCoreApplication::applicationPid()},
                       {QStringLiteral("protocol"), 1}};
}

Daemon::Answer Daemon::act(const std::function<Result<ActionState>(StackActions&)>& order)
{
    if (m_shuttingDown)
        return fail(Error::Code::Refused, tr("The daemon is about to end. Start it again afterwards."));
    if (!m_runtime)
        return fail(Error::Code::InvalidData, m_problem);
    return order(m_runtime->actions()).map([](const ActionState& action) {
        return QJsonValue(QJsonObject{{QStringLiteral("action"), toJson(action)}});
    });
}

Daemon::Answer Daemon::info(bool secrets) const
{
    if (!m_runtime)
        return fail(Error::Code::InvalidData, m_problem);
    const Engine& engine = m_runtime->engine();
    return stackInfo({.stack = m_runtime->stack(),
                      .paths = m_location.paths,
                      .engine = engine.name(),
                      .guarantee = engine.guarantee(),
                      .variables = engine.variables(),
                      .states = engine.states()},
                     secrets);
}

Daemon::Answer Daemon::demo() const
{
    if (!m_runtime)
        return fail(Error::Code::InvalidData, m_problem);
    return QJsonObject{{QStringLiteral("steps"), toJsonArray(m_runtime->stack().demo)}};
}

QFuture<Daemon::Answer> Daemon::storeStatus()
{
    const QJsonObject otlp = m_receivers.status();
    QStringList problems = m_runtime ? m_runtime->metricProblems().values() : QStringList();
    problems.append(m_intake.metricProblem());
    problems.removeAll(QString());
    return m_store.status().then([otlp, problems](const Result<StoreStatus>& status) {
        return status.map([&](const StoreStatus& store) {
            QJsonObject object = toJson(store);
            object.insert(QStringLiteral("otlp"), otlp);
            object.insert(QStringLiteral("metric_problems"), QJsonArray::fromStringList(problems));
            return QJsonValue(object);
        });
    });
}

void Daemon::tellProblem()
{
    const QStringList outdated = m_runtime ? m_runtime->outdated() : QStringList();
    const QString older =
        outdated.isEmpty() ? QString()
                           : tr("The stack file has changed. Until they are restarted, these run as it was before: %1.")
                                 .arg(outdated.join(QStringLiteral(", ")));
    QStringList problems{m_problem, older, m_receivers.problem(), m_runtime ? m_runtime->storeProblem() : QString()};
    problems.removeAll(QString());
    m_feed.setProblem(problems.join(QLatin1Char(' ')));
}

// A broken file leaves the last good model in place, and is a sentence until it is good again.
void Daemon::openStackFile()
{
    const StackInputs inputs{.paths = m_location.paths,
                             .otlpEndpoint = m_receivers.endpoint(),
                             .otlpGrpcEndpoint = m_receivers.grpcEndpoint(),
                             .otlpKey = m_receivers.key(),
                             .environment = environmentVariables()};
    const auto opened = openStack(m_location.stackFile, inputs, m_ports);
    const bool fits = opened && m_runtime && m_runtime->canRedefine(*opened);
    m_fileWaits = opened && !fits && m_runtime && !m_runtime->isDown();
    m_problem = opened ? QString() : opened.error().message;
    if (m_fileWaits)
        m_problem = tr("The stack file has changed. What runs keeps its old definition until the stack was stopped.");
    else if (fits)
        m_runtime->redefine(*opened);
    else if (opened)
        takeOver(*opened);
    tellProblem();
}

void Daemon::takeOver(const OpenedStack& opened)
{
    m_runtime.reset();
    m_runtime = std::make_unique<StackRuntime>(opened, m_location.paths, m_feed, m_intake);
    connect(m_runtime.get(), &StackRuntime::storeProblemChanged, this, &Daemon::tellProblem);
    connect(m_runtime.get(), &StackRuntime::outdatedChanged, this, &Daemon::tellProblem);
    connect(
        m_runtime.get(),
        &StackRuntime::wentDown,
        this,
        [this] {
            lookIdle();
            if (m_fileWaits && !m_shuttingDown && m_runtime->isDown() && m_runtime->actions().isIdle())
                openStackFile();
        },
        Qt::QueuedConnection);
}

void Daemon::stackFileChanged()
{
    if (!m_shuttingDown)
        openStackFile();
}

void Daemon::shutdown()
{
    if (m_shuttingDown)
        return;
    m_shuttingDown = true;
    if (!m_runtime || m_runtime->isDown()) {
        emit finished();
        return;
    }
    m_shutdownDeadline.start(shutdownDeadline);
    connect(m_runtime.get(), &StackRuntime::wentDown, this, &Daemon::finished, Qt::QueuedConnection);
    m_runtime->actions().stop({});
}

void Daemon::lookIdle()
{
    const bool idle = m_server.peerCount() == 0 && (!m_runtime || m_runtime->isDown());
    if (!idle || m_idle.interval() <= 0)
        m_idle.stop();
    else if (!m_idle.isActive())
        m_idle.start();
}

} // namespace signalbox
