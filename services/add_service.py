#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds a service to the cluster: its sources from services/template/, and its place in contracts, stack and edge.

usage: services/add_service.py NAME EVENT     NAME: one lower-case word; EVENT: the type it consumes, as in contracts/

What it makes builds, runs and answers; docs/adding-a-service.md says what to do with it. Nothing is written when
something is wrong.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "services/template"
PASSWORDS = ["OWNER", "DB", "READER", "OPERATOR"]


class Edits:
    """Texts of files as they will be: read once, changed here, written together."""

    def __init__(self):
        self.texts = {}

    def text(self, path):
        if path not in self.texts:
            self.texts[path] = (ROOT / path).read_text(encoding="utf-8")
        return self.texts[path]

    def create(self, path, text):
        self.texts[path] = text

    def replace_last(self, path, pattern, replacement):
        """`replacement` is called with the last match of `pattern` in the file."""
        matches = list(re.finditer(pattern, self.text(path), re.MULTILINE))
        if not matches:
            raise SystemExit(f"{path}: no place for the service was found: nothing there matches {pattern!r}.")
        last = matches[-1]
        self.texts[path] = self.text(path)[:last.start()] + replacement(last) + self.text(path)[last.end():]

    def append_after(self, path, pattern, addition):
        self.replace_last(path, pattern, lambda match: match[0] + addition)

    def write(self):
        for path, text in self.texts.items():
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")


def lines(prefix, names, suffix=""):
    return "".join(f"\n{prefix}{name}{suffix}" for name in names)


def sources(edits, values):
    def filled(text):
        for word, value in values.items():
            text = text.replace(word, str(value))
        return text

    name = values["servicename"]
    for file in sorted((TEMPLATE / "service").rglob("*")):
        if file.is_file():
            path = f"services/{name}/{filled(str(file.relative_to(TEMPLATE / 'service')))}"
            edits.create(path, filled(file.read_text(encoding="utf-8")))
    edits.create(f"services/contracts/openapi/{name}.v1.json", filled((TEMPLATE / "openapi.json").read_text(encoding="utf-8")))
    edits.replace_last("services/CMakeLists.txt", r"^(foreach\(area IN ITEMS .*)\)$", lambda match: f"{match[1]} {name})")
    service = filled((TEMPLATE / "compose.yaml").read_text(encoding="utf-8"))
    edits.replace_last("compose/compose.yaml", r"^volumes:\n", lambda match: service + match[0])


def topology(edits, name, event):
    path = "services/contracts/topology.json"
    edits.replace_last(path, r"\]\n\}\s*$", lambda _: f'],\n  "{name}": {json.dumps([event])}\n}}\n')


def stack(edits, name):
    upper = name.upper()
    compose = "compose/compose.yaml"
    secrets = [f"{upper}_{which}_PASSWORD" for which in PASSWORDS]
    edits.append_after(compose, r"^    - \w+_OPERATOR_PASSWORD$", lines("    - ", secrets))
    edits.append_after(compose, r"^    - (?!SIGNALBOX)\w+_AMQP_PASSWORD$", f"\n    - {upper}_AMQP_PASSWORD")
    edits.append_after(compose, r"^      DATABASES: .*$", f" {name}")
    edits.append_after(compose, r"^      \w+_OPERATOR_PASSWORD: .*$",
                       "".join(f"\n      {secret}: ${{{secret}}}" for secret in secrets))
    edits.replace_last(compose, r"^(        databases: \[.*)\]$", lambda match: f"{match[1]}, {name}]")


def edge(edits, name, port):
    upper = name.upper()
    edits.append_after("compose/compose.yaml", r"^      \w+_URL: http://\$\{\w+_HOST:-\w+\}:\$\{\w+_HTTP_PORT:-\d+\}$",
                       f"\n      {upper}_URL: http://${{{upper}_HOST:-{name}}}:${{{upper}_HTTP_PORT:-{port}}}")
    edits.replace_last("compose/edge/routes.yml", r"^(\{\{- \$services := list .*) \}\}$",
                       lambda match: f'{match[1]} "{name}" }}}}')


def example_environment(edits, name):
    path = "compose/.env.example"
    edits.append_after(path, r"^\w+_OPERATOR_PASSWORD=$", lines(f"{name.upper()}_", PASSWORDS, "_PASSWORD="))
    edits.append_after(path, r"^(?!SIGNALBOX)\w+_AMQP_PASSWORD=$", f"\n{name.upper()}_AMQP_PASSWORD=")


def check(name, event):
    if not re.fullmatch(r"[a-z]{2,30}", name):
        raise SystemExit(f"{name}: a service's name is one word of lower-case letters, as folder, program, database and queue.")
    if (ROOT / "services" / name).exists():
        raise SystemExit(f"services/{name} exists already.")
    if not (ROOT / f"services/contracts/events/{event}.schema.json").exists():
        raise SystemExit(f"{event}: services/contracts/events/ has no schema of this type; write that first.")


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    name, event = sys.argv[1:]
    check(name, event)
    edits = Edits()
    used = [int(port) for port in re.findall(r"_HTTP_PORT:-(\d+)\}$", edits.text("compose/compose.yaml"), re.MULTILINE)]
    port = max(port for port in used if port < 8200) + 1
    edge(edits, name, port)
    stack(edits, name)
    topology(edits, name, event)
    example_environment(edits, name)
    sources(edits, {"servicename": name, "Servicename": name.capitalize(), "SERVICENAME": name.upper(),
                    "event.type.v0": event, "HTTPPORT": port, "METRICSPORT": port + 1000})
    edits.write()
    if shutil.which("clang-format"):  # the name has another length than the template's
        subprocess.run(["clang-format", "-i", *(ROOT / "services" / name).glob("*.cpp"), *(ROOT / "services" / name).glob("*.h")],
                       check=True)
    sys.path.insert(0, str(ROOT / "services/contracts"))
    import topology as definitions  # noqa: E402  (of this checkout, after topology.json has the service)
    sys.argv[1:] = []
    definitions.main()
    print(f"Added services/{name}. docs/adding-a-service.md says how to go on.")


if __name__ == "__main__":
    main()
