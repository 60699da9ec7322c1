# SPDX-License-Identifier: GPL-3.0-or-later
"""From the start of a client to the whole state of a running stack."""

import subprocess
import time

from support.machine import absolute
from support.stack import Stack


def seconds(function):
    began = time.monotonic()
    function()
    return time.monotonic() - began


def measure(rounds):
    with Stack() as stack:
        stack.up()
        values, floors = [], []
        for _ in range(rounds * 4):
            floors.append(1000 * seconds(lambda: subprocess.run(["signalboxctl", "--version"], capture_output=True)))
            values.append(1000 * seconds(lambda: stack.ctl("status", "--json")))
    yield absolute("attach to a running stack", values, "ms", 500, floors, "signalboxctl --version")
