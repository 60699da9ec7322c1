# SPDX-License-Identifier: GPL-3.0-or-later
"""A backlog in the queue of invoices, drained with inbox and effect, tracing and log on, against pgbench of the same
transaction for one event on 32 connections at a time: more than one active consumer could ever have."""

import pathlib
import re
import subprocess
import time

from support.machine import goal
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
SECONDS = 10
BACKLOG = 50_000


def pgbench(stack):
    url = stack.info["databases"]["invoices"]["url"]
    run = subprocess.run(["pgbench", "-n", "-M", "prepared", "-f", FLOORS / "write_inbox.sql", "-c", "32", "-j", "2",
                          "-T", str(SECONDS), url], capture_output=True, text=True, check=True)
    return float(re.search(r"tps = ([\d.]+)", run.stdout)[1])


def fill(stack):
    """Into the queue, by way of the outbox."""
    subprocess.run(["psql", "-q", "-v", f"count={BACKLOG}", "-f", FLOORS / "fill_outbox.sql",
                    stack.info["databases"]["orders"]["owner_url"]], check=True)
    while stack.sql("orders", "SELECT count(*) FROM outbox WHERE sent_at IS NULL") != "0":
        time.sleep(0.2)


def drained(stack):
    """Events a second between the first and the last commit; the start of the service is not in it."""
    stack.ctl("start", "invoices")
    while int(stack.sql("invoices", "SELECT count(*) FROM inbox")) < BACKLOG:
        time.sleep(0.2)
    if stack.sql("invoices", "SELECT count(*), count(DISTINCT order_id) FROM invoices") != f"{BACKLOG}|{BACKLOG}":
        raise SystemExit("not every event had its effect once")
    return float(stack.sql("invoices", f"SELECT {BACKLOG} / extract(epoch FROM max(seen_at) - min(seen_at)) FROM inbox"))


def measure(rounds):
    with Stack() as stack:
        stack.up()
        values, floors = [], []
        for _ in range(rounds):
            stack.ctl("stop", "invoices")
            fill(stack)
            floors.append(pgbench(stack))
            stack.sql("invoices", "TRUNCATE inbox, inbox_foreign, invoices")
            values.append(drained(stack))
    yield goal("backlog drained with inbox", values, floors, "/s", 1.5, "pgbench at c = 32", more_is_better=True)
