# SPDX-License-Identifier: GPL-3.0-or-later
"""From the answer of a POST to its last effect being in the store, asked as the window asks."""

import json
import subprocess
import time

from support.machine import absolute
from support.stack import Stack


def one(stack, token):
    answer = json.loads(stack.ctl("send", "-X", "POST", "/api/v1/orders", "--json", "-H",
                                  f"Authorization: Bearer {token}", "-d", '{"amount": 5000}'))
    began = time.monotonic()
    while True:
        run = subprocess.run(["signalboxctl", "journey", answer["trace_id"], "--json", *stack.arguments()],
                             capture_output=True, text=True)
        if run.returncode == 0 and json.loads(run.stdout).get("complete"):
            return 1000 * (time.monotonic() - began)
        if time.monotonic() - began > 10:
            raise SystemExit(f"the journey of {answer['trace_id']} never became complete: {run.stdout}{run.stderr}")


def measure(rounds):
    with Stack() as stack:
        stack.up()
        token = stack.sign_in()
        one(stack, token)
        yield absolute("event visible", [one(stack, token) for _ in range(rounds * 4)], "ms", 500)
