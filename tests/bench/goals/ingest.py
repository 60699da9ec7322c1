# SPDX-License-Identifier: GPL-3.0-or-later
"""Spans by OTLP/HTTP into a real daemon until readers can find them: as fast as they are taken, every trace id random,
two spans a trace, into a store that holds two million already; then log lines that a process has written to its file.
The sender shares the cores and is not counted in the CPU figures; a wall-clock rate on a busy machine means little."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time

from support.machine import absolute, at_least

STORED = 2_048_000  # spans before the clock starts
SPANS = 3_072_000   # of a round; five rounds are a minute at the goal's rate
LINES = 1_000_000
STACK = "name: ingest\nservices:\n  program:\n    image: nothing\nx-signalbox:\n  version: 1\n"


class Daemon:
    """A daemon whose stack was never started: only its receivers, its tails and its store."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="sbingest-")
        with open(f"{self.folder}/compose.yaml", "w", encoding="utf-8") as file:
            file.write(STACK)
        self.arguments = ["--stack", f"{self.folder}/compose.yaml", "--state-dir", f"{self.folder}/state",
                          "--runtime-dir", f"{self.folder}/run"]
        os.makedirs(f"{self.folder}/state", mode=0o700)
        self.process = subprocess.Popen(["signalboxd", *self.arguments], stderr=subprocess.DEVNULL)
        for _ in range(100):
            run = subprocess.run(["signalboxctl", "info", "--json", "--secrets", *self.arguments], capture_output=True,
                                 text=True)
            if run.returncode == 0:
                break
            time.sleep(0.1)
        info = json.loads(run.stdout)
        self.port = info["otlp_endpoint"].rsplit(":", 1)[1]
        self.key = info["otlp_headers"].split("=", 1)[1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime, stime (proc(5))

    def peak_megabytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024

    def counter(self, name):
        with sqlite3.connect(f"file:{self.folder}/state/telemetry.db?mode=ro", uri=True) as store:
            row = store.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()
            return row[0] if row else 0

    def dropped(self):
        with sqlite3.connect(f"file:{self.folder}/state/telemetry.db?mode=ro", uri=True) as store:
            return store.execute("SELECT coalesce(sum(count), 0) FROM drops").fetchone()[0]

    def await_counter(self, name, wanted):
        """Until so many were stored or dropped; then until the daemon does nothing more for them (indexes)."""
        for _ in range(6000):
            if self.counter(name) + self.dropped() >= wanted:
                break
            time.sleep(0.02)
        before = -1
        while self.cpu() > before + 0.01:
            before = self.cpu()
            time.sleep(0.5)

    def bytes(self):
        return sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(f"{self.folder}/state")
                   for file in files if not folder.endswith("/logs"))

    def send(self, spans):
        subprocess.run(["send_spans", self.port, self.key, str(spans), "0"], check=True, stdout=subprocess.DEVNULL)

    def write_lines(self, number):
        line = ('{"time":"2026-11-20T14:31:08.%06dZ","level":"info","msg":"order placed","order":"0192f7c1-%04x-7000-8000-%012x",'
                '"trace_id":"%032x","span_id":"%016x","items":3,"duration_ms":1.25}\n')
        text = "".join(line % (i % 10**6, i % 65536, i, i + 1, i + 1) for i in range(number))
        os.makedirs(f"{self.folder}/state/logs", exist_ok=True)
        with open(f"{self.folder}/state/logs/program.log", "a", encoding="utf-8") as file:
            file.write(text)


def floor():
    return float(subprocess.run(["send_spans", "walk", "2"], capture_output=True, text=True, check=True).stdout)


def measure(rounds):
    with Daemon() as daemon:
        daemon.send(STORED)
        daemon.await_counter("last_span", STORED)
        rates, costs, floors = [], [], []
        for n in range(1, rounds + 1):
            floors.append(floor())
            cpu, began = daemon.cpu(), time.monotonic()
            daemon.send(SPANS)
            rates.append(SPANS / (time.monotonic() - began))
            daemon.await_counter("last_span", STORED + n * SPANS)
            costs.append((daemon.cpu() - cpu) / SPANS * 1e6)
        sent = STORED + rounds * SPANS
        stored, dropped = daemon.counter("last_span"), daemon.dropped()
        peak, size = daemon.peak_megabytes(), daemon.bytes()
        kept = daemon.counter("spans")
    yield at_least("OTLP/HTTP spans, sustained", rates, "/s", 200_000, floors, "reading the fields")
    yield absolute("the daemon's CPU a span", costs, "µs", 5, [1e6 / value for value in floors], "reading the fields")
    yield absolute("spans lost without a word", [sent - stored - dropped], "", 0)
    yield absolute("spans dropped", [dropped], "", 0)
    yield absolute("the daemon's memory at most", [peak], "MB", 150)
    yield absolute("store on disk", [size / 1e6], "MB", 2_100)
    yield absolute("a span on disk", [size / kept], "bytes", 421)
    with Daemon() as daemon:
        costs = []
        for n in range(1, rounds + 1):
            cpu = daemon.cpu()
            daemon.write_lines(LINES)
            daemon.await_counter("last_log", n * LINES)
            costs.append((daemon.cpu() - cpu) / LINES * 1e6)
        lost = rounds * LINES - daemon.counter("last_log") - daemon.dropped()
    yield absolute("the daemon's CPU a log line", costs, "µs", 5)
    yield absolute("lines lost without a word", [lost], "", 0)
