# SPDX-License-Identifier: GPL-3.0-or-later
"""CPU of window and daemon together while the stack is up and nobody does anything."""

import os
import subprocess
import time

from support.machine import absolute
from support.stack import Stack

SECONDS = 10


def ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])  # utime, stime (proc(5))


def measure(rounds):
    with Stack() as stack:
        stack.up()
        with open(f"{stack.folder}/run/daemon.lock", encoding="utf-8") as file:
            daemon = int(file.read().split()[0])
        window = subprocess.Popen(["signalbox", *stack.arguments()], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                                  stderr=subprocess.DEVNULL)
        time.sleep(5)
        values = []
        for _ in range(rounds):
            before = ticks(daemon) + ticks(window.pid)
            time.sleep(SECONDS)
            values.append(100 * (ticks(daemon) + ticks(window.pid) - before) / os.sysconf("SC_CLK_TCK") / SECONDS)
        window.kill()
        window.wait()
    yield absolute("idle CPU of window and daemon", values, "%", 1)
