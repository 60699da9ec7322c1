# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP server alone: /health of a service that has nothing else to do, by wrk, which shares the cores."""

import re
import subprocess

from support.machine import at_least
from support.service import Service
from support.stack import Stack

SECONDS = 10


def rate(url):
    run = subprocess.run(["wrk", "-t1", "-c64", f"-d{SECONDS}s", f"{url}/health"], capture_output=True, text=True, check=True)
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise SystemExit(run.stdout)
    return float(re.search(r"Requests/sec: *([\d.]+)", run.stdout)[1])


def measure(rounds):
    with Stack() as stack:
        stack.up()
        stack.sign_in()
        with Service(stack, "orders") as service:
            stack.ctl("stop", "orders", "invoices")
            rate(service.url)
            yield at_least("GET /health at c = 64", [rate(service.url) for _ in range(rounds)], "/s", 60_000)
