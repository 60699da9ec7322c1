# SPDX-License-Identifier: GPL-3.0-or-later
"""A process of a service that is started again whenever it ends, and can be killed, stopped and told where to fail."""

import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

from support.service import free_port


class Instance:
    """Restarted by a thread of its own within 20 ms, without a cap; `held` leaves it down."""

    def __init__(self, program, environment, log):
        self.name = os.path.basename(program)
        self.program = program
        port, metrics = free_port(), free_port()
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.metrics_url = f"http://127.0.0.1:{metrics}"
        self.environment = {**environment, "HTTP_PORT": str(port), "METRICS_PORT": str(metrics)}
        self.log = log
        self.starts = 0
        self.unexpected = []  # ends that nobody ordered
        self.ordered = False
        self.held = False
        self.process = None
        self.lock = threading.Lock()
        self.ending = threading.Event()
        self.start()
        self.keeper = threading.Thread(target=self.keep, daemon=True)
        self.keeper.start()

    def start(self):
        self.process = subprocess.Popen([self.program], env=self.environment, stdout=self.log, stderr=self.log)
        self.starts += 1

    def keep(self):
        while not self.ending.wait(0.02):
            with self.lock:
                code = self.process.poll()
                if code is None or self.held:
                    continue
                # A failpoint kills by the same signal as we do; everything else nobody ordered.
                if code not in (-signal.SIGKILL, 0) and not self.ordered:
                    self.unexpected.append(f"{self.name} ended with {code}")
                self.ordered = False
                self.start()

    def signal(self, number):
        with self.lock:
            if self.process.poll() is None:
                self.process.send_signal(number)

    def kill(self):
        self.signal(signal.SIGKILL)

    def restart(self, **environment):
        """Ends it and lets it come back with other variables."""
        self.environment.update(environment)
        self.kill()

    def terminate(self, most=10):
        """SIGTERM; answers how long it took and with what code it ended. It comes back."""
        self.held = True
        began = time.monotonic()
        self.signal(signal.SIGTERM)
        try:
            code = self.process.wait(most)
        except subprocess.TimeoutExpired:
            code = None
        taken = time.monotonic() - began
        self.held = False
        return taken, code

    def fail_at(self, text):
        request = urllib.request.Request(f"{self.metrics_url}/failpoints", text.encode(), method="PUT")
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read().decode()

    def accepts_failpoints(self, text):
        try:
            self.fail_at(text)
        except (urllib.error.URLError, OSError):
            return False
        return True

    def failpoints(self):
        with urllib.request.urlopen(f"{self.metrics_url}/failpoints", timeout=5) as answer:
            return answer.read().decode()

    def forget_failpoints(self):
        """One that was killed has forgotten them by itself."""
        self.accepts_failpoints("")

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"{self.metrics_url}/health/ready", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def metric(self, name):
        try:
            with urllib.request.urlopen(f"{self.metrics_url}/metrics", timeout=2) as answer:
                lines = answer.read().decode().splitlines()
        except (urllib.error.URLError, OSError):
            return 0.0
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))

    def end(self):
        self.ending.set()
        self.keeper.join()
        self.process.kill()
        self.process.wait()
