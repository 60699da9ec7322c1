# SPDX-License-Identifier: GPL-3.0-or-later
"""F2, F3, F6: what happens to the database, to the broker, and between them and the services."""

import signal
import time

from rig.cluster import wait_for
from rig.gate import MODES


def writes_again(cluster, most):
    """How long until each path answers 201 again; None when it does not."""
    began = time.monotonic()
    for path in cluster.paths.values():
        marker = path.next_marker()
        if not wait_for(lambda: path.send(marker, path.instances[0]) == 201, most, 0.02):
            return None
    return time.monotonic() - began


def database_killed(cluster, rng, seconds):
    """F2: sessions ended one by one, then the whole server by SIGQUIT."""
    ended = 0
    until = time.monotonic() + seconds / 2
    while time.monotonic() < until:
        ended += 1
        cluster.superuser_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                              " AND pid <> pg_backend_pid() AND usename IN ('orders', 'invoices', 'ledger')"
                              f" ORDER BY random() LIMIT {rng.randint(1, 3)}")
        time.sleep(rng.uniform(0.1, 0.4))
    cluster.kill_server("postgres", signal.SIGQUIT)
    if not wait_for(lambda: accepts(cluster), 120):
        return "", ["PostgreSQL did not come back"]
    taken = writes_again(cluster, 60)
    if taken is None:
        return "", ["no write was accepted after PostgreSQL had come back"]
    return f"sessions ended {ended} times; first 201 {taken:.1f} s after the server was back", []


def accepts(cluster):
    try:
        return bool(cluster.sql("orders", "SELECT 1"))
    except RuntimeError:
        return False


def broker_killed(cluster, rng, seconds):
    """F3: writes go on while there is no broker, and what gathered meanwhile is sent afterwards."""
    cluster.kill_server("rabbitmq")
    taken = writes_again(cluster, 20)
    problems = [] if taken is not None else ["no write was accepted while the broker was away"]
    time.sleep(rng.uniform(0, seconds))
    if not wait_for(lambda: cluster.is_ready("rabbitmq"), 180, 0.5):
        problems.append("RabbitMQ did not come back")
    return "writes answered 201 without a broker", problems


def broker_blocked(cluster, rng, seconds):
    """F3: a memory alarm holds publishers back (connection.blocked): no attempt is counted, nothing is dead."""
    before = counted_attempts(cluster)
    cluster.rabbitmqctl("set_vm_memory_high_watermark", "absolute", "1")
    try:
        taken = writes_again(cluster, 20)
        blocked = wait_for(lambda: any(not one.is_ready() for one in cluster.instances["orders"]), 30)
        time.sleep(seconds)
    finally:
        cluster.rabbitmqctl("set_vm_memory_high_watermark", "0.4")
    problems = []
    if taken is None:
        problems.append("no write was accepted while the broker held publishers back")
    if not blocked:
        problems.append("no service noticed that the broker holds publishers back")
    if counted_attempts(cluster) != before:
        problems.append("attempts were counted while the broker held publishers back")
    return "writes answered 201 while publishers were blocked", problems


def counted_attempts(cluster):
    return [cluster.sql(one, "SELECT coalesce(sum(attempts), 0) FROM outbox")[0][0] for one in ("orders", "ledger")]


def network(cluster, rng, seconds):
    """F6: each mode of the gate before each server, then healed: everybody is ready again. In the short form four modes,
    each before one of the servers."""
    modes = [mode for mode in MODES if mode != "pass"]
    short = seconds < len(modes)
    modes = rng.sample(modes, 4 if short else len(modes))
    slowest, problems = 0.0, []
    for mode in modes:
        gates = [rng.choice(list(cluster.gates))] if short else list(cluster.gates)
        for name in gates:
            gate = cluster.gates[name]
            gate.set(mode)
            time.sleep(max(0.5, seconds / len(modes) / len(gates)))
            gate.heal()
        began = time.monotonic()
        if not cluster.wait_ready():
            problems.append(f"not everybody was ready again after {mode}")
        slowest = max(slowest, time.monotonic() - began)
    return f"{', '.join(modes)}; everybody ready again after {slowest:.1f} s at most", problems
