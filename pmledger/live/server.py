"""The local server: pages of the site from memory, to this machine only, and a word when they changed."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import ClassVar, cast

from pmledger import __version__
from pmledger.live.gate import page_path, refusal
from pmledger.live.session import Session

OWN = "/_pmledger/"
SCRIPT = OWN + "live.js"
STYLE = OWN + "live.css"
EVENTS = OWN + "events"
HEARTBEAT_SECONDS = 15.0
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xml": "application/xml",
}


def content_type(path: str) -> str:
    """The type of a file of the site; what is not known is offered for saving."""
    return TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


class Server(ThreadingHTTPServer):
    """One thread a connection; none of them keeps the program from ending."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    allow_reuse_address = True

    def __init__(self, port: int, session: Session) -> None:
        self.session = session
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"
    server_version = f"pmledger/{__version__}"
    sys_version = ""
    timeout: ClassVar[float] = 20.0

    @property
    def session(self) -> Session:
        return cast("Server", self.server).session

    def parse_request(self) -> bool:
        """Read the head of a request, and refuse what this server never answers before anything else is done."""
        if not super().parse_request():
            return False
        if self.command not in {"GET", "HEAD"}:
            self.answer(HTTPStatus.METHOD_NOT_ALLOWED, b"only GET and HEAD are answered\n", allow="GET, HEAD")
            self.close_connection = True
            return False
        port = cast("Server", self.server).server_port
        own_only = self.path.startswith(OWN)
        refused = refusal(self.headers, port, own_only=own_only)
        if refused is not None:
            self.answer(refused, b"this server answers only its own pages\n")
            self.close_connection = True
            return False
        return True

    def do_GET(self) -> None:
        try:
            self.respond()
        except OSError:
            raise  # the client went away
        except Exception as error:  # noqa: BLE001 (one page that fails must not leave its reader waiting)
            text = f"pmledger failed on this page: {type(error).__name__}: {error}\n"
            self.answer(HTTPStatus.INTERNAL_SERVER_ERROR, text.encode(errors="replace"))
            self.close_connection = True

    def respond(self) -> None:
        path = self.path.partition("?")[0]
        if path == EVENTS:
            self.send_events()
        elif path in {SCRIPT, STYLE}:
            name = path.removeprefix(OWN)
            self.answer(HTTPStatus.OK, files("pmledger.live").joinpath(name).read_bytes(), content_type(name))
        else:
            self.send_page(page_path(self.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def send_page(self, path: str | None) -> None:
        data = self.session.page(path) if path is not None else None
        if data is not None and path is not None:
            self.answer(HTTPStatus.OK, data, content_type(path))
            return
        missing = self.session.page("404.html")
        self.answer(HTTPStatus.NOT_FOUND, missing or b"not found\n", TYPES["html" if missing else "txt"])

    def send_events(self) -> None:
        """Tell the listener each new version of the site; what changed is not said."""
        if self.command == "HEAD":
            self.answer(HTTPStatus.OK, b"", "text/event-stream")
            return
        if not self.session.listeners.acquire(blocking=False):
            self.answer(HTTPStatus.SERVICE_UNAVAILABLE, b"too many listeners\n")
            return
        self.close_connection = True
        try:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Connection", "close")
            self.end_headers()
            self.tell_versions()
        except OSError:  # the listener closed its page
            pass
        finally:
            self.session.listeners.release()

    def tell_versions(self) -> None:
        version = self.session.version
        self.wfile.write(f"retry: 1000\ndata: {version}\n\n".encode())
        while not self.session.closed:
            known, version = version, self.session.next_version(version, HEARTBEAT_SECONDS)
            line = ": still here\n\n" if known == version else f"data: {version}\n\n"
            self.wfile.write(line.encode())

    def answer(
        self, status: HTTPStatus, data: bytes, kind: str = "text/plain; charset=utf-8", *, allow: str = ""
    ) -> None:
        """Send a whole answer; the body only when it was asked for."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        if allow:
            self.send_header("Allow", allow)
        if status >= HTTPStatus.BAD_REQUEST:
            self.send_header("Connection", "close" if status != HTTPStatus.NOT_FOUND else "keep-alive")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Requests are not logged."""
