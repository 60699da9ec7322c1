# SPDX-License-Identifier: GPL-3.0-or-later
"""F1, F5, F8, F18: what happens to the processes of the services."""

import pathlib
import signal
import time

from rig.cluster import wait_for

FAILPOINTS = {  # where -> programs that come there
    "commit.before": ["orders", "ledger"], "commit.after": ["orders", "ledger"],
    "dispatch.after_publish": ["orders", "ledger"], "dispatch.after_confirm": ["orders", "ledger"],
    "dispatch.after_mark": ["orders", "ledger"], "dispatch.lease_lost": ["orders", "ledger"],
    "consume.after_receive": ["invoices", "ledger"], "consume.after_inbox_insert": ["invoices", "ledger"],
    "consume.before_ack": ["invoices", "ledger"], "consume.after_ack": ["invoices", "ledger"],
    "consume.in_tier": ["ledger"], "consume.in_dead_letter": ["ledger"]}
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


def killed_at_random(cluster, rng, seconds):
    """F1: kill -9 of any instance, each 50 to 500 ms after the one before is ready again."""
    kills, slowest, until = 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(rng.uniform(0.05, 0.5))
        instance = rng.choice(cluster.every())
        instance.kill()
        kills += 1
        began = time.monotonic()
        if not wait_for(instance.is_ready, 60, 0.02):
            return f"{kills} kills", [f"{instance.name} did not become ready again"]
        slowest = max(slowest, time.monotonic() - began)
    return f"{kills} kills, ready again after {slowest:.1f} s at most", []


def killed_at_failpoints(cluster, rng, seconds):
    """F1: each failpoint, with a kill, an error and a pause that outlives the leases, until the time is over; each at
    least once."""
    reached, missed, until = 0, [], time.monotonic() + seconds
    rounds = 0
    while rounds == 0 or time.monotonic() < until:
        for point in rng.sample(sorted(FAILPOINTS), len(FAILPOINTS)):
            if rounds > 0 and time.monotonic() > until:
                break
            action = "kill" if rounds == 0 else rng.choice(["kill", "kill", "error", "pause:2500"])
            if reach(cluster, rng, point, action):
                reached += 1
            elif action == "kill":
                missed.append(f"nobody came to {point}")
        rounds += 1
    return f"{reached} failpoints reached", missed


def reach(cluster, rng, point, action):
    """Set in both instances of a program, as only one of them may come there; the other is told to forget it."""
    program = rng.choice(FAILPOINTS[point])
    pair = cluster.instances[program]
    if not wait_for(lambda: all(one.is_ready() for one in pair), 60):
        return False
    count = 1 if point in ("consume.in_tier", "consume.in_dead_letter") else rng.randint(1, 3)  # rare
    text = f"{point}:{count}={action}"
    starts = [one.starts for one in pair]
    for one in pair:
        if not wait_for(lambda: one.accepts_failpoints(text), 30):
            return False
    if point == "consume.in_dead_letter":
        cluster.add_poison()

    def came():
        return any(one.starts > before for one, before in zip(pair, starts)) if action == "kill" else any(
            not one.failpoints() for one in pair)

    came_there = wait_for(came, 60, 0.02)
    for one in pair:
        one.forget_failpoints()
    return came_there


def stopped(cluster, rng, seconds):
    """F5: SIGSTOP of one instance, in the long form of one of each program, for longer than a lease."""
    pairs = rng.sample(list(cluster.instances.values()), 3 if seconds else 1)
    for pair in pairs:
        instance = rng.choice(pair)
        starts = instance.starts
        instance.signal(signal.SIGSTOP)
        time.sleep(max(2.5, seconds / 3))
        instance.signal(signal.SIGCONT)
        if not wait_for(instance.is_ready, 60):
            return "", [f"{instance.name} did not resume"]
        if instance.starts != starts:
            return "", [f"{instance.name} was restarted instead of resuming"]
    return f"{len(pairs)} stopped for longer than a lease", []


def wrong_clock(cluster, rng, seconds):
    """F8: one instance of each program an hour ahead, one of each an hour behind. Whoever lives in the past refuses the
    tokens of today."""
    if not pathlib.Path(FAKETIME).exists():
        return "not done: libfaketime is not installed", []
    cluster.paths["orders"].allowed.add(401)
    for pair in cluster.instances.values():
        for instance, offset in zip(rng.sample(pair, 2), ("+1h", "-1h")):
            instance.restart(LD_PRELOAD=FAKETIME, FAKETIME=offset, FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_NO_CACHE="1")
    ready = cluster.wait_ready()
    time.sleep(seconds)
    for instance in cluster.every():
        for name in ("LD_PRELOAD", "FAKETIME"):
            instance.environment.pop(name)
        instance.kill()
    cluster.wait_ready()
    cluster.paths["orders"].allowed.discard(401)
    return "clocks two hours apart", [] if ready else ["services with a wrong clock did not become ready"]


def terminated(cluster, rng, seconds):
    """F18: SIGTERM under load: what is under way is finished, the process is gone within 5 s."""
    problems, slowest = [], 0.0
    until = time.monotonic() + seconds
    instances = rng.sample(cluster.every(), 6)
    while instances and (time.monotonic() < until or len(instances) > 3):
        instance = instances.pop()
        taken, code = instance.terminate()
        slowest = max(slowest, taken)
        if code != 0:
            problems.append(f"{instance.name} ended with {code} after SIGTERM")
        elif taken > 5.5:
            problems.append(f"{instance.name} took {taken:.1f} s to end")
    cluster.wait_ready()
    return f"ended within {slowest:.1f} s", problems
