# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP server alone: /health of a service that has nothing else to do, by wrk, which shares the cores. Then the most
memory that the service ever had, after it was written to on 256 connections at once."""

import pathlib
import re
import subprocess

from support.machine import absolute, at_least
from support.service import Service
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
SECONDS = 10


def rate(url):
    run = subprocess.run(["wrk", "-t1", "-c64", f"-d{SECONDS}s", f"{url}/health"], capture_output=True, text=True, check=True)
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise SystemExit(run.stdout)
    return float(re.search(r"Requests/sec: *([\d.]+)", run.stdout)[1])


def write(url, token, connections):
    run = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", FLOORS / "post_orders.lua", url, "--", token],
                         capture_output=True, text=True, check=True)
    if "failed 0" not in run.stdout:
        raise SystemExit(run.stdout)


def most_memory(pid):
    """In MB, of what was resident (proc(5))."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmHWM:\s*(\d+) kB", file.read())[1]) / 1024


def measure(rounds):
    with Stack() as stack:
        stack.up()
        token = stack.sign_in()
        with Service(stack, "orders") as service:
            stack.ctl("stop", "orders", "invoices", "items")
            rate(service.url)
            yield at_least("GET /health at c = 64", [rate(service.url) for _ in range(rounds)], "/s", 60_000)
            idle = most_memory(service.process.pid)
            for _ in range(rounds):
                write(service.url, token, 256)
            yield absolute("memory of orders, written to at c = 256", [most_memory(service.process.pid)], "MB", 64, [idle],
                           "before the first write")
