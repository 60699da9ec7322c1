# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference stack in folders of its own, driven by the product's command line."""

import base64
import json
import os
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.request


class Stack:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sbbench-")
        os.chmod(self.folder, 0o755)
        self.info = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ctl("down", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def arguments(self):
        return ["--state-dir", f"{self.folder}/state", "--runtime-dir", f"{self.folder}/run"]

    def ctl(self, *words, check=True):
        run = subprocess.run(["signalboxctl", *words, *self.arguments()], capture_output=True, text=True)
        if check and run.returncode != 0:
            raise SystemExit(f'signalboxctl {" ".join(words)}: {run.stdout}{run.stderr}')
        return run.stdout

    def up(self):
        began = time.monotonic()
        self.ctl("up", "--wait")
        taken = time.monotonic() - began
        self.info = json.loads(self.ctl("info", "--json", "--secrets"))
        return taken

    def sql(self, database, statement):
        """As the owner of the database. Answers what it prints."""
        run = subprocess.run(["psql", "-qAt", "-c", statement, self.info["databases"][database]["owner_url"]],
                             capture_output=True, text=True, check=True)
        return run.stdout.strip()

    def issuer(self):
        """Who signs the tokens, as the key set's own service says in one."""
        payload = self.sign_in().split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["iss"]

    def down(self):
        self.ctl("down")

    def call(self, method, path, body=None, token=None):
        """Through the edge. Answers the decoded JSON."""
        context = ssl.create_default_context(cafile=self.info["ca_file"])
        request = urllib.request.Request(self.info["edge_url"] + path, method=method)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(request, data, context=context) as answer:
            return json.loads(answer.read() or "null")

    def sign_in(self):
        account = {"email": f"bench-{time.monotonic_ns()}@example.com", "password": "correct horse battery"}
        self.call("POST", "/api/v1/auth/register", account)
        return self.call("POST", "/api/v1/auth/login", account)["access_token"]
