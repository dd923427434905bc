"""Get one page from the public web, and nothing from anywhere else."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes import __version__
from quotes.errors import FetchError
from quotes.sources.addresses import Address, is_public, parsed
from quotes.text import printable

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], Sequence[str]]

MAX_BYTES = 20_000_000  # of the page, decompressed
TIMEOUT = 30.0  # seconds for all of it, redirects included
REDIRECTS = 5
PORTS = frozenset({80, 443, 8080, 8443})
MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
USER_AGENT = f"quote-stance-tracker/{__version__}"
_MEND = "save the page with a browser and give the file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it."""

    url: str  # where it was found, after redirects
    data: bytes  # decompressed
    media_type: str  # one of MEDIA_TYPES
    encoding: str | None  # as the server claims it, unchecked


def fetch(
    url: str,
    *,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    resolve: Resolve | None = None,
    allow: Callable[[Address], bool] = is_public,
    ports: Collection[int] | None = PORTS,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """Return the page at `url`, following up to five redirects.

    `timeout` is seconds for everything together, `max_bytes` counts decompressed bytes. Every address that a host
    resolves to must pass `allow`, at every redirect, and the connection goes to an address that was checked;
    `ports` None allows any. `transport` stands in for the network (the checks are still made). Proxies and other
    settings of the environment are ignored. Raises FetchError and nothing else.
    """
    import httpcore
    import httpx

    from quotes.sources._wire import Transport, left

    deadline = time.monotonic() + timeout
    shown = _shown(url)
    try:
        target = httpx.URL(url)
        cookies = httpx.Cookies()  # some sites redirect for ever unless their cookie comes back
        for _ in range(REDIRECTS + 1):
            _check_url(target, ports)
            addresses = _addresses(target, resolve or _resolve, allow, left(deadline))
            wire = transport or Transport(addresses, deadline)
            with (
                httpx.Client(transport=wire, trust_env=False, timeout=left(deadline), cookies=cookies) as client,
                client.stream("GET", target, headers=_HEADERS) as response,
            ):
                where = response.headers.get("location")
                if response.status_code in (301, 302, 303, 307, 308) and where:
                    target = target.join(where).copy_with(fragment=None)
                    cookies = client.cookies
                    continue
                media_type, encoding = _check_response(response, shown)
                data = b"".join(_body(response, shown, max_bytes, deadline))
            return Fetched(str(target), data, media_type, encoding)
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise FetchError(f"{shown} took longer than {timeout:g} seconds: try again later, or {_MEND}") from None
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(f"{shown} is not a URL that can be read ({_shown(str(error))}): check its spelling") from None
    except (httpx.HTTPError, httpx.StreamError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        reason = _shown(str(error)) or type(error).__name__
        raise FetchError(f"{shown} cannot be read ({reason}): check the address, or {_MEND}") from None
    raise FetchError(f"{shown} redirects more than {REDIRECTS} times: {_MEND}")


_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
    "Accept-Encoding": "gzip",  # the one encoding whose expansion we bound ourselves
}


def _check_url(url: httpx.URL, ports: Collection[int] | None) -> None:
    shown = _shown(str(url.copy_with(userinfo=b"")))
    if url.scheme not in ("http", "https"):
        raise FetchError(f"{shown} is not an http or https URL: give one, or the path of a file")
    if not url.host:
        raise FetchError(f"{shown} names no host: check its spelling")
    if url.userinfo:
        raise FetchError(f"{shown} carries a user name or password: leave it out, or {_MEND}")
    port = _port(url)
    if ports is not None and port not in ports:
        raise FetchError(f"{shown} uses port {port}, only {sorted(ports)} are read: {_MEND}")


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _addresses(url: httpx.URL, resolve: Resolve, allow: Callable[[Address], bool], seconds: float) -> tuple[str, ...]:
    """Addresses of the URL's host; one that is not allowed spoils them all, for an attacker may choose the order."""
    host = url.raw_host.decode("ascii").strip("[]")
    literal = parsed(host)
    names = [str(literal)] if literal else _in_time(lambda: resolve(host, _port(url)), seconds, host)
    found = [(name, parsed(name)) for name in names]
    if not found:
        raise FetchError(f"the host {_shown(host)} has no address: check its spelling")
    for name, address in found:
        if address is None or not allow(address):
            raise FetchError(f"the host {_shown(host)} is at {_shown(name)}, which is not a public address: {_MEND}")
    return tuple(name for name, _ in found)


def _resolve(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def _in_time(call: Callable[[], Sequence[str]], seconds: float, host: str) -> Sequence[str]:
    """Result of `call`, which knows no time limit of its own: the system's resolver."""
    results: list[Sequence[str]] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            results.append(call())
        except (OSError, UnicodeError) as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if results:
        return results[0]
    reason = _shown(str(errors[0])) if errors else "no answer in time"
    raise FetchError(f"the host {_shown(host)} cannot be found ({reason}): check its spelling and the network")


def _check_response(response: httpx.Response, shown: str) -> tuple[str, str | None]:
    if response.status_code != 200:
        phrase = f"{response.status_code} {printable(response.reason_phrase)}".strip()
        raise FetchError(f"{shown} answers with status {phrase}: check the address, or {_MEND}")
    kind = response.headers.get("content-type", "")
    media_type = kind.partition(";")[0].strip().lower()
    if media_type not in MEDIA_TYPES:
        raise FetchError(f"{shown} is of type {_shown(media_type) or 'unknown'}, not a page or plain text: {_MEND}")
    return media_type, response.charset_encoding


def _body(response: httpx.Response, shown: str, max_bytes: int, deadline: float) -> Iterator[bytes]:
    """Decompressed pieces of the body, never more than the limit and one byte in memory."""
    from quotes.sources._wire import left

    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(f"{shown} is compressed as {_shown(coding)}, which was not asked for: {_MEND}")
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    size = 0
    for raw in response.iter_raw():
        left(deadline)
        try:
            piece = unzip.decompress(raw, max_bytes - size + 1) if unzip else raw
        except zlib.error as error:
            raise FetchError(f"{shown} is badly compressed ({error}): {_MEND}") from None
        size += len(piece)
        if size > max_bytes:
            raise FetchError(f"{shown} is larger than {max_bytes:,} bytes: {_MEND} with the article alone")
        yield piece
    if unzip and not unzip.eof and size:
        raise FetchError(f"{shown} was cut short: try again")


def _shown(value: str) -> str:
    """A value from outside as one short printable line."""
    line = " ".join(printable(value).split())
    return line if len(line) <= 200 else line[:199] + "…"
