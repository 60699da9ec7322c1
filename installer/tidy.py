#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over every source of a build folder, in parallel, and skips what it has already found clean.

A file's verdict depends on the file, the project headers it includes, its command line and .clang-tidy: the hash of
these is the name of an empty file in the cache. Exit code 1 when anything was found.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("SIGNALBOX_CACHE_DIR", pathlib.Path.home() / ".cache/signalbox")) / "tidy"
# Of GCC, unknown to clang.
FOREIGN_OPTIONS = {"-fpch-preprocess", "-Winvalid-pch"}


def project_headers(build):
    """Object file → the project's own headers it was built from, as ninja recorded them."""
    headers, current = {}, None
    for line in subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True).stdout.splitlines():
        if not line.startswith(" "):
            current = headers.setdefault(line.split(":")[0], [])
            continue
        path = pathlib.Path(build, line.strip()).resolve()
        if ROOT in path.parents and pathlib.Path(build).resolve() not in path.parents:
            current.append(path)
    return headers


def sources(build):
    tracked = set(subprocess.run(["git", "ls-files", "*.cpp"], cwd=ROOT, capture_output=True, text=True).stdout.split())
    for entry in json.loads(pathlib.Path(build, "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if ROOT in path.parents and str(path.relative_to(ROOT)) in tracked:
            yield entry


def key(entry, headers):
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    digest.update(entry["command"].replace(str(ROOT), "").encode())
    for path in [pathlib.Path(entry["file"]), *sorted(headers.get(entry.get("output", ""), []))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_database(build, entries):
    """compile_commands.json as clang understands it: without ccache, GCC's options and its precompiled headers."""
    folder = pathlib.Path(build, "tidy")
    folder.mkdir(exist_ok=True)
    cleaned = []
    for entry in entries:
        words = entry["command"].split()
        while not words[0].endswith(("g++", "c++", "clang++")):
            words.pop(0)
        kept, skip = [], False
        for index, word in enumerate(words):
            if skip:
                skip = False
            elif word == "-include" and "cmake_pch" in words[index + 1]:
                skip = True
            elif word not in FOREIGN_OPTIONS:
                kept.append(word)
        cleaned.append({**entry, "command": " ".join(kept)})
    (folder / "compile_commands.json").write_text(json.dumps(cleaned))
    return folder


def check(folder, entry):
    run = subprocess.run(["clang-tidy", "-quiet", "--warnings-as-errors=*", "-p", folder, entry["file"]],
                         capture_output=True, text=True)
    return entry, run.returncode == 0, run.stdout + ("" if run.returncode == 0 else run.stderr)


def main(build):
    headers = project_headers(build)
    entries = list(sources(build))
    CACHE.mkdir(parents=True, exist_ok=True)
    keys = {entry["file"]: key(entry, headers) for entry in entries}
    todo = [entry for entry in entries if not (CACHE / keys[entry["file"]]).exists()]
    print(f"{len(entries)} sources, {len(entries) - len(todo)} known to be clean")
    folder = write_database(build, entries)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, clean, output in pool.map(lambda entry: check(folder, entry), todo):
            if clean:
                (CACHE / keys[entry["file"]]).touch()
            else:
                failed += 1
                print(output)
    print(f"{failed} sources with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
