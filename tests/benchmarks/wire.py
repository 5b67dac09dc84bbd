"""A proxy between browser and server that counts every byte on the way: what compression leaves of a message."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Wire", "wire_to"]

CHUNK = 65536


@dataclass
class Wire:
    """Where the browser connects to, and the bytes that have passed both ways so far."""

    url: str = ""
    bytes_passed: int = 0
    _lock: Lock = field(default_factory=Lock)

    def count(self, size: int) -> None:
        with self._lock:
            self.bytes_passed += size


@contextmanager
def wire_to(url: str) -> Iterator[Wire]:
    """Open a wire to the server at ``url``."""
    there = urlsplit(url)
    wire = Wire()

    class Connection(BaseRequestHandler):
        def handle(self) -> None:
            near: socket.socket = self.request
            with socket.create_connection((there.hostname, there.port)) as far:
                back = Thread(target=_pass_on, args=(far, near, wire), daemon=True)
                back.start()
                _pass_on(near, far, wire)
                back.join()

    ThreadingTCPServer.daemon_threads = True
    with ThreadingTCPServer((str(there.hostname), 0), Connection) as server:
        wire.url = f"http://{there.hostname}:{server.server_address[1]}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield wire
        server.shutdown()


def _pass_on(source: socket.socket, target: socket.socket, wire: Wire) -> None:
    try:
        while data := source.recv(CHUNK):
            wire.count(len(data))
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return  # either end is gone: nothing is left to pass on
