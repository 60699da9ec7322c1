// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/native_engine.h"

#include "backend/engine/process/proc.h"
#include "backend/engine/service_runner.h"
#include "core/stack/stack_change.h"

#include <QDir>
#include <QRandomGenerator>

#include <signal.h>
#include <unistd.h>

#include <cmath>

namespace signalbox {

namespace {

constexpr auto measureInterval = std::chrono::seconds(1);
constexpr int probeThreads = 4;
constexpr qint64 memoryGrain = 100'000; // less than what is ever shown: no notification for noise

// Every process of a stack carries the stack's state folder in its environment: so that leftovers can be told.
const char* const stackMark = "SIGNALBOX_STACK";

ProcessSpec marked(ProcessSpec spec, const QString& mark)
{
    spec.environment.insert(QString::fromLatin1(stackMark), mark);
    return spec;
}

LaunchPlan marked(LaunchPlan plan, const QString& mark)
{
    plan.process = marked(plan.process, mark);
    for (QList<LaunchStep>* steps : {&plan.prepare, &plan.provision}) {
        for (LaunchStep& step : *steps) {
            if (auto* program = std::get_if<ProcessSpec>(&step.work))
                *program = marked(*program, mark);
        }
    }
    return plan;
}

} // namespace

NativeEngine::NativeEngine(StackFile stack, LaunchContext context, QObject* parent)
    : NativeEngine(std::move(stack), std::move(context), Options{}, parent)
{
}

NativeEngine::NativeEngine(StackFile stack, LaunchContext context, const Options& options, QObject* parent)
    : Engine(parent)
    , m_stack(std::move(stack))
    , m_context(std::move(context))
    , m_supervision(m_stack, options.restarts)
    , m_waterfall(m_stack)
{
    m_probes.setMaxThreadCount(probeThreads);
    QDir().mkpath(m_context.paths.logsDir());
    endLeftovers();
    const auto guarantee = chooseGuarantee(options.guarantee, m_context.programDir);
    m_guarantee = guarantee ? guarantee->sentence : guarantee.error().message;
    m_problem = guarantee ? QString() : guarantee.error().message;
    addRunners(Confinement(guarantee.value_or(Guarantee{}), Account::forServices(), m_context.paths.stateDir),
               options.planner);
    for (const ServiceState& state : m_supervision.states())
        m_published.insert(state.service, state);
    connect(&m_measuring, &QTimer::timeout, this, &NativeEngine::measure);
    m_measuring.start(measureInterval);
}

NativeEngine::~NativeEngine() = default;

void NativeEngine::addRunners(const Confinement& confinement, const Planner& planner)
{
    for (const ServiceDefinition& definition : std::as_const(m_stack.services)) {
        const auto plan = [this, planner, name = definition.name] { return planFor(name, planner); };
        auto* runner =
            new ServiceRunner({definition.name, plan, confinement, logFile(definition.name), &m_probes}, this);
        connect(runner, &ServiceRunner::happened, this, [this, name = definition.name](const SupervisionEvent& event) {
            observe(name, event);
        });
        m_runners.insert(definition.name, runner);

        QMap<QString, int> ports;
        for (auto port = definition.native.ports.begin(); port != definition.native.ports.end(); ++port) {
            const QString variable = m_context.variables.value(portVariable(definition.name, port.key()));
            ports.insert(port.key(), variable.isEmpty() ? port.value() : variable.toInt());
        }
        m_supervision.find(definition.name)->setPorts(ports);
    }
}

// Asked before each start, so that a start takes the definition of its time.
Result<LaunchPlan> NativeEngine::planFor(const QString& service, const Planner& planner)
{
    if (!m_problem.isEmpty())
        return fail(Error::Code::NotFound, m_problem);
    const ServiceDefinition& definition = *m_stack.find(service);
    m_begun.insert(service, definition);
    return planner(definition, m_context).map([this](LaunchPlan made) {
        return marked(std::move(made), m_context.paths.stateDir);
    });
}

void NativeEngine::redefine(const StackFile& stack, const Variables& variables)
{
    m_stack = stack;
    m_context.variables = variables;
}

QStringList NativeEngine::outdated() const
{
    QStringList names;
    for (const ServiceDefinition& definition : m_stack.services) {
        const auto begun = m_begun.constFind(definition.name);
        const bool active = m_supervision.find(definition.name)->isActive();
        if (active && begun != m_begun.constEnd() && !isSameProcess(*begun, definition))
            names.append(definition.name);
    }
    return names;
}

// The guarantee makes them impossible; should one be there all the same, it would hold ports and data folders.
void NativeEngine::endLeftovers() const
{
    const QByteArray mark = m_context.paths.stateDir.toUtf8();
    for (const qint64 pid : proc::all()) {
        if (pid == getpid() || proc::environmentValue(pid, stackMark) != mark || !proc::isAlive(pid))
            continue;
        qWarning("A process of an earlier daemon of this stack was still running and is ended: %s (pid %lld)",
                 qUtf8Printable(proc::name(pid)),
                 pid);
        ::kill(pid_t(pid), SIGKILL);
    }
}

QString NativeEngine::logFile(const QString& service) const
{
    return QStringLiteral("%1/%2.log").arg(m_context.paths.logsDir(), service);
}

void NativeEngine::start(const QSet<QString>& services)
{
    const Moment now = Moment::now();
    QSet<QString> begun;
    const auto closure = m_stack.closure(services);
    for (const QString& service : closure) {
        const ServiceMachine* machine = m_supervision.find(service);
        if (machine && !machine->state().isUp())
            begun.insert(service);
    }
    if (!begun.isEmpty())
        m_waterfall.begin(begun, now.steadyMs);
    carryOut(m_supervision.start(services, now));
}

void NativeEngine::stop(const QSet<QString>& services)
{
    carryOut(m_supervision.stop(services, Moment::now()));
}

void NativeEngine::restart(const QString& service)
{
    m_waterfall.begin({service}, Moment::now().steadyMs);
    carryOut(m_supervision.restart(service, Moment::now()));
}

void NativeEngine::shutdown()
{
    m_shuttingDown = true;
    carryOut(m_supervision.stop({}, Moment::now()));
}

void NativeEngine::observe(const QString& service, const SupervisionEvent& event)
{
    carryOut(m_supervision.handle(service, event, Moment::now(), QRandomGenerator::global()->generateDouble()));
}

void NativeEngine::carryOut(const Supervision::Tasks& tasks)
{
    for (const Supervision::Task& task : tasks)
        m_runners.value(task.service)->perform(task.action);
    publish();
    if (m_shuttingDown && m_supervision.isIdle()) {
        m_shuttingDown = false;
        QMetaObject::invokeMethod(this, &NativeEngine::finished, Qt::QueuedConnection);
    }
}

void NativeEngine::publish()
{
    const qint64 now = Moment::now().steadyMs;
    bool startupMoved = false;
    for (const ServiceState& state : m_supervision.states()) {
        startupMoved = m_waterfall.observe(state, now) || startupMoved;
        if (m_published.value(state.service) == state)
            continue;
        m_published.insert(state.service, state);
        emit stateChanged(state);
    }
    if (startupMoved)
        emit startupChanged();
}

void NativeEngine::measure()
{
    const qint64 now = Moment::now().steadyMs;
    for (auto it = m_runners.begin(); it != m_runners.end(); ++it) {
        const qint64 root = it.value()->treeRoot();
        if (root <= 0)
            continue;
        const UsageMeter::Usage usage = m_meters[it.key()].sample(root, now);
        const double cpu = usage.cpuPercent < 0 ? -1 : std::round(usage.cpuPercent * 10) / 10;
        const qint64 memory = usage.memoryBytes < 0 ? -1 : usage.memoryBytes / memoryGrain * memoryGrain;
        m_supervision.find(it.key())->setUsage(cpu, memory);
    }
    publish();
}

} // namespace signalbox
