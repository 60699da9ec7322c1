# SPDX-License-Identifier: GPL-3.0-or-later
"""A service of the reference cluster beside the stack: with its databases, keys and collector, but without a broker."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

NO_BROKER = "amqp://nobody:nothing@127.0.0.1:9/"  # the discard port: nobody listens


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    def __init__(self, stack, name):
        port, metrics = free_port(), free_port()
        auth = stack.info["services"]["auth"]["http_url"]
        self.url = f"http://127.0.0.1:{port}"
        self.metrics_url = f"http://127.0.0.1:{metrics}"
        self.name = name
        self.environment = {
            **os.environ, "HTTP_PORT": str(port), "METRICS_PORT": str(metrics), "AMQP_URL": NO_BROKER,
            "DATABASE_URL": stack.info["databases"][name]["url"],
            "OTEL_EXPORTER_OTLP_ENDPOINT": stack.info["otlp_endpoint"],
            "OTEL_EXPORTER_OTLP_HEADERS": stack.info["otlp_headers"],
            "AUTH_JWKS_URL": f"{auth}/api/v1/auth/.well-known/jwks.json",
            "AUTH_ISSUER": stack.issuer(), "LOG_LEVEL": "info", "DEPLOYMENT_ENVIRONMENT": "local"}

    def __enter__(self):
        log = open(f"{self.environment.get('TMPDIR', '/tmp')}/signalbox-bench-{os.getpid()}.log", "w", encoding="utf-8")
        os.unlink(log.name)  # written as in the stack, kept by nobody
        self.process = subprocess.Popen([self.name], env=self.environment, stdout=log, stderr=log)
        for _ in range(100):
            if self.has_keys():
                return self
            time.sleep(0.1)
        self.__exit__()
        raise SystemExit(f"{self.name} did not become able to answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def has_keys(self):
        """Its readiness lacks the broker for ever; with keys and database it can take an order."""
        try:
            urllib.request.urlopen(f"{self.metrics_url}/health/ready")
        except urllib.error.HTTPError as answer:
            return answer.read().count(b'"ok"') == 2
        except OSError:
            return False
        return True
