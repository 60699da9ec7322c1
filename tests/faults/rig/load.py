# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that write as a careful client does: each request has a key, and is sent again with it until the answer is one."""

import http.client
import json
import random
import threading
import time
from collections import Counter, defaultdict


class Path:
    """Where one kind of write goes. `marker` is in the body, so that a row can be traced to the try it came from."""

    def __init__(self, name, instances, request):
        self.name = name
        self.instances = instances
        self.request = request  # marker -> (path, headers, body)
        self.tried = set()
        self.acked = defaultdict(list)
        self.markers = 0
        self.lock = threading.Lock()
        self.statuses = Counter()
        self.allowed = {0, 201, 409, 429, 503}  # 0: no answer
        self.unexpected = []
        self.slowest = 0.0

    def next_marker(self):
        with self.lock:
            self.markers += 1
            self.tried.add(self.markers)
            return self.markers

    def send(self, marker, instance, timeout=3):
        """One try. Answers the status, 0 when there was none."""
        path, headers, body = self.request(marker)
        connection = http.client.HTTPConnection("127.0.0.1", instance.port, timeout=timeout)
        began = time.monotonic()
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            status = 0
        finally:
            connection.close()
        with self.lock:
            self.statuses[status] += 1
            if status:
                self.slowest = max(self.slowest, time.monotonic() - began)
            if status == 201:
                self.acked[marker].append(json.loads(text)["id"])
            elif status not in self.allowed:
                self.unexpected.append(f"{self.name}: {status} {text[:200]!r}")
        return status


class Load:
    """`clients` threads that write to the paths in turn, at most `rate` requests a second together."""

    def __init__(self, paths, seed, clients=6, rate=60):
        self.paths = paths
        self.pause = clients / rate
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.client, args=(random.Random(f"{seed}/{i}"),), daemon=True)
                        for i in range(clients)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def client(self, rng):
        while not self.stopping.wait(self.pause * rng.uniform(0.5, 1.5)):
            path = rng.choice(self.paths)
            self.write(path, path.next_marker(), rng)

    def write(self, path, marker, rng):
        """Until the answer is 201. Whoever stops in between leaves a try of which nobody knows."""
        pause = 0.05
        while path.send(marker, rng.choice(path.instances)) != 201:
            if self.stopping.wait(pause):
                return
            pause = min(pause * 2, 0.5)
        if rng.random() < 0.1:  # a client that did not hear the answer
            path.send(marker, rng.choice(path.instances))
