# SPDX-License-Identifier: GPL-3.0-or-later
"""A backlog in the outbox of orders, each row of an aggregate of its own, published and marked sent with order kept,
against a C program that only publishes to the same quorum queue with a thousand messages unconfirmed."""

import pathlib
import subprocess
import time

from support.machine import goal
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
BACKLOG = 50_000
BYTES = 220  # of such an event's body


def publish(stack, count, size):
    """As the consumer's own user, who may empty its queue."""
    run = subprocess.run(["publish_confirmed", stack.info["amqp"]["invoices"], "events", "order.created.v1", "invoices.in",
                          str(count), str(size)], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(run.stderr)
    return float(run.stdout or 0)


def drained(stack):
    """Rows a second between the first and the last that was marked; the start of the service is not in it."""
    subprocess.run(["psql", "-q", "-v", f"count={BACKLOG}", "-f", FLOORS / "fill_outbox.sql",
                    stack.info["databases"]["orders"]["owner_url"]], check=True)
    stack.ctl("start", "orders")
    while stack.sql("orders", "SELECT count(*) FROM outbox WHERE sent_at IS NULL") != "0":
        time.sleep(0.2)
    return float(stack.sql("orders", f"SELECT {BACKLOG} / extract(epoch FROM max(sent_at) - min(sent_at)) FROM outbox"))


def measure(rounds):
    with Stack() as stack:
        stack.up()
        stack.ctl("stop", "invoices")
        values, floors = [], []
        for _ in range(rounds):
            stack.ctl("stop", "orders")
            stack.sql("orders", "TRUNCATE outbox")
            floors.append(publish(stack, BACKLOG, BYTES))
            values.append(drained(stack))
            publish(stack, 0, 0)
    yield goal("outbox drained in order", values, floors, "/s", 0.6, "publish and confirm in C", more_is_better=True)
