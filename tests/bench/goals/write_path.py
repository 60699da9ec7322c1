# SPDX-License-Identifier: GPL-3.0-or-later
"""POST of an order directly at its service (token, validation, idempotency, order, outbox, tracing, metrics, log on),
against pgbench of the same one-statement transaction. Rounds interleave; the generator shares the cores in both.

Two settings. In the running stack both sides also pay for all that follows a commit: dispatcher, broker, consumer and
their telemetry. Alone, a second instance of the service has a broker that is not there, as after a broker's crash: what
is measured is the write and no more."""

import pathlib
import re
import subprocess
import time

from support.machine import goal
from support.service import Service
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
SECONDS = 10


def drain(stack):
    """Nobody may pay for the events of the round before."""
    while stack.sql("orders", "SELECT count(*) FROM outbox WHERE sent_at IS NULL") != "0":
        time.sleep(0.2)


def pgbench(stack):
    url = stack.info["databases"]["orders"]["url"]
    run = subprocess.run(["pgbench", "-n", "-M", "prepared", "-f", FLOORS / "write_order.sql", "-c", "32", "-j", "2",
                          "-T", str(SECONDS), url], capture_output=True, text=True, check=True)
    return float(re.search(r"tps = ([\d.]+)", run.stdout)[1])


def wrk(url, token, connections):
    run = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", FLOORS / "post_orders.lua",
                          url, "--", token], capture_output=True, text=True, check=True)
    failed = int(re.search(r"failed (\d+)", run.stdout)[1])
    if failed:
        raise SystemExit(f"{failed} requests failed: {run.stdout}")
    return float(re.search(r"Requests/sec: *([\d.]+)", run.stdout)[1])


def in_the_stack(stack, token, rounds):
    url = stack.info["services"]["orders"]["http_url"]
    wrk(url, token, 32)
    values, floors = [], []
    for _ in range(rounds):
        drain(stack)
        floors.append(pgbench(stack))
        drain(stack)
        values.append(wrk(url, token, 32))
    return goal("POST /orders in the running stack at c = 32", values, floors, "/s", 0.6, "pgbench", True)


def alone(stack, token, rounds):
    stack.ctl("stop", "orders", "invoices", "items")
    targets = {32: 1.2, 128: 1.6}
    values, floors = {connections: [] for connections in targets}, []
    with Service(stack, "orders") as service:
        wrk(service.url, token, 32)
        for _ in range(rounds):
            stack.sql("orders", "TRUNCATE outbox, orders, idempotency CASCADE")
            floors.append(pgbench(stack))
            for connections, series in values.items():
                series.append(wrk(service.url, token, connections))
    for connections, target in targets.items():
        yield goal(f"POST /orders alone at c = {connections}", values[connections], floors, "/s", target,
                   "pgbench at c = 32", True)


def measure(rounds):
    with Stack() as stack:
        stack.up()
        token = stack.sign_in()
        yield in_the_stack(stack, token, rounds)
        drain(stack)
        yield from alone(stack, token, rounds)
