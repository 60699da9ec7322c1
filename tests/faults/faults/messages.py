# SPDX-License-Identifier: GPL-3.0-or-later
"""F9, F10, F11: what clients and producers may send."""

import json
import threading
import time

from rig.cluster import wait_for
from rig.load import Path

RESENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND dead_at IS NULL AND created_at < now() - interval '3 s'"


def poison(cluster, rng, seconds):
    """F9: a body that is wrong, a version that nobody knows, an effect that never succeeds; the others go on."""
    dead = cluster.dead_letters()
    bad = [cluster.add_poison(payload="{}"), cluster.add_poison(version=9), cluster.add_poison(failures=99)]
    if not wait_for(lambda: cluster.dead_letters() >= dead + len(bad), 60, 0.3):
        return "", [f"of {len(bad)} poison events {cluster.dead_letters() - dead} were put to the dead letters: {bad}"]
    path = cluster.paths["ledger"]
    marker = path.next_marker()
    began = time.monotonic()
    if not wait_for(lambda: path.send(marker, rng.choice(path.instances)) == 201, 30) or not wait_for(
            lambda: cluster.sql("ledger", "SELECT 1 FROM postings p JOIN entries e ON e.id = p.entry_id"
                                          f" WHERE e.key = {marker}"), 30):
        return "", ["an event behind the poison had no effect"]
    return f"{len(bad)} dead letters; an effect behind them after {time.monotonic() - began:.1f} s", []


def too_large(cluster, rng, seconds):
    """F9: a message that the broker refuses by closing the channel, together with what was open on it."""
    largest(cluster, 20_000)
    try:
        event = cluster.add_poison(payload=json.dumps({"entry": "x" * 30_000}))
        state = f"SELECT attempts, coalesce(last_error, '') FROM outbox WHERE event_id = '{event}'"
        if not wait_for(lambda: int(cluster.sql("ledger", state)[0][0]) > 0, 60, 0.3):
            return "", [f"the culprit was not found: {cluster.sql('ledger', state)}"]
        error = cluster.sql("ledger", state)[0][1]
        blamed = cluster.sql("ledger", f"SELECT event_id FROM outbox WHERE attempts > 0 AND event_id <> '{event}'")
    finally:
        largest(cluster, 134_217_728)
    return f"refused with {error!r}", [f"others were blamed: {blamed}"] if blamed else []


def largest(cluster, size):
    """Of a message; for channels that are opened from now on."""
    cluster.rabbitmqctl("eval", f"application:set_env(rabbit, max_message_size, {size}).")
    for instance in cluster.instances["ledger"]:
        instance.kill()
    cluster.wait_ready()


def duplicates(cluster, rng, seconds):
    """F10: of what was sent lately a part is sent again, ten times, now older and now newer events."""
    def again(database):
        windows = "".join(
            "UPDATE outbox SET sent_at = NULL WHERE (created_at, id) IN (SELECT created_at, id FROM outbox WHERE sent_at IS NOT"
            f" NULL ORDER BY id DESC LIMIT 20 OFFSET {offset}); SELECT pg_sleep(0.3);\n" for offset in offsets)
        cluster.script(database, windows)

    offsets = [rng.randrange(40) for _ in range(10)]
    threads = [threading.Thread(target=again, args=(database,)) for database in ("orders", "ledger")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_for(lambda: all(int(cluster.sql(one, RESENT)[0][0]) == 0 for one in ("orders", "ledger")), 60, 0.2)
    saw = wait_for(lambda: all(copies(cluster)), 60, 0.2)
    return "duplicates seen by the consumers: {:.0f} and {:.0f}".format(*copies(cluster)), [] if saw else [
        "the consumers saw no duplicates: nothing was tested"]


def copies(cluster):
    return [sum(one.metric("inbox_duplicates_total") for one in cluster.instances[name]) for name in ("invoices", "ledger")]


def same_key(cluster, rng, seconds):
    """F11: one key 64 times at once, over both instances, one of them killed on the way; then another body."""
    problems = []
    for name, path in cluster.paths.items():
        marker = path.next_marker()
        threads = [threading.Thread(target=until_answered, args=(path, marker, path.instances[i % 2])) for i in range(64)]
        for thread in threads:
            thread.start()
        path.instances[rng.randrange(2)].kill()
        for thread in threads:
            thread.join()
        if len(path.acked[marker]) < 64 or len(set(path.acked[marker])) != 1:
            problems.append(f"{name}: {len(path.acked[marker])} answers, ids {set(path.acked[marker])}")
    orders = cluster.paths["orders"]
    used = next(marker for marker, ids in orders.acked.items() if ids)

    def other_body(_):
        path, headers, _ = cluster.order(used)
        return path, headers, '{"amount": 123456789}'

    probe = Path("orders", orders.instances, other_body)
    if not wait_for(lambda: probe.send(used, rng.choice(probe.instances)) == 422, 20):
        problems.append(f"another body under a used key was answered with {dict(probe.statuses)}")
    return "128 requests, 2 keys", problems


def until_answered(path, marker, instance):
    wait_for(lambda: path.send(marker, instance, timeout=10) == 201, 30)
