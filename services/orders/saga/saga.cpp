// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders/saga/saga.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace orders {
namespace {

using EventKind = SagaEvent::Kind;
using Tell = Transition::Tell;

constexpr std::array<std::string_view, 3> stepNames{"reserve", "invoice", "confirm"};
constexpr std::array<std::string_view, 5> stateNames{"pending", "done", "failed", "compensating", "compensated"};

template<typename Names>
std::size_t indexOf(const Names& names, std::string_view name)
{
    const auto it = std::find(names.begin(), names.end(), name);
    assert(it != names.end()); // a CHECK of the table
    return static_cast<std::size_t>(it - names.begin());
}

// What may have happened is to be undone; the step that is the cause is not among it when it is known to have failed.
Transition cancelled(const Saga& saga, const std::string& reason, std::optional<SagaStep> failed = {})
{
    Transition transition{.changes = {}, .tell = Tell::Cancelled, .reason = reason};
    for (const auto& [step, state] : saga.steps) {
        if (step == failed)
            transition.changes.push_back({step, StepState::Failed, reason});
        else if (state == StepState::Pending)
            transition.changes.push_back({step, StepState::Compensating, reason});
        else if (state == StepState::Done)
            transition.changes.push_back({step, StepState::Compensating});
    }
    return transition;
}

Transition refused(const Saga& saga, SagaStep step, const std::string& reason)
{
    if (saga.is(step, StepState::Pending))
        return cancelled(saga, reason, step);
    if (saga.is(step, StepState::Compensating))
        return {.changes = {{step, StepState::Failed, reason}}, .tell = {}, .reason = {}};
    return {};
}

Transition undone(const Saga& saga, SagaStep step)
{
    if (saga.is(step, StepState::Compensating))
        return {.changes = {{step, StepState::Compensated}}, .tell = {}, .reason = {}};
    return {};
}

Transition reserved(const Saga& saga)
{
    if (!saga.is(SagaStep::Reserve, StepState::Pending))
        return {};
    return {.changes = {{SagaStep::Reserve, StepState::Done}, {SagaStep::Invoice, StepState::Pending}},
            .tell = Tell::Created,
            .reason = {}};
}

Transition issued(const Saga& saga)
{
    if (!saga.is(SagaStep::Invoice, StepState::Pending))
        return {};
    return {.changes = {{SagaStep::Invoice, StepState::Done}, {SagaStep::Confirm, StepState::Done}},
            .tell = Tell::Confirmed,
            .reason = {}};
}

} // namespace

std::string_view nameOf(SagaStep step)
{
    return stepNames.at(static_cast<std::size_t>(step));
}

std::string_view nameOf(StepState state)
{
    return stateNames.at(static_cast<std::size_t>(state));
}

SagaStep sagaStep(std::string_view name)
{
    return static_cast<SagaStep>(indexOf(stepNames, name));
}

StepState stepState(std::string_view name)
{
    return static_cast<StepState>(indexOf(stateNames, name));
}

bool Saga::is(SagaStep step, StepState state) const
{
    const auto it = steps.find(step);
    return it != steps.end() && it->second == state;
}

Transition advance(const Saga& saga, const SagaEvent& event)
{
    switch (event.kind) {
    case EventKind::Reserved: return reserved(saga);
    case EventKind::Rejected: return refused(saga, SagaStep::Reserve, event.reason);
    case EventKind::Issued: return issued(saga);
    case EventKind::Failed: return refused(saga, SagaStep::Invoice, event.reason);
    case EventKind::Released: return undone(saga, SagaStep::Reserve);
    case EventKind::Voided: return undone(saga, SagaStep::Invoice);
    case EventKind::TimedOut:
        return saga.is(event.step, StepState::Pending) ? cancelled(saga, event.reason) : Transition{};
    case EventKind::Cancelled: break;
    }
    const bool isOpen = saga.status == "submitted" || saga.status == "created";
    return isOpen ? cancelled(saga, event.reason) : Transition{};
}

Saga after(Saga saga, const Transition& transition)
{
    for (const Transition::Change& change : transition.changes)
        saga.steps[change.step] = change.state;
    if (transition.tell == Tell::Created)
        saga.status = "created";
    else if (transition.tell == Tell::Confirmed)
        saga.status = "confirmed";
    else if (transition.tell == Tell::Cancelled)
        saga.status = "cancelled";
    return saga;
}

} // namespace orders
