"""Why a file could not be taken from its publisher, and what the person can do."""

from __future__ import annotations

from http import HTTPStatus

from urllib3 import exceptions as network

from data.fetch.address import Address
from data.fetch.limits import Deadline
from data.fetch.quoted import quoted
from indicators.french import number
from indicators.user_error import Fault, UserError

LATER = "Réessayez plus tard\u00a0; le fichier déjà présent, s'il y en a un, n'a pas été touché."
_PASSING_STATUS = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


class FetchFailure(UserError):
    """The file was not taken; nothing changed in the folder."""


class PassingFailure(FetchFailure):
    """The same, for a reason that may pass: asking again makes sense.

    `wait` is the pause in seconds that the server asks for, when it asks for one.
    """

    wait: float | None = None


def by_hand_remedy(address: Address) -> str:
    """Say where a person finds the file and how to bring it in."""
    names = " ou ".join(f"«\u00a0{name}\u00a0»" for name in address.file_names)
    return (
        f"Téléchargez ce fichier à la main depuis {address.page}, gardez son nom ({names}) "
        f"et relancez «\u00a0python -m data fetch {address.id} --depuis DOSSIER\u00a0»."
    )


def failure(
    address: Address,
    what: str,
    *,
    remedy: str | None = None,
    passing: bool = False,
    faults: tuple[Fault, ...] = (),
) -> FetchFailure:
    """Name the file, say what happened in one sentence; by default, propose to take it by hand."""
    kind = PassingFailure if passing else FetchFailure
    return kind(
        f"«\u00a0{address.title}\u00a0»\u00a0: {what}",
        remedy=by_hand_remedy(address) if remedy is None else remedy,
        faults=faults,
    )


def page_instead(address: Address, faults: tuple[Fault, ...] = ()) -> FetchFailure:
    """A web page came with every sign of success."""
    return failure(
        address,
        "une page web est arrivée au lieu du fichier (page de connexion, vérification anti-robot "
        "ou message d'erreur).",
        faults=faults,
    )


def status_failure(address: Address, status: int) -> FetchFailure:
    """Explain an HTTP status that is not the file."""
    host = address.host
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return failure(
            address,
            "le proxy de votre réseau demande une identification (code 407).",
            remedy="Demandez à votre service informatique l'accès à " + host + ". " + by_hand_remedy(address),
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return failure(
            address,
            f"{host} reçoit trop de demandes et fait attendre (code 429).",
            remedy=LATER,
            passing=True,
        )
    if status in _PASSING_STATUS:
        return failure(
            address, f"{host} est en panne ou surchargé (code {status}).", remedy=LATER, passing=True
        )
    reasons = {
        HTTPStatus.UNAUTHORIZED: f"{host} demande une identification (code 401).",
        HTTPStatus.FORBIDDEN: f"l'éditeur refuse de donner le fichier à un programme (code 403 de {host}).",
        HTTPStatus.NOT_FOUND: f"l'adresse n'existe plus (code 404 de {host}).",
        HTTPStatus.GONE: f"l'éditeur a retiré le fichier (code 410 de {host}).",
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: (
            f"l'éditeur refuse le fichier pour une raison juridique (code 451 de {host})."
        ),
    }
    default = f"{host} n'a pas donné le fichier (code {status})."
    return failure(address, reasons.get(HTTPStatus(status), default) if _is_known(status) else default)


def _is_known(status: int) -> bool:
    return status in set(HTTPStatus)


def too_slow(address: Address, seconds: float) -> FetchFailure:
    """The whole time allowed for one file is over."""
    return failure(
        address, f"{address.host} est trop lent\u00a0: rien de complet après {number(seconds)}\u00a0secondes."
    )


def wait_too_long(address: Address, seconds: float) -> FetchFailure:
    """The server asks for a longer pause than a person should sit through."""
    minutes = number(max(1, round(seconds / 60)))
    return failure(
        address,
        f"{address.host} reçoit trop de demandes et demande d'attendre environ {minutes}\u00a0minutes.",
        remedy=LATER,
    )


def network_failure(address: Address, error: Exception, deadline: Deadline, seconds: float) -> FetchFailure:
    """Explain what the network did; `seconds` is the total that was allowed."""
    host = address.host
    if deadline.passed:
        return too_slow(address, seconds)
    if isinstance(error, network.NameResolutionError):
        return failure(
            address,
            f"l'adresse {host} est introuvable\u00a0; cet ordinateur n'a peut-être pas de réseau.",
            remedy=f"Vérifiez la connexion. {by_hand_remedy(address)}",
        )
    if isinstance(error, network.ProxyError):
        return failure(
            address,
            "le proxy de votre réseau n'a pas transmis la demande.",
            remedy=f"Vérifiez HTTPS_PROXY et la connexion. {by_hand_remedy(address)}",
        )
    if isinstance(error, network.SSLError):
        return failure(
            address,
            f"l'identité de {host} ne peut pas être vérifiée (certificat refusé).",
            remedy="Le contrôle n'est jamais désactivé. Si votre réseau a son propre certificat, "
            f"indiquez-le dans SSL_CERT_FILE. {by_hand_remedy(address)}",
        )
    if isinstance(error, network.ConnectTimeoutError | network.NewConnectionError):
        what = f"{host} ne répond pas\u00a0; cet ordinateur n'a peut-être pas de réseau."
    elif isinstance(error, network.ReadTimeoutError):
        what = f"{host} a cessé d'envoyer le fichier."
    else:
        what = f"la réponse de {host} est illisible ou a été coupée ({quoted(type(error).__name__)})."
    remedy = f"Vérifiez la connexion ou réessayez plus tard. {by_hand_remedy(address)}"
    return failure(address, what, remedy=remedy, passing=True)
