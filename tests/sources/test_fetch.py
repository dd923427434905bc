"""Against a real server on loopback; only a caller of the library can let the fetcher go there."""

import gzip
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from quotes.errors import FetchError
from quotes.sources import fetch as module
from quotes.sources.fetch import Fetched, fetch

PAGE = "<html><body><p>Mayor Ilse Brandt said the harbour stays open. Да.</p></body></html>".encode()


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        path, _, rest = self.path[1:].partition("/")
        getattr(self, f"give_{path}", self.give_missing)(rest)

    def head(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def give_page(self, _: str) -> None:
        self.head()
        self.wfile.write(PAGE)

    def give_zipped(self, _: str) -> None:
        self.head(Content_Encoding="gzip")
        self.wfile.write(gzip.compress(PAGE))

    def give_bomb(self, _: str) -> None:
        self.head(Content_Encoding="gzip")
        self.wfile.write(gzip.compress(b"\0" * 50_000_000))

    def give_badzip(self, _: str) -> None:
        self.head(Content_Encoding="gzip")
        self.wfile.write(b"this is no gzip at all")

    def give_brotli(self, _: str) -> None:
        self.head(Content_Encoding="br")
        self.wfile.write(b"x")

    def give_missing(self, _: str) -> None:
        self.head(404)

    def give_status(self, code: str) -> None:
        self.head(int(code))

    def give_pdf(self, _: str) -> None:
        self.head(Content_Type="application/pdf")
        self.wfile.write(b"%PDF-1.7")

    def give_loop(self, _: str) -> None:
        self.head(302, Location="/loop")

    def give_to(self, where: str) -> None:
        self.head(302, Location=where)

    def give_hops(self, count: str) -> None:
        self.head(301, Location=f"/hops/{int(count) - 1}" if int(count) else "/page")

    def give_endless(self, _: str) -> None:
        self.head()
        try:
            while True:
                self.wfile.write(b"<p>more</p>" * 1_000)
        except OSError:
            pass

    def give_drip(self, _: str) -> None:
        self.head()
        self.drip(b"a")

    def give_driphead(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip(b"a")

    def give_garbage(self, _: str) -> None:
        self.wfile.write(b"\x00\x01 this is not HTTP\r\n\r\n")

    def drip(self, piece: bytes) -> None:
        try:
            for _ in range(200):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.seen = []  # type: ignore[attr-defined]
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def local(server: ThreadingHTTPServer, path: str, *, host: str = "127.0.0.1", **options: object) -> Fetched:
    url = f"http://{host}:{server.server_port}/{path}"
    return fetch(url, allow=lambda address: True, ports=None, **options)  # type: ignore[arg-type]


def never(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host} must not be resolved")


def test_a_page_comes_with_its_type_encoding_and_url(server: ThreadingHTTPServer) -> None:
    page = local(server, "page#part")
    assert (page.data, page.media_type, page.encoding) == (PAGE, "text/html", "utf-8")
    assert page.url.startswith(f"http://127.0.0.1:{server.server_port}/page")


def test_the_tool_names_itself_and_sends_the_host_of_the_url(server: ThreadingHTTPServer) -> None:
    local(server, "page", host="news.example", resolve=lambda host, port: ["127.0.0.1"])
    headers = server.seen[-1][1]  # type: ignore[attr-defined]
    assert headers["User-Agent"].startswith("quote-stance-tracker/")
    assert headers["Host"] == f"news.example:{server.server_port}"


def test_a_name_is_resolved_once_and_that_address_is_used(server: ThreadingHTTPServer) -> None:
    answers = [["127.0.0.1"], ["10.9.9.9"]]  # a name that changes its address between check and use
    asked = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    assert local(server, "page", host="rebind.example", resolve=rebinding).data == PAGE
    assert asked == ["rebind.example"]


def test_the_next_address_is_tried_when_one_does_not_answer(server: ThreadingHTTPServer) -> None:
    page = local(server, "page", host="two.example", resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
    assert page.data == PAGE


def test_the_environments_proxy_is_ignored(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert local(server, "page").data == PAGE


def test_gzip_is_unpacked(server: ThreadingHTTPServer) -> None:
    assert local(server, "zipped").data == PAGE


def test_five_redirects_are_followed_and_no_more(server: ThreadingHTTPServer) -> None:
    assert local(server, "hops/4").data == PAGE
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        local(server, "hops/5")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere", "status 404"),
        ("status/500", "status 500"),
        ("status/204", "status 204"),
        ("pdf", "application/pdf"),
        ("loop", "redirects more than"),
        ("bomb", "larger than 1,000,000 bytes"),
        ("endless", "larger than 1,000,000 bytes"),
        ("badzip", "badly compressed"),
        ("brotli", "compressed as br"),
        ("garbage", "cannot be read"),
        ("to/file:///etc/passwd", "not an http or https URL"),
        ("to/ftp://news.example/a", "not an http or https URL"),
        ("to/http://user:secret@news.example/", "user name or password"),
    ],
)
def test_a_page_that_cannot_be_taken_is_refused(server: ThreadingHTTPServer, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        local(server, path, max_bytes=1_000_000)
    assert "\n" not in str(caught.value) and "secret" not in str(caught.value)


@pytest.mark.parametrize("path", ["drip", "driphead"])
def test_a_server_that_drips_cannot_hold_us(server: ThreadingHTTPServer, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0\.5 seconds"):
        local(server, path, timeout=0.5)
    assert time.monotonic() - start < 2


def test_a_resolver_that_hangs_cannot_hold_us() -> None:
    with pytest.raises(FetchError, match="no answer in time"):
        fetch("http://slow.example/", timeout=0.2, resolve=lambda host, port: time.sleep(3) or [])


def test_a_closed_port_is_said_in_one_line() -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        fetch("http://127.0.0.1:1/", allow=lambda address: True, ports=None)


def test_loopback_is_refused_before_any_connection(server: ThreadingHTTPServer) -> None:
    before = len(server.seen)  # type: ignore[attr-defined]
    for host in (
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ):
        with pytest.raises(FetchError, match=r"not a public address|cannot be found|not a URL"):
            fetch(f"http://{host}:{server.server_port}/page", ports=None)
    assert len(server.seen) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "169.254.169.254", "100.64.1.1", "::1", "fe80::1%eth0", "64:ff9b::a00:1"]
)
def test_a_name_with_one_private_address_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.create_connection", never)
    with pytest.raises(FetchError, match="not a public address"):
        fetch("https://news.example/", resolve=lambda host, port: ["93.184.216.34", address])


def test_a_redirect_into_the_own_network_is_refused() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": "http://127.0.0.1/admin"})

    with pytest.raises(FetchError, match="not a public address"):
        fetch("http://news.example/", resolve=lambda h, p: ["93.184.216.34"], transport=httpx.MockTransport(answer))
    assert asked == ["http://news.example/"]


@pytest.mark.parametrize(
    "url",
    [
        *("", "news", "/etc/passwd", "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "http://"),
        *(
            "http:///path",
            "http://user@news.example/",
            "http://a:b@news.example/",
            "http://news.example:22/",
            "http://[::1",
        ),
        *(
            "http://news.example:99999/",
            "http://\x00.example/",
            "http://a b/",
            "http://xn--a/",
            "http://" + "a" * 80 + ".example/",
        ),
        *("http://" + "a." * 200 + "example/", "http://news.example/\n", "http://-\u200d.example/", "h" * 100_000),
    ],
)
def test_a_bad_url_is_refused_without_asking_the_network(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, resolve=lambda host, port: [])
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 1_000


def test_an_international_name_is_asked_for_in_ascii() -> None:
    asked = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return ["10.0.0.1"]

    with pytest.raises(FetchError):
        fetch("https://новости.example/статья", resolve=resolve)
    assert asked == [("xn--b1amnebsh.example", 443)]


def test_tls_asks_for_and_checks_the_name_of_the_url(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpcore

    asked = []

    class Stream(httpcore.NetworkStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):  # type: ignore[no-untyped-def]
            asked.append((server_hostname, ssl_context.check_hostname))
            raise httpcore.ConnectError("enough")

        def close(self) -> None:
            pass

    def connect(self, host, *_):  # type: ignore[no-untyped-def]
        asked.append(host)
        return Stream()

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(FetchError, match="enough"):
        fetch("https://news.example/", resolve=lambda host, port: ["93.184.216.34"])
    assert asked == ["93.184.216.34", ("news.example", True)]


def test_the_user_agent_holds_the_version() -> None:
    assert module.USER_AGENT.partition("/")[2]
