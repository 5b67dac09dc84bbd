"""A Streamlit server of the test's own, from its start to its end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["ServerError", "serve"]

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 10


class ServerError(RuntimeError):
    """The server did not come up; the message ends with what it printed."""


@contextmanager
def serve(
    script: Path,
    *,
    log: Path,
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Serve ``script`` on a free port of this machine; yields the address, without a slash at its end.

    ``options`` are Streamlit's, such as ``server.baseUrlPath``; ``environment`` is added to this process's own.
    """
    base = (options or {}).get("server.baseUrlPath", "").strip("/")
    url = f"http://{HOST}:{(port := _free_port())}" + (f"/{base}" if base else "")
    with log.open("wb") as output:
        server = subprocess.Popen(
            _command(script, {**(options or {}), "server.port": str(port)}),
            cwd=script.parent,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        _wait_until_healthy(server, url, log=log)
        yield url
    finally:
        _stop(server)


def _command(script: Path, more: Mapping[str, str]) -> list[str]:
    options = {
        "server.address": HOST,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        **more,
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(script), *flags]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(server: subprocess.Popen[bytes], url: str, *, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if _answers(f"{url}/_stcore/health"):
            return
        time.sleep(0.1)
    state = "did not answer in time" if server.poll() is None else f"ended with status {server.returncode}"
    raise ServerError(f"the server {state}; it printed:\n{log.read_text(errors='replace')[-4000:]}")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2):
            return True
    except (URLError, OSError):
        return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
