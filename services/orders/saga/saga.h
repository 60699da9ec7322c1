// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orders {

enum class SagaStep { Reserve, Invoice, Confirm };
enum class StepState { Pending, Done, Failed, Compensating, Compensated };

std::string_view nameOf(SagaStep step);
std::string_view nameOf(StepState state);
SagaStep sagaStep(std::string_view name);
StepState stepState(std::string_view name);

// How far an order has come. An order without lines has no steps.
struct Saga
{
    std::string status; // of the order: submitted, created, confirmed, cancelled
    std::map<SagaStep, StepState> steps;

    bool is(SagaStep step, StepState state) const;
};

// What can happen to it: the answers of others, a deadline, a request.
struct SagaEvent
{
    enum class Kind { Reserved, Rejected, Released, Issued, Failed, Voided, TimedOut, Cancelled };

    Kind kind;
    std::string reason{};              // of Rejected, Failed, TimedOut and Cancelled: a sentence
    SagaStep step = SagaStep::Reserve; // that timed out
};

// What follows from it.
struct Transition
{
    enum class Tell { Created, Confirmed, Cancelled };
    struct Change
    {
        SagaStep step;
        StepState state;
        std::string reason{}; // empty: the one it had

        bool operator==(const Change&) const = default;
    };

    std::vector<Change> changes;
    std::optional<Tell> tell; // the order's next event, which is its next status as well
    std::string reason;       // of a cancellation

    bool isNothing() const { return changes.empty() && !tell; }
};

// The state machine. What is not in the table, a duplicate or a late answer for instance, changes nothing.
//
//   event      reserve       invoice       →  reserve       invoice       tells
//   Reserved   pending       –                done          pending       created
//   Rejected   pending       –                failed        –             cancelled
//   Rejected   compensating  any              failed        as it was     – (nothing was reserved)
//   Issued     done          pending          done          done          confirmed
//   Failed     done          pending          compensating  failed        cancelled
//   Failed     any           compensating     as it was     failed        – (nothing was issued)
//   TimedOut, Cancelled      while the order is submitted or created: each step that is pending or done is
//                            compensating, since it may have happened                     cancelled
//   Released   compensating  any              compensated   as it was     –
//   Voided     any           compensating     as it was     compensated   –
//
// One order.cancelled.v1 undoes everything, and comes after whatever began it in every queue: an answer that arrives
// after the cancellation is taken back by the very event that did not wait for it.
Transition advance(const Saga& saga, const SagaEvent& event);

// The saga as it is afterwards.
Saga after(Saga saga, const Transition& transition);

} // namespace orders
