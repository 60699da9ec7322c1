# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP gate before a server: passes everything on, or does to it what networks do."""

import random
import select
import socket
import struct
import threading
import time

MODES = ["pass", "no_accept", "no_read", "drop", "reset", "delay", "slow", "slices", "cut"]


class Gate:
    """`mode` may change at any time. no_accept: connections wait in the backlog. no_read: nothing is read, so buffers
    fill. drop: read and thrown away. reset: RST. delay: 200 ms each way. slow: 10 bytes a second. slices: byte by byte.
    cut: closed after a random number of bytes."""

    def __init__(self, port, seed):
        self.target = ("127.0.0.1", port)
        self.random = random.Random(seed)
        self.mode = "pass"
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.listener.settimeout(0.05)
        self.port = self.listener.getsockname()[1]
        self.pairs = set()
        self.lock = threading.Lock()
        self.ended = False
        threading.Thread(target=self.accept, daemon=True).start()

    def set(self, mode):
        self.mode = mode
        if mode == "reset":
            self.close_all(reset=True)

    def heal(self):
        """As when a cable is put back: what was half dead is dead, what is new passes."""
        broken = self.mode in ("drop", "cut", "no_read", "slow")
        self.mode = "pass"
        if broken:
            self.close_all(reset=False)

    def accept(self):
        while not self.ended:
            if self.mode == "no_accept":
                time.sleep(0.02)
                continue
            try:
                client, _ = self.listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        if self.mode == "reset":
            self.finish(client, reset=True)
            return
        try:
            server = socket.create_connection(self.target, timeout=2)
        except OSError:
            self.finish(client, reset=True)
            return
        server.settimeout(None)
        pair = (client, server)
        with self.lock:
            self.pairs.add(pair)
        try:
            self.pump(pair)
        except OSError:
            pass
        with self.lock:
            self.pairs.discard(pair)
        for end in pair:
            self.finish(end, reset=False)

    def pump(self, pair):
        other = {pair[0]: pair[1], pair[1]: pair[0]}
        left = self.random.randrange(1, 4000)  # for `cut`
        while not self.ended:
            mode = self.mode
            if mode == "no_read":
                time.sleep(0.02)
                continue
            ready, _, _ = select.select(pair, [], [], 0.05)
            for end in ready:
                data = end.recv(65536 if mode != "cut" else max(1, left))
                if not data:
                    return
                left -= len(data)
                if not self.forward(other[end], data, mode) or (mode == "cut" and left <= 0):
                    return

    def forward(self, to, data, mode):
        if mode == "drop":
            return True
        if mode == "delay":
            time.sleep(0.2)
        if mode not in ("slow", "slices"):
            to.sendall(data)
            return True
        to.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for i in range(len(data)):
            if self.mode != mode:
                to.sendall(data[i:])
                return True
            to.sendall(data[i:i + 1])
            if mode == "slow":
                time.sleep(0.1)
        return True

    @staticmethod
    def finish(end, reset):
        try:
            if reset:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()

    def close_all(self, reset):
        with self.lock:
            pairs = list(self.pairs)
        for pair in pairs:
            for end in pair:
                try:
                    if reset:
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def end(self):
        self.ended = True
        self.listener.close()
        self.close_all(reset=True)
