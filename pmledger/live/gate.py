"""Who may ask the local server: only pages of this very server, under its own names."""

from email.message import Message
from http import HTTPStatus
from urllib.parse import unquote_to_bytes, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
OWN_SITES = frozenset(("", "same-origin", "none"))


def own_hosts(port: int) -> frozenset[str]:
    """What a browser writes into Host when it was told to ask this server."""
    hosts = {f"{name}:{port}" for name in LOOPBACK}
    return frozenset(hosts | set(LOOPBACK)) if port == 80 else frozenset(hosts)


def refusal(headers: Message, port: int, *, own_only: bool) -> HTTPStatus | None:
    """Why a request is not answered, or None.

    A foreign Host is a name that was pointed here by somebody else (421); a foreign Origin is a page of another site
    (403). With `own_only`, a browser that says another site asks is refused too.
    """
    hosts = own_hosts(port)
    if headers.get("Host", "").strip().lower() not in hosts:
        return HTTPStatus.MISDIRECTED_REQUEST
    origin = headers.get("Origin")
    if origin is not None and origin.strip().lower() not in {f"http://{host}" for host in hosts}:
        return HTTPStatus.FORBIDDEN
    if own_only and headers.get("Sec-Fetch-Site", "").strip().lower() not in OWN_SITES:
        return HTTPStatus.FORBIDDEN
    return None


def page_path(target: str) -> str | None:
    """The path of a page that a request's target names, or None when it can be no page's."""
    try:
        path = unquote_to_bytes(urlsplit(target).path).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return None
    if not path.startswith("/") or "\\" in path or "\0" in path:
        return None
    name = path[1:]
    if name == "" or name.endswith("/"):
        name += "index.html"
    return None if any(part in {"", ".", ".."} for part in name.split("/")) else name
