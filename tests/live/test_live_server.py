"""The local server: answers its own pages, quickly, and nobody else's questions."""

import http.client
import socket
import threading
import time

import pytest
from workspaces import write_files

from pmledger.live.gate import page_path
from pmledger.live.serve import Running, ServeRefused, serve
from pmledger.live.session import Session

STUDIO = """-- clients/acme.md --
---
name: Acme
---
-- people/mei.md --
---
name: Mei Keller
type: team
---
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
---
![plan](plan.png)
-- projects/apollo/plan.png --
picture
-- projects/apollo/risks/delay.md --
---
title: Vendor delay
raised_on: 2026-05-01
---
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    root = write_files(tmp_path_factory.mktemp("studio"), STUDIO)
    server = Running(root, 0, lambda _message: None, Session(root), polling=False)
    yield server
    server.close()


def ask(running, path, method="GET", body=None, **headers):
    """Status, headers and body of an answer."""
    port = running.server.server_port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_a_page_is_the_built_page_and_one_script(running):
    """The page asked for is what `build` writes, with exactly one script tag more; its policy stays strict."""
    status, headers, body = ask(running, "/")
    shown = running.session._shown
    plain = shown.sheets.renderer.render(shown.pages.page("index.html"))
    tag = f'<script src="/_pmledger/live.js?v={running.session.version}" defer></script>'.encode()
    assert status == 200
    assert body == plain.replace(b"</head>", tag + b"</head>", 1)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert not any(name.lower().startswith("access-control") for name in headers)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/project/apollo.html", "text/html; charset=utf-8"),
        ("/project/apollo.html?x=1", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/_pmledger/live.js", "text/javascript; charset=utf-8"),
        ("/_pmledger/live.css", "text/css; charset=utf-8"),
    ],
)
def test_files_of_the_site_are_served(running, path, kind):
    """Pages, the theme's files and the server's own two files have their types."""
    status, headers, body = ask(running, path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert body


def test_a_picture_beside_a_record_is_served(running):
    """What a record shows is read from the workspace under its address in the site."""
    copies = running.session._shown.copies
    path = next(path for path, source in copies.items() if source == "projects/apollo/plan.png")
    assert ask(running, f"/{path}")[2] == b"picture\n"


@pytest.mark.parametrize(
    "path",
    ["/pmledger.yml", "/projects/apollo/index.md", "/../pmledger.yml", "/..%2fpmledger.yml", "/%2e%2e/%2e%2e/etc/passwd",
     "//etc/passwd", "/.git/config", "/assets/../pmledger.yml", "/assets/..%5c..%5cpmledger.yml", "/%00", "/%ff",
     "/C:/windows/win.ini", "/_pmledger/", "/_pmledger/../pmledger.yml", "/_pmledger/server.py", "/nothing.html"],
)  # fmt: skip
def test_nothing_else_is_served(running, path):
    """Sources, hidden files and paths that climb are not found, whatever their spelling."""
    status, _, body = ask(running, path)
    assert status == 404
    assert b"grammar: 1" not in body
    assert b"root:" not in body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:{port}"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 421),
        ({"Host": ""}, 421),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "LOCALHOST:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://127.0.0.1:{port}.evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
    ],
)
def test_only_this_server_by_its_own_names(running, headers, status):
    """A foreign Host is misdirected, a foreign Origin forbidden; its own are answered."""
    port = running.server.server_port
    sent = {name: value.replace("{port}", str(port)) for name, value in headers.items()}
    assert ask(running, "/", **sent)[0] == status


def test_another_sites_page_gets_no_events(running):
    """The event stream is refused to whom the browser calls a stranger."""
    assert ask(running, "/_pmledger/events", Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(running, "/_pmledger/events", Origin="http://evil.example")[0] == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_only_get_and_head(running, method):
    """No other method is answered, and what is allowed is said."""
    status, headers, _ = ask(running, "/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_head_has_no_body(running):
    """HEAD tells the length and sends nothing."""
    status, headers, body = ask(running, "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    ("target", "path"),
    [("/", "index.html"), ("/a/", "a/index.html"), ("/a%20b.html?q#f", "a b.html"), ("/%E9%9D%92.html", "青.html"),
     ("/a/../b", None), ("/a//b", None), ("/./a", None), ("a", None), ("http://x/a.html", "a.html"), ("/\\a", None)],
)  # fmt: skip
def test_targets_become_paths_of_pages(target, path):
    """A request's target names a page by its path, or nothing."""
    assert page_path(target) == path


def test_idle_and_garbled_connections_keep_nobody_waiting(running):
    """With 200 silent connections and some that talk nonsense, a page still comes at once."""
    port = running.server.server_port
    ask(running, "/project/apollo.html")  # templates are compiled once
    silent = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(200)]
    try:
        for garbled in silent[:20]:
            garbled.sendall(b"\x16\x03\x01\x00garbage\r\n\r\n")
        started = time.monotonic()
        assert ask(running, "/project/apollo.html")[0] == 200
        assert time.monotonic() - started < 10  # a connection that keeps others waiting does so for a minute
    finally:
        for connection in silent:
            connection.close()


def test_a_page_that_fails_is_an_answer(running, monkeypatch):
    """A page that cannot be rendered says so, and the server goes on."""

    class Failing:
        def render(self, _page):
            raise ValueError("no such thing")

    shown = running.session._shown
    monkeypatch.setattr(running.session, "_shown", shown.__class__(
        shown.version, shown.digest, shown.mark, shown.snapshot, type("S", (), {"renderer": Failing(), "assets": {}})(),
        shown.pages, shown.copies, shown.above,
    ))  # fmt: skip
    status, _, body = ask(running, "/")
    assert status == 500
    assert b"ValueError: no such thing" in body


def test_events_tell_a_version_and_nothing_else(running):
    """A listener hears the version at once, and another one after a save; no content is in it."""
    port = running.server.server_port
    with socket.create_connection(("127.0.0.1", port), timeout=30) as listener:
        listener.sendall(f"GET /_pmledger/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        stream = listener.makefile("rb")
        first = next(line for line in stream if line.startswith(b"data: "))
        assert first == f"data: {running.session.version}\n".encode()
        path = running.session.root / "projects/apollo/risks/delay.md"
        path.write_text(path.read_text().replace("Vendor delay", "Secret delay"))
        lines = []
        for line in stream:
            lines.append(line)
            if line.startswith(b"data: "):
                break
        stream.close()
    assert lines[-1] != first
    assert not any(b"Secret" in line for line in lines)


def test_a_port_that_is_taken_is_named(tmp_path):
    """When the port asked for is taken, the reason is a sentence."""
    write_files(tmp_path, STUDIO)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ServeRefused, match="taken"):
            serve(tmp_path, port=other.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.com", ""])
def test_other_hosts_are_refused(tmp_path, host):
    """The site is not served to the network."""
    with pytest.raises(ServeRefused, match="this machine only"):
        serve(tmp_path, host=host)


def test_closing_lets_listeners_go(tmp_path):
    """A server with a listener stops and does not wait for it."""
    write_files(tmp_path, STUDIO)
    server = Running(tmp_path, 0, lambda _message: None, Session(tmp_path), polling=False)
    waiting = threading.Thread(target=server.session.next_version, args=(server.session.version, 60))
    waiting.start()
    started = time.monotonic()
    server.close()
    waiting.join(10)
    assert not waiting.is_alive()
    assert time.monotonic() - started < 20  # the listener would wait for a minute


def test_what_a_page_took_in_is_not_read_again_by_the_watch(tmp_path, monkeypatch):
    """Whoever asks for a page right after a save sees it, and nothing is pending then."""
    for name in ("QUIET_SECONDS", "LONGEST_WAIT"):
        monkeypatch.setattr(f"pmledger.live.watch.{name}", 60.0)
    server = Running(write_files(tmp_path, STUDIO), 0, lambda _message: None, Session(tmp_path), polling=False)
    try:
        version = server.session.version
        settings = tmp_path / "pmledger.yml"
        settings.write_text(settings.read_text() + "\n# a word more\n")
        until = time.monotonic() + 30
        while (server.session.version == version or server._watch.pending) and time.monotonic() < until:
            ask(server, "/")
            time.sleep(0.01)
        assert server.session.version != version
        assert not server._watch.pending
    finally:
        server.close()
