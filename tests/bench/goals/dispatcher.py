# SPDX-License-Identifier: GPL-3.0-or-later
"""A backlog in the outbox of orders, each row of an aggregate of its own, published and marked sent with order kept,
against a C program that only publishes to the same quorum queue with a thousand messages unconfirmed. Then a backlog
twenty times as long, which must not be slower. Then the dispatcher's poll, when what was sent cannot be cleaned up,
because somebody has had a transaction open since before: that it is an hour old makes no difference, what was sent since
does."""

import contextlib
import pathlib
import re
import subprocess
import time

from support.machine import absolute, goal
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
BACKLOG = 50_000
LONG_BACKLOG = 1_000_000
SENT_BEHIND_SNAPSHOT = 200_000
BYTES = 220  # of such an event's body
SECONDS = 3


def publish(stack, count, size):
    """As the consumer's own user, who may empty its queue."""
    run = subprocess.run(["publish_confirmed", stack.info["amqp"]["invoices"], "events", "order.created.v1", "invoices.in",
                          str(count), str(size)], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(run.stderr)
    return float(run.stdout or 0)


def fill(stack, count):
    subprocess.run(["psql", "-q", "-v", f"count={count}", "-f", FLOORS / "fill_outbox.sql",
                    stack.info["databases"]["orders"]["owner_url"]], check=True)


def drained(stack, count):
    """Rows a second between the first and the last that was marked; the start of the service is not in it."""
    stack.ctl("stop", "orders")
    stack.sql("orders", "TRUNCATE outbox")
    fill(stack, count)
    stack.ctl("start", "orders")
    while stack.sql("orders", "SELECT EXISTS (SELECT FROM outbox WHERE sent_at IS NULL)") != "f":
        time.sleep(0.2)
    return float(stack.sql("orders", f"SELECT {count} / extract(epoch FROM max(sent_at) - min(sent_at)) FROM outbox"))


@contextlib.contextmanager
def old_snapshot(stack):
    session = subprocess.Popen(["psql", "-qAt", stack.info["databases"]["orders"]["owner_url"]], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    session.stdin.write("BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT 1;\n")
    session.stdin.flush()
    session.stdout.readline()  # it has its snapshot
    try:
        yield
    finally:
        session.stdin.close()
        session.wait()


def poll(stack, low):
    """Milliseconds of one."""
    run = subprocess.run(["pgbench", "-n", "-M", "prepared", "-f", FLOORS / "poll_outbox.sql", "-D", f"low={low}",
                          "-c", "1", "-T", str(SECONDS), stack.info["databases"]["orders"]["url"]],
                         capture_output=True, text=True, check=True)
    return float(re.search(r"latency average = ([\d.]+)", run.stdout)[1])


def behind_a_snapshot(stack, rounds):
    stack.ctl("stop", "orders")
    stack.sql("orders", "TRUNCATE outbox")
    empty = [poll(stack, 0) for _ in range(rounds)]
    with old_snapshot(stack):
        fill(stack, SENT_BEHIND_SNAPSHOT)
        stack.sql("orders", "UPDATE outbox SET sent_at = now()")
        low = stack.sql("orders", "SELECT max(id) FROM outbox")
        return empty, [poll(stack, low) for _ in range(rounds)], [poll(stack, 0) for _ in range(rounds)]


def measure(rounds):
    with Stack() as stack:
        stack.up()
        stack.ctl("stop", "invoices")
        values, floors = [], []
        for _ in range(rounds):
            stack.ctl("stop", "orders")
            floors.append(publish(stack, BACKLOG, BYTES))
            values.append(drained(stack, BACKLOG))
            publish(stack, 0, 0)
        yield goal("outbox drained in order", values, floors, "/s", 0.6, "publish and confirm in C", more_is_better=True)
        value = drained(stack, LONG_BACKLOG)
        publish(stack, 0, 0)
        yield goal("a backlog of 1 M rows drained", [value], [sorted(values)[rounds // 2]], "/s", 0.9,
                   f"a backlog of {BACKLOG}", more_is_better=True)
        empty, polls, sweeps = behind_a_snapshot(stack, rounds)
    yield absolute("poll of the outbox behind an old snapshot", polls, "ms", 1, empty, "in an empty table")
    yield absolute("its full sweep, which is due once a second", sweeps, "ms", 1000, empty, "in an empty table")
