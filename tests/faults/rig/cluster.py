# SPDX-License-Identifier: GPL-3.0-or-later
"""Database, broker and auth as the product starts them; the services that are tortured run beside it, two of each, and
reach database and broker through gates."""

import base64
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
import uuid

from rig.gate import Gate
from rig.instance import Instance
from rig.load import Path
from rig.stack_file import with_ledger

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAMS = ["orders", "invoices", "ledger"]
ACCOUNTS = 7  # few, so that events of one account follow each other closely


def wait_for(condition, most=60.0, pause=0.05):
    """Until it holds; answers whether it did."""
    until = time.monotonic() + most
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(pause)
    return condition()


class Cluster:
    def __init__(self, build, seed):
        self.bin = pathlib.Path(build) / "bin"
        self.seed = seed
        self.folder = tempfile.mkdtemp(prefix="sbfaults-")
        os.chmod(self.folder, 0o755)
        self.info = {}
        self.gates = {}
        self.instances = {}
        self.poison = set()  # ids of events that can have no effect
        self.log = open(f"{self.folder}/services.log", "ab")

    def __enter__(self):
        try:
            self.up()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for instance in self.every():
            instance.end()
        for gate in self.gates.values():
            gate.end()
        self.ctl("down", check=False)
        self.log.close()
        if os.environ.get("KEEP_FAULTS_LOG"):
            print(f"kept {self.folder}/services.log")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def ctl(self, *words, check=True):
        run = subprocess.run([self.bin / "signalboxctl", *words, "--state-dir", f"{self.folder}/state",
                              "--runtime-dir", f"{self.folder}/run"], capture_output=True, text=True)
        if check and run.returncode != 0:
            raise SystemExit(f'signalboxctl {" ".join(words)}: {run.stdout}{run.stderr}')
        return run.stdout

    def up(self):
        os.environ["SIGNALBOX_STACK"] = str(with_ledger(ROOT / "compose", self.folder))
        self.ctl("start", "auth", "rabbitmq")
        if not wait_for(lambda: all(self.is_ready(one) for one in ("auth", "rabbitmq")), 240, 0.3):
            raise SystemExit("the servers did not start: " + self.ctl("status"))
        self.info = json.loads(self.ctl("info", "--json", "--secrets"))
        self.gates = {"postgres": Gate(self.port("postgres", "sql"), f"{self.seed}/sql"),
                      "rabbitmq": Gate(self.port("rabbitmq", "amqp"), f"{self.seed}/amqp")}
        self.token = self.sign_in()
        for program in PROGRAMS:
            self.migrate(program)
        for program in PROGRAMS:
            self.instances[program] = [self.instance(program) for _ in range(2)]
        self.paths = {"orders": Path("orders", self.instances["orders"], self.order),
                      "ledger": Path("ledger", self.instances["ledger"], self.entry)}
        if not self.wait_ready(120):
            raise SystemExit("the services did not become ready")

    def port(self, service, role):
        return self.info["services"][service]["ports"][role]

    def pid(self, service):
        status = json.loads(self.ctl("status", "--json"))
        return next(one for one in status["services"] if one["service"] == service)["pid"]

    def every(self):
        return [instance for pair in self.instances.values() for instance in pair]

    def wait_ready(self, most=60):
        return wait_for(lambda: all(instance.is_ready() for instance in self.every()), most)

    # What the instances are given.

    def migrate(self, program):
        environment = {**os.environ, "DATABASE_OWNER_URL": self.info["databases"][program]["owner_url"]}
        subprocess.run([self.bin / program, "--migrate"], env=environment, check=True, stdout=self.log, stderr=self.log)

    def instance(self, program):
        auth = self.info["services"]["auth"]["http_url"]
        environment = {
            **os.environ, "LOG_LEVEL": "info", "DEPLOYMENT_ENVIRONMENT": "local",
            "DATABASE_URL": self.through("postgres", self.info["databases"][program]["url"]),
            "AMQP_URL": self.through("rabbitmq", self.broker_url(program)),
            "AUTH_JWKS_URL": f"{auth}/api/v1/auth/.well-known/jwks.json", "AUTH_ISSUER": self.issuer()}
        return Instance(str(self.bin / program), environment, self.log)

    def through(self, gate, url):
        return re.sub(r"(@[^:/]+):\d+", rf"\1:{self.gates[gate].port}", url)

    def broker_url(self, user):
        password = self.secret(f"{user.upper()}_AMQP_PASSWORD")
        return f'amqp://{user}:{password}@127.0.0.1:{self.port("rabbitmq", "amqp")}/'

    def secret(self, name):
        text = pathlib.Path(f"{self.folder}/state/secrets.env").read_text(encoding="utf-8")
        return re.search(rf"^{name}=(.*)$", text, re.MULTILINE).group(1).strip("\"'")

    def sign_in(self):
        account = {"email": f"faults-{time.monotonic_ns()}@example.com", "password": "correct horse battery"}
        self.auth("register", account)
        return self.auth("login", account)["access_token"]

    def auth(self, what, body):
        request = urllib.request.Request(f'{self.info["services"]["auth"]["http_url"]}/api/v1/auth/{what}',
                                         json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or "null")

    def issuer(self):
        payload = self.token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["iss"]

    # What the clients ask for: the marker is the amount of the order, and the key of the entry.

    def order(self, marker):
        return "/api/v1/orders", {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}",
                                  "Idempotency-Key": f'"order-{marker}"'}, json.dumps({"amount": marker})

    def entry(self, marker):
        body = {"key": marker, "account": f"account-{marker % ACCOUNTS}", "amount": marker}
        if marker % 40 == 0:
            body["failures"] = marker // 40 % 3 + 1
        return "/entries", {"Content-Type": "application/json"}, json.dumps(body)

    # Servers.

    def sql(self, database, statement):
        """As the owner. A list of rows of text."""
        url = self.info["databases"][database]["owner_url"]
        run = subprocess.run(["psql", "-qAtX", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement, url],
                             capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"{database}: {run.stderr}")
        return [line.split("\t") for line in run.stdout.splitlines()]

    def script(self, database, text):
        """As the owner, each statement by itself."""
        subprocess.run(["psql", "-qAtX", self.info["databases"][database]["owner_url"]], input=text, capture_output=True,
                       text=True, check=True)

    def superuser_sql(self, statement):
        owner = self.info["databases"]["orders"]["owner_url"]
        password = self.secret("POSTGRES_PASSWORD")
        url = re.sub(r"//[^@]*@([^/]*)/.*", rf"//postgres:{password}@\1/postgres", owner)
        return subprocess.run(["psql", "-qAtX", "-c", statement, url], capture_output=True, text=True, check=True).stdout

    def add_poison(self, payload=None, version=1, failures=0):
        """An event of the ledger that was never an entry; answers its id."""
        event = str(uuid.UUID(int=(time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | 0x8 << 60 | secrets.randbits(60)))
        self.poison.add(event)
        body = payload or json.dumps({"entry": "not-a-uuid", "amount": 1, "failures": failures})
        self.sql("ledger", "INSERT INTO outbox (part, event_id, aggregate_type, aggregate_id, aggregate_seq, event_type,"
                           f" schema_version, payload, headers) VALUES (outbox_part('account', '{event}'), '{event}',"
                           f" 'account', '{event}', 1, 'ledger.entry_added.v1', {version}, '{body}', '{{}}')")
        return event

    def dead_letters(self):
        """How many the ledger has put away, by the broker's count."""
        metrics = f'http://127.0.0.1:{self.port("rabbitmq", "metrics")}/metrics/detailed?family=queue_coarse_metrics'
        with urllib.request.urlopen(metrics, timeout=10) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith("rabbitmq_detailed_queue_messages_ready{") and 'queue="ledger.dead"' in line:
                    return int(float(line.split()[-1]))
        return 0

    def is_ready(self, service):
        status = json.loads(self.ctl("status", "--json"))
        return any(one["service"] == service and one["phase"] == "ready" for one in status["services"])

    def kill_server(self, service, number=signal.SIGKILL):
        os.kill(self.pid(service), number)

    def rabbitmqctl(self, *words):
        data = f"{self.folder}/state/data/rabbitmq"
        cookie = pathlib.Path(f"{data}/.erlang.cookie").read_text(encoding="utf-8")
        environment = {**os.environ, "ERL_EPMD_PORT": str(self.port("rabbitmq", "epmd")), "HOME": self.folder,
                       "RABBITMQ_ERLANG_COOKIE": cookie, "RABBITMQ_CONF_ENV_FILE": "/none"}
        return subprocess.run(["/usr/lib/rabbitmq/bin/rabbitmqctl", "-q", "-n", "signalbox@localhost", *words],
                              env=environment, capture_output=True, text=True, check=True).stdout
