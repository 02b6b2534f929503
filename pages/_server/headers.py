"""What every answer carries: security headers, and pages that say they are in French."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages._ui.settings import DisplaySettings

TITLE = "Diagnostic de quartier"
_HOST = re.compile(r"[0-9A-Za-z.\-\[\]:]+")


def content_security_policy(host: str = "", tiles: str | None = None) -> str:
    """Forbid the browser every host but ours (and the tile server, when one is switched on).

    `host` is the one the browser asked for: some browsers do not count a web socket to it
    as 'self'. Streamlit and streamlit-folium evaluate scripts, hence 'unsafe-eval'.
    """
    images = ["'self'", "data:", "blob:"]
    if tiles:
        # Only scheme and host: https://{s}.tuiles.example/{z}/… → https://*.tuiles.example
        images.append("/".join(tiles.replace("{s}", "*").split("/")[:3]))
    sockets = ["'self'"]
    if _HOST.fullmatch(host):
        sockets += [f"ws://{host}", f"wss://{host}"]
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {' '.join(images)}",
            "font-src 'self' data:",
            f"connect-src {' '.join(sockets)}",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
        ]
    )


class SecurityHeaders:
    """Add the security headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.tiles = DisplaySettings().tiles

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        policy = content_security_policy(Headers(scope=scope).get("host", ""), self.tiles)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                headers["permissions-policy"] = "geolocation=(), camera=(), microphone=()"
            await send(message)

        await self.app(scope, receive, send_with_headers)


class FrenchPages:
    """Streamlit hard-codes `lang="en"` and its own title in its HTML: say French and ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        # An already compressed body could not be rewritten.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message | None = None
        body = bytearray()

        async def send_rewritten(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                    await send(message)
            elif start is None or not Headers(raw=start["headers"]).get("content-type", "").startswith(
                "text/html"
            ):
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page = in_french(bytes(body))
                    MutableHeaders(scope=start)["content-length"] = str(len(page))
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": plain}, receive, send_rewritten)


def in_french(page: bytes) -> bytes:
    """Rewrite the few English words of a Streamlit HTML page."""
    return (
        page.replace(b'<html lang="en"', b'<html lang="fr-BE"', 1)
        .replace(b"<title>Streamlit</title>", f"<title>{TITLE}</title>".encode(), 1)
        .replace(b"<title>Streamlit Folium Component</title>", b"<title>Carte</title>", 1)
        .replace(
            b"You need to enable JavaScript to run this app.",
            b"Cette application a besoin de JavaScript.",
        )
    )


MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(FrenchPages)]
