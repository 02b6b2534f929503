"""Follow a server's redirections, but only to where the publisher is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse

from data.fetch.address import Address
from data.fetch.failures import failure
from data.fetch.limits import Deadline
from data.fetch.quoted import quoted
from data.fetch.transport import Transport

_STATUSES = frozenset({301, 302, 303, 307, 308})
_LOGIN = re.compile(
    r"(?:^|[/._?&=-])(?:log-?in|sign-?in|logon|sso|saml2?|cas|oauth2?|openid|auth|authorize|authenticate"
    r"|connexion|identification|captcha)(?:$|[/._?&=-])",
    re.IGNORECASE,
)


@contextmanager
def final_answer(
    address: Address, transport: Transport, headers: Mapping[str, str], deadline: Deadline
) -> Iterator[BaseHTTPResponse]:
    """Open the answer that is no redirection.

    Raises FetchFailure for a login page, another host, an unencrypted address or a loop.
    """
    url = address.request_url
    for _ in range(transport.limits.redirects + 1):
        with transport.get(url, headers, deadline) as answer:
            if answer.status not in _STATUSES:
                yield answer
                return
            url = _next(address, url, answer.headers.get("Location", ""))
    raise failure(address, f"{address.host} renvoie sans fin d'une adresse à une autre.")


def _next(address: Address, url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        location, host = "", ""
    if not location or not host:
        raise failure(address, f"{address.host} renvoie vers une adresse illisible.")
    if _LOGIN.search(f"{host}{parts.path}?{parts.query}"):
        raise failure(
            address,
            f"{address.host} renvoie vers une page de connexion ({quoted(host + parts.path)})\u00a0; "
            "le fichier n'est pas donné sans compte ou sans vérification.",
        )
    if host not in {address.host, *address.allowed_hosts}:
        raise failure(
            address,
            f"{address.host} renvoie vers un autre site ({quoted(host)}), ce qui n'est pas accepté.",
        )
    if parts.scheme not in {"https", urlsplit(url).scheme} or parts.scheme not in {"http", "https"}:
        raise failure(
            address, f"{address.host} renvoie vers une adresse non chiffrée, ce qui n'est pas accepté."
        )
    return target
