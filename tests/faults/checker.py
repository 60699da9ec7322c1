# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold after any fault, once everything has come to rest. A pure function of what was asked, what was answered
and what the databases hold; each violation is a sentence with the ids that are concerned."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Facts:
    """Of one path: a client that writes, a service that keeps rows and emits events, a consumer with effects."""
    name: str
    tried: set = field(default_factory=set)      # markers of the requests that were sent at least once
    acked: dict = field(default_factory=dict)    # marker -> ids that answers of success named, in order
    rows: list = field(default_factory=list)     # (id, marker) of what the service keeps
    events: list = field(default_factory=list)   # (event id, row id, aggregate, sequence, sent, dead)
    seen: list = field(default_factory=list)     # event ids in the consumer's inbox
    effects: list = field(default_factory=list)  # (event id or None, row id, aggregate, sequence), as they happened
    model: dict = field(default_factory=dict)    # aggregate -> what the consumer's read model says
    folded: dict = field(default_factory=dict)   # aggregate -> the same, from the rows
    dead_letters: set = field(default_factory=set)  # event ids that a test made impossible to handle


def some(ids, most=8):
    ids = sorted(str(one) for one in ids)
    return f'{len(ids)}: {", ".join(ids[:most])}{" …" if len(ids) > most else ""}'


def acknowledged_is_kept(facts):
    """I1: no acknowledged write is lost, neither the row nor its effect."""
    kept = {row for row, _ in facts.rows}
    applied = {effect[1] for effect in facts.effects}
    acked = {one for ids in facts.acked.values() for one in ids}
    excused = {event[1] for event in facts.events if event[0] in facts.dead_letters}
    if lost := acked - kept:
        yield f"I1 acknowledged and not kept, {some(lost)}"
    if lost := (acked & kept) - applied - excused:
        yield f"I1 acknowledged and without effect, {some(lost)}"


def nothing_from_nowhere(facts):
    """I2: no row that nobody asked for, no event without its row, no effect without its event."""
    if phantoms := {row for row, marker in facts.rows if marker not in facts.tried}:
        yield f"I2 rows that nobody asked for, {some(phantoms)}"
    rows = {row for row, _ in facts.rows}
    if phantoms := {event[0] for event in facts.events if event[1] not in rows}:
        yield f"I2 events without a row, {some(phantoms)}"
    events = {event[0] for event in facts.events}
    if phantoms := set(facts.seen) - events:
        yield f"I2 events handled that nobody sent, {some(phantoms)}"
    emitted = {event[1] for event in facts.events}
    if phantoms := {effect[1] for effect in facts.effects if effect[1] not in emitted}:
        yield f"I2 effects that no event asked for, {some(phantoms)}"


def committed_is_published(facts):
    """I3: each committed event was sent, and has arrived."""
    if waiting := {event[0] for event in facts.events if not event[4]}:
        yield f"I3 committed and not sent, {some(waiting)}"
    if silent := {row for row, _ in facts.rows} - {event[1] for event in facts.events}:
        yield f"I3 rows without an event, {some(silent)}"
    if missing := {event[0] for event in facts.events if event[4]} - set(facts.seen) - facts.dead_letters:
        yield f"I3 sent and never handled, {some(missing)}"


def each_effect_once(facts):
    """I4: no event has two effects."""
    by_event = Counter(effect[0] for effect in facts.effects if effect[0] is not None)
    by_row = Counter(effect[1] for effect in facts.effects)
    if twice := {one for one, count in (by_event + by_row).items() if count > 1}:
        yield f"I4 more than one effect, {some(twice)}"


def one_key_one_answer(facts):
    """I5: a key has one row, and every answer to it names that row."""
    if split := {marker for marker, ids in facts.acked.items() if len(set(ids)) > 1}:
        yield f"I5 different answers to one key, {some(split)}"
    if twice := {marker for marker, count in Counter(marker for _, marker in facts.rows).items() if count > 1}:
        yield f"I5 more than one row for one key, {some(twice)}"


def order_is_kept(facts):
    """I6: effects of an aggregate happen in its order."""
    last = defaultdict(int)
    overtaken = set()
    for event, _, aggregate, sequence in facts.effects:
        if aggregate is None:
            continue
        if sequence < last[aggregate]:
            overtaken.add(f"{aggregate}/{sequence} after {last[aggregate]} ({event})")
        last[aggregate] = max(last[aggregate], sequence)
    if overtaken:
        yield f"I6 effects out of order, {some(overtaken)}"


def model_is_the_fold(facts):
    """I7: the read model is what the events amount to."""
    wrong = {aggregate for aggregate in facts.folded.keys() | facts.model.keys()
             if facts.folded.get(aggregate) != facts.model.get(aggregate)}
    if wrong:
        yield "I7 read model and rows differ, " + some(
            f"{one}: {facts.model.get(one)} instead of {facts.folded.get(one)}" for one in wrong)


INVARIANTS = [acknowledged_is_kept, nothing_from_nowhere, committed_is_published, each_effect_once, one_key_one_answer,
              order_is_kept, model_is_the_fold]


def check(facts):
    return [f"{facts.name}: {violation}" for invariant in INVARIANTS for violation in invariant(facts)]
