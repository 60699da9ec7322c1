# SPDX-License-Identifier: GPL-3.0-or-later
"""From exec to the first painted frame, against an empty Qt window. Both say so themselves and end."""

import os
import subprocess
import time

from support.machine import goal
from support.stack import Stack


def milliseconds(command):
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "SIGNALBOX_QUIT_AFTER_PAINT": "1"}
    began = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=30)
    return 1000 * (time.monotonic() - began)


def measure(rounds):
    with Stack() as stack:
        stack.up()
        values, floors = [], []
        for _ in range(rounds * 2):
            floors.append(milliseconds(["bare_window"]))
            values.append(milliseconds(["signalbox", *stack.arguments()]))
    yield goal("window first paint", values, floors, "ms", 3, "bare Qt window")
