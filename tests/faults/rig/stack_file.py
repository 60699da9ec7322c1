# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference stack with one database, one queue and one user more: those of the ledger, which runs beside it."""

import json
import pathlib
import shutil

TIERS = {"1s": 300, "10s": 600, "60s": 900}  # ms: what is kept there is the same, but nobody wants to wait a minute


def with_ledger(source, folder):
    """Copies the stack's folder and answers the path of the changed stack file."""
    target = pathlib.Path(folder) / "stack"
    shutil.copytree(source, target)
    add_topology(target / "rabbitmq/definitions.json")
    add_database(target / "compose.yaml")
    for path in [target, *target.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return target / "compose.yaml"


def add_topology(path):
    """What invoices has, under the other name."""
    text = path.read_text(encoding="utf-8")
    definitions = json.loads(text)
    copies = json.loads(text.replace("invoices", "ledger").replace("INVOICES", "LEDGER"))
    for kind in ("users", "permissions", "exchanges", "queues", "bindings"):
        definitions[kind] += [one for one in copies[kind] if "ledger" in json.dumps(one)
                              and one.get("source") != "events"]
    definitions["bindings"].append({"source": "events", "vhost": "/", "destination": "ledger.in", "arguments": {},
                                    "destination_type": "queue", "routing_key": "ledger.entry_added.v1"})
    for queue in definitions["queues"]:
        for tier, milliseconds in TIERS.items():
            if queue["name"] == f"ledger.retry.{tier}":
                queue["arguments"]["x-message-ttl"] = milliseconds
    path.write_text(json.dumps(definitions, indent=1), encoding="utf-8")


def add_database(path):
    """By its lines: the file is Compose's, with anchors and comments that a rewriting would lose."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        lines.append(line)
        if "INVOICES_" in line and "PASSWORD" in line and "postgresql://" not in line and "amqp://" not in line:
            lines.append(line.replace("INVOICES", "LEDGER"))
        elif line.strip().startswith("DATABASES:"):
            lines[-1] = line + " ledger"
        elif line.strip().startswith("databases: [") and "invoices" in line:
            lines[-1] = line.replace("invoices", "invoices, ledger")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
