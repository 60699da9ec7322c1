# SPDX-License-Identifier: GPL-3.0-or-later
"""Stack cold start to all ready, against the boot of RabbitMQ alone: the slowest member that nobody can speed up."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from support.machine import goal
from support.stack import Stack


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def rabbitmq_alone():
    """Seconds until a fresh broker answers the AMQP protocol header."""
    folder = tempfile.mkdtemp(prefix="sbfloor-")
    amqp, dist, epmd = free_ports(3)
    environment = dict(os.environ, HOME=folder, RABBITMQ_NODENAME=f"floor{amqp}@localhost", RABBITMQ_NODE_PORT=str(amqp),
                       RABBITMQ_DIST_PORT=str(dist), ERL_EPMD_PORT=str(epmd), ERL_EPMD_ADDRESS="127.0.0.1",
                       RABBITMQ_MNESIA_BASE=folder, RABBITMQ_LOG_BASE=folder, RABBITMQ_NODE_IP_ADDRESS="127.0.0.1",
                       RABBITMQ_PID_FILE=f"{folder}/pid", RABBITMQ_ENABLED_PLUGINS_FILE=f"{folder}/enabled_plugins",
                       RABBITMQ_CONFIG_FILE=f"{folder}/rabbitmq")
    began = time.monotonic()
    server = subprocess.Popen(["/usr/lib/rabbitmq/bin/rabbitmq-server"], env=environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while not answers_amqp(amqp):
            if server.poll() is not None or time.monotonic() - began > 60:
                raise SystemExit("rabbitmq-server did not start for the comparison")
            time.sleep(0.02)
        return time.monotonic() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        subprocess.run(["epmd", "-port", str(epmd), "-kill"], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def answers_amqp(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.sendall(b"AMQP\x00\x00\x09\x01")
            return connection.recv(1) == b"\x01"
    except OSError:
        return False


def stack_cold():
    with Stack() as stack:
        return stack.up()


def measure(rounds):
    values, floors = [], []
    for _ in range(rounds):
        floors.append(rabbitmq_alone())
        values.append(stack_cold())
    yield goal("stack cold start", values, floors, "s", 1.5, "RabbitMQ alone")
