#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over every source of a unity build, in parallel, and skips what it has already found clean.

usage: installer/tidy.py BUILD [FOLDER …]      with folders: only what is in them

Most of clang-tidy's time goes into the headers of Qt and Boost, so it looks at a library's sources, and at the tests of
a folder, as one unit each. A unit whose sources cannot stand in one file is looked at source by source.

A unit's verdict depends on its sources, the project headers they include, the command line and .clang-tidy: the hash
of these is the name of an empty file in the cache. Exit code 1 when anything was found.
"""

import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("SIGNALBOX_CACHE_DIR", pathlib.Path.home() / ".cache/signalbox")) / "tidy"
# Of GCC, unknown to clang.
FOREIGN_OPTIONS = {"-fpch-preprocess", "-Winvalid-pch", "-Wno-subobject-linkage"}
# Cases of tests are named as sentences, and nobody waits for their copies.
LESS_OF_TESTS = "--checks=-readability-identifier-naming,-performance-*"
INCLUDE = re.compile(r'^\s*#\s*include "([^"]+)"', re.MULTILINE)

Unit = collections.namedtuple("Unit", "name options sources")


def options_of(command):
    """What of a compile command says how to read the source: definitions, include folders, warnings."""
    words = shlex.split(command)
    while not words[0].endswith(("g++", "c++", "clang++")):
        words.pop(0)
    kept, index = [], 1
    while index < len(words):
        word = words[index]
        if word in ("-include", "-MT", "-MF", "-o", "-c"):
            index += 1
        elif word == "-isystem":
            kept.append(word + words[index + 1])
            index += 1
        elif word not in FOREIGN_OPTIONS and word != "-MD":
            kept.append(word)
        index += 1
    return kept


def tracked_sources():
    listed = subprocess.run(["git", "ls-files", "*.cpp"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {str(ROOT / path) for path in listed.split()}


def units(build):
    """One for the sources of a target, one for the tests of a folder."""
    tracked = tracked_sources()
    options, sources = collections.defaultdict(dict), collections.defaultdict(list)
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = entry["file"]
        if path in tracked:
            name = str(pathlib.Path(path).parent.relative_to(ROOT))
            members = [path]
        elif "/Unity/" in path:
            name = str(pathlib.Path(path).parent.parent.relative_to(build))
            members = [found for found in INCLUDE.findall(pathlib.Path(path).read_text()) if found in tracked]
        else:
            continue
        options[name].update(dict.fromkeys(options_of(entry["command"])))
        sources[name] += members
    return [Unit(name, list(options[name]), sorted(set(sources[name]))) for name in sources if sources[name]]


def project_headers(source, options):
    """The project's own files that a source includes, directly or not."""
    folders = [pathlib.Path(option[2:]) for option in options if option.startswith("-I")]
    seen, open_ = set(), [pathlib.Path(source)]
    while open_:
        path = open_.pop()
        for name in INCLUDE.findall(path.read_text()):
            for folder in [path.parent, *folders]:
                found = (folder / name).resolve()
                if found.is_file() and ROOT in found.parents and found not in seen:
                    seen.add(found)
                    open_.append(found)
                    break
    return seen


def key(unit, checks):
    digest = hashlib.sha256(checks)
    digest.update(" ".join(unit.options).replace(str(ROOT), "").encode())
    files = set(map(pathlib.Path, unit.sources))
    for source in unit.sources:
        files |= project_headers(source, unit.options)
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_unit(folder, unit):
    """Every test has a main: each gets a name of its own."""
    lines = []
    for index, source in enumerate(unit.sources):
        lines += ["#undef main", f"#define main main_{index}"] if len(unit.sources) > 1 else []
        lines.append(f'#include "{source}" // NOLINT')
    path = folder / (re.sub(r"\W+", "_", unit.name) + ".cpp")
    path.write_text("\n".join(lines) + "\n")
    return path


def run_tidy(path, unit):
    less = [LESS_OF_TESTS] if unit.name.startswith("tests/") else []
    # Warnings are the compiler's business: it builds with -Werror.
    run = subprocess.run(["clang-tidy", "-quiet", "--warnings-as-errors=*", *less, path, "--", *unit.options, "-w"],
                         capture_output=True, text=True)
    return run.returncode == 0, run.stdout + ("" if run.returncode == 0 else run.stderr)


def check(folder, unit):
    clean, output = run_tidy(write_unit(folder, unit), unit)
    if "clang-diagnostic-error" not in output or len(unit.sources) == 1:
        return unit, clean, output
    parts = [Unit(f"{unit.name}/{pathlib.Path(source).stem}", unit.options, [source]) for source in unit.sources]
    results = [check(folder, part) for part in parts]
    print(f"{unit.name}: its {len(parts)} sources cannot stand in one unit")
    return unit, all(clean for _, clean, _ in results), "".join(output for _, _, output in results)


def main(build, *wanted):
    build = pathlib.Path(build).resolve()
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    checks = (ROOT / ".clang-tidy").read_bytes() + LESS_OF_TESTS.encode()
    found = [unit for unit in units(build) if not wanted or f"{unit.name}/".startswith(tuple(f"{name}/" for name in wanted))]
    keys = {unit.name: key(unit, checks) for unit in found}
    todo = [unit for unit in found if not (CACHE / keys[unit.name]).exists()]
    todo.sort(key=lambda unit: -len(unit.sources)) # the longest first: they end together
    print(f"{len(found)} units, {len(found) - len(todo)} known to be clean")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for unit, clean, output in pool.map(lambda unit: check(folder, unit), todo):
            if clean:
                (CACHE / keys[unit.name]).touch()
            else:
                failed += 1
                print(output)
    print(f"{failed} units with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
