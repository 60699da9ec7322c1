#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the broker's definitions from topology.json, which says what each service consumes.

usage: services/contracts/topology.py [--check]     --check writes nothing and fails when the file would change

Why queues and exchanges look as they do is in docs/services.md. An event of events/ that no service consumes goes to
the queue `unheard`: only what nobody knows at all ends in `unrouted`.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEFINITIONS = HERE.parents[1] / "compose/rabbitmq/definitions.json"
TIERS = {"1s": 1000, "10s": 10000, "60s": 60000}  # of a retry, in ms
NEVER_LOST = {"x-dead-letter-strategy": "at-least-once", "x-overflow": "reject-publish"}


def user(name):
    return {"name": name, "password": f"${{{name.upper()}_AMQP_PASSWORD}}", "tags": []}


def permission(name):
    """Nobody declares; a service writes events and its own failures, and reads its own queues."""
    own = f"{name}\\."
    return {"user": name, "vhost": "/", "configure": "^$", "write": f"^(events|{own}(retry\\..*|dead))$", "read": f"^{own}"}


def exchange(name, kind="fanout", **arguments):
    return {"name": name, "vhost": "/", "type": kind, "durable": True, "auto_delete": False, "arguments": arguments}


def queue(name, arguments):
    return {"name": name, "vhost": "/", "durable": True, "auto_delete": False,
            "arguments": {"x-queue-type": "quorum", **arguments}}


def binding(source, destination, key=""):
    return {"source": source, "vhost": "/", "destination": destination, "destination_type": "queue", "routing_key": key,
            "arguments": {}}


def queues_of(service):
    yield queue(f"{service}.in", {"x-single-active-consumer": True, "x-delivery-limit": 20,
                                  "x-dead-letter-exchange": f"{service}.dead", **NEVER_LOST})
    yield queue(f"{service}.dead", {})
    for tier, milliseconds in TIERS.items():
        yield queue(f"{service}.retry.{tier}", {"x-message-ttl": milliseconds, "x-dead-letter-exchange": "",
                                                "x-dead-letter-routing-key": f"{service}.in", **NEVER_LOST})


def failures_of(service):
    return [f"{service}.dead", *(f"{service}.retry.{tier}" for tier in TIERS)]


def definitions(consumed, events):
    consuming = [service for service, types in consumed.items() if types]
    heard = {event for types in consumed.values() for event in types}
    if unknown := heard - set(events):
        raise SystemExit(f'topology.json: {", ".join(sorted(unknown))} has no schema in events/.')
    failures = [name for service in consuming for name in failures_of(service)]
    return {
        "vhosts": [{"name": "/"}],
        "users": [*map(user, consumed), {**user("signalbox"), "tags": ["monitoring"]}],
        "permissions": [*map(permission, consumed),
                        {**permission("signalbox"), "write": "^$", "read": ".*"}],
        "exchanges": [exchange("events", "topic", **{"alternate-exchange": "unrouted"}), exchange("unrouted"),
                      *map(exchange, failures)],
        "queues": [queue("unrouted", {"x-max-length": 100000}), queue("unheard", {"x-max-length": 1000}),
                   *(one for service in consuming for one in queues_of(service))],
        "bindings": [binding("unrouted", "unrouted"),
                     *(binding("events", f"{service}.in", event) for service in consuming for event in consumed[service]),
                     *(binding(name, name) for name in failures),
                     *(binding("events", "unheard", event) for event in events if event not in heard)],
    }


def text_of(content):
    """One line an entry: what changes is what a reader of the difference sees."""
    lists = (f'  {json.dumps(key)}: [\n    ' + ",\n    ".join(json.dumps(entry) for entry in entries) + "\n  ]"
             for key, entries in content.items())
    return "{\n" + ",\n".join(lists) + "\n}\n"


def main():
    consumed = json.loads((HERE / "topology.json").read_text(encoding="utf-8"))
    events = sorted(path.name.removesuffix(".schema.json") for path in HERE.glob("events/*.schema.json"))
    text = text_of(definitions(consumed, events))
    if sys.argv[1:] == ["--check"]:
        if text != DEFINITIONS.read_text(encoding="utf-8"):
            raise SystemExit("compose/rabbitmq/definitions.json is not what services/contracts/topology.py makes of "
                             "topology.json: run it.")
    else:
        DEFINITIONS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
