# SPDX-License-Identifier: GPL-3.0-or-later
"""POST of an order directly at its service (token, validation, idempotency, order, outbox, tracing on) at c = 32,
against pgbench of the same one-statement transaction. Rounds interleave; the generator shares the cores in both."""

import pathlib
import re
import subprocess

from support.machine import goal
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
SECONDS = 10


def pgbench(stack):
    url = stack.info["databases"]["orders"]["url"]
    run = subprocess.run(["pgbench", "-n", "-M", "prepared", "-f", FLOORS / "write_order.sql", "-c", "32", "-j", "2",
                          "-T", str(SECONDS), url], capture_output=True, text=True, check=True)
    return float(re.search(r"tps = ([\d.]+)", run.stdout)[1])


def wrk(stack, token):
    run = subprocess.run(["wrk", "-t1", "-c32", f"-d{SECONDS}s", "-s", FLOORS / "post_orders.lua",
                          stack.info["services"]["orders"]["http_url"], "--", token],
                         capture_output=True, text=True, check=True)
    failed = int(re.search(r"failed (\d+)", run.stdout)[1])
    if failed:
        raise SystemExit(f"{failed} requests failed: {run.stdout}")
    return float(re.search(r"Requests/sec: *([\d.]+)", run.stdout)[1])


def measure(rounds):
    with Stack() as stack:
        stack.up()
        token = stack.sign_in()
        wrk(stack, token)
        values, floors = [], []
        for _ in range(rounds):
            floors.append(pgbench(stack))
            values.append(wrk(stack, token))
    yield goal("POST /orders at c = 32", values, floors, "/s", 0.6, "pgbench", more_is_better=True)
