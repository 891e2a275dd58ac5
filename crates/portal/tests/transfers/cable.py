"""The line between a client and the portal, which can be cut in the middle of a transfer, or be dead for a while."""

import random
import socket
import struct
import threading


class Cable:
    """Listens on a port of its own and passes everything on to another."""

    def __init__(self, to):
        self.to, self.passed, self.cuts, self.is_dead = to, 0, 0, False
        self._lock, self._cut_at, self._lines = threading.Lock(), [], set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_at(self, offsets):
        """The line that carries the byte at one of these offsets, counted from now, is cut there."""
        with self._lock:
            self._cut_at = sorted(self.passed + offset for offset in offsets)
            self.cuts = 0

    def cut_somewhere(self, chance: random.Random, size, times):
        """Cuts at points somewhere in the next `size` bytes."""
        self.cut_at([chance.randrange(1, max(size, 2)) for _ in range(times)])

    def die(self):
        """Cuts every line and accepts none until `revive`."""
        self.is_dead = True
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            self._reset(line)

    def revive(self):
        self.is_dead = False

    def _accept(self):
        while True:
            near, _ = self._server.accept()
            if self.is_dead:
                self._reset(near)
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                self._reset(near)
                continue
            with self._lock:
                self._lines |= {near, far}
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source, sink, is_upward):
        try:
            while data := source.recv(65536):
                if is_upward and (left := self._left(len(data))) is not None:
                    # What had left before may still arrive: only the rest is lost.
                    sink.sendall(data[:left])
                    self.cuts += 1
                    sink.shutdown(socket.SHUT_WR)
                    self._reset(source)
                    return
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            self._reset(sink)
            self._reset(source)
        finally:
            with self._lock:
                self._lines.discard(source)

    def _left(self, length):
        """How much of the next bytes still passes, if the line is cut inside them."""
        with self._lock:
            start, self.passed = self.passed, self.passed + length
            while self._cut_at and self._cut_at[0] < start:
                self._cut_at.pop(0)
            if self._cut_at and self._cut_at[0] < self.passed:
                return self._cut_at.pop(0) - start
        return None

    @staticmethod
    def _reset(line):
        try:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # Another thread may be waiting on it: closing alone would not wake it, and nothing would be sent.
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        finally:
            line.close()
