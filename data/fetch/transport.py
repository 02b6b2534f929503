"""Ask one address over HTTP: verified certificates, the system's proxy, and a hard stop."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from data.fetch.limits import Deadline, Limits

USER_AGENT = "diagnostic-de-quartier (python -m data fetch)"


class Transport:
    """The way to the network.

    Parameters
    ----------
    limits : durations and number of attempts.
    proxies : proxy address per scheme; None takes the system's (HTTPS_PROXY, NO_PROXY, or the
        settings of Windows and macOS), an empty mapping goes direct.
    pause : how to wait between two attempts.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        proxies: Mapping[str, str] | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self.pause = pause
        self._proxies = proxies

    @contextmanager
    def get(
        self, url: str, headers: Mapping[str, str], deadline: Deadline
    ) -> Iterator[urllib3.BaseHTTPResponse]:
        """Open one answer, unread and without following a redirection.

        The socket is shut at the deadline, because a read timeout starts again with every byte:
        a server that drips its headers would hold the person up for ever. Raises the exceptions
        of urllib3.
        """
        sockets: list[socket.socket] = []
        timer = threading.Timer(deadline.remaining, lambda: _shut(sockets))
        timer.daemon = True
        timer.start()
        pool = self._pool(url, lambda sock: _watch(sock, sockets, deadline))
        try:
            # urllib3 takes a timeout of nought for a mistake.
            left = max(deadline.remaining, 0.001)
            answer = pool.request(
                "GET",
                url,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept-Encoding": "identity",
                    "Connection": "close",
                    **headers,
                },
                timeout=urllib3.Timeout(
                    connect=min(self.limits.connect, left), read=min(self.limits.read, left)
                ),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                yield answer
            finally:
                # Closing, not releasing: the rest of an endless body is never read.
                answer.close()
        finally:
            timer.cancel()
            pool.clear()

    def _pool(self, url: str, connected: Callable[[Any], None]) -> urllib3.PoolManager:
        proxy = self._proxy(url)
        # Reading the certificates takes longer than a small answer: only when there is encryption.
        encrypted = "https" in {urlsplit(url).scheme, urlsplit(proxy).scheme}
        options: dict[str, Any] = {"ssl_context": _verifying()} if encrypted else {}
        if proxy:
            parts = urlsplit(proxy)
            if parts.username:
                secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
                options["proxy_headers"] = urllib3.make_headers(proxy_basic_auth=secret)
            pool: urllib3.PoolManager = urllib3.ProxyManager(proxy, **options)
        else:
            pool = urllib3.PoolManager(**options)
        pool.pool_classes_by_scheme = _watched_pools(connected)
        return pool

    def _proxy(self, url: str) -> str:
        parts = urlsplit(url)
        if self._proxies is not None:
            return self._proxies.get(parts.scheme, "")
        if parts.hostname and proxy_bypass(parts.hostname):
            return ""
        known = getproxies()
        proxy = known.get(parts.scheme) or known.get("all", "")
        return proxy if not proxy or "://" in proxy else f"http://{proxy}"


@cache
def _verifying() -> ssl.SSLContext:
    """The system's certificates, which know a town hall's own network, and certifi's beside them."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _watched_pools(connected: Callable[[Any], None]) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            connected(self.sock)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            connected(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _watch(sock: Any, sockets: list[socket.socket], deadline: Deadline) -> None:
    # Encryption inside an encrypted proxy hides the socket one level down.
    sockets.append(sock if isinstance(sock, socket.socket) else sock.socket)
    if deadline.passed:
        _shut(sockets)


def _shut(sockets: list[socket.socket]) -> None:
    for sock in list(sockets):
        # A socket that is closed already needs no shutting.
        with contextlib.suppress(OSError):
            # Not SSLSocket.shutdown, which takes the encryption away under the reader's feet.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
