# SPDX-License-Identifier: GPL-3.0-or-later
"""POST of an order through the edge, against a second edge of the same configuration whose backends, the one that is
asked for the user too, answer everything with an empty 200."""

import contextlib
import os
import pathlib
import re
import subprocess
import time
import urllib.request

from support.machine import goal
from support.service import free_port
from support.stack import Stack

FLOORS = pathlib.Path(__file__).resolve().parents[1] / "floors"
SECONDS = 10


def wrk(url, token):
    run = subprocess.run(["wrk", "-t1", "-c32", f"-d{SECONDS}s", "-s", FLOORS / "post_orders.lua", url, "--", token],
                         capture_output=True, text=True, check=True)
    if failed := int(re.search(r"failed (\d+)", run.stdout)[1]):
        raise SystemExit(f"{failed} requests failed: {run.stdout}")
    return float(re.search(r"Requests/sec: *([\d.]+)", run.stdout)[1])


def edge_process(stack):
    """Command and environment of the stack's edge, as the kernel has them: what is compared is really the same."""
    port = stack.info["edge_url"].rsplit(":", 1)[1]
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            environment = dict(entry.split("=", 1) for entry in (folder / "environ").read_text().split("\0") if "=" in entry)
            command = (folder / "cmdline").read_text().rstrip("\0").split("\0")
            if environment.get("TRAEFIK_ENTRYPOINTS_WEBSECURE_ADDRESS", "").endswith(f":{port}") and command[0].endswith("traefik"):
                return command, environment
    raise SystemExit("the edge's process was not found")


@contextlib.contextmanager
def empty_backend():
    with subprocess.Popen(["empty_backend"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.stdin.close()


@contextlib.contextmanager
def floor_edge(stack, backend):
    command, environment = edge_process(stack)
    ports = {name: free_port() for name in ("WEB", "WEBSECURE", "TRAEFIK")}
    environment |= {f"TRAEFIK_ENTRYPOINTS_{name}_ADDRESS": f"127.0.0.1:{port}" for name, port in ports.items()}
    environment |= {name: backend for name in environment if re.fullmatch(r"[A-Z]+_URL", name)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{ports['TRAEFIK']}/ping")
                break
            time.sleep(0.1)
        yield f"https://{environment['EDGE_HOST_NAME']}:{ports['WEBSECURE']}"
    finally:
        process.terminate()
        process.wait()


def measure(rounds):
    with Stack() as stack, empty_backend() as backend:
        stack.up()
        token = stack.sign_in()
        with floor_edge(stack, backend) as floor:
            wrk(stack.info["edge_url"], token)
            wrk(floor, token)
            values, floors = [], []
            for _ in range(rounds):
                floors.append(wrk(floor, token))
                values.append(wrk(stack.info["edge_url"], token))
    yield goal("POST /orders through the edge at c = 32", values, floors, "/s", 0.8, "the edge over empty backends", True)
