# SPDX-License-Identifier: GPL-3.0-or-later
"""From exec to the first painted frame, against an empty Qt window. Both say so themselves and end.

On an X display, as a user has one (Xvfb where it is installed), and on Qt's offscreen platform, where the empty window
costs next to nothing: no connection to a server, no input, no fonts."""

import contextlib
import os
import shutil
import subprocess
import time

from support.machine import goal
from support.stack import Stack


@contextlib.contextmanager
def display():
    """An X server of our own; Xvfb itself says which number it took."""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"], pass_fds=[write],
                              stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number.readline().strip()}"}
    finally:
        server.terminate()
        server.wait()


def milliseconds(command, platform):
    environment = {**os.environ, **platform, "SIGNALBOX_QUIT_AFTER_PAINT": "1"}
    began = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=30)
    return 1000 * (time.monotonic() - began)


def first_paint(stack, rounds, where, platform):
    values, floors = [], []
    for _ in range(rounds * 4):
        floors.append(milliseconds(["bare_window"], platform))
        values.append(milliseconds(["signalbox", *stack.arguments()], platform))
    return goal(f"window first paint, {where}", values, floors, "ms", 3, "bare Qt window")


def measure(rounds):
    with Stack() as stack:
        stack.up()
        yield first_paint(stack, rounds, "offscreen", {"QT_QPA_PLATFORM": "offscreen"})
        if shutil.which("Xvfb"):
            with display() as platform:
                yield first_paint(stack, rounds, "on a display", platform)
