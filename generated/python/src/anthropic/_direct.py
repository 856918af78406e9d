"""Send requests over sockets of our own: what the HTTP library would do, for the plain case and for less work."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import socket
import threading
import time
import weakref
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

from ._constants import MAX_CONNECTIONS, MAX_KEEPALIVE_CONNECTIONS
from ._http import httpx
from ._http1 import Head, Incoming, MalformedResponse

if TYPE_CHECKING:
    import ssl

_READ_SIZE = 64 * 1024
# Seconds that a connection is kept for the next request, as by the HTTP library.
_KEPT_FOR = 5.0
_PORTS = {"http": 80, "https": 443}


class Home(NamedTuple):
    """Where a connection leads; name is what the certificate of the server must be for."""

    scheme: str
    host: str
    port: int
    name: str


class Clock:
    """How long the parts of one request may take, in seconds, and when it must be over at the latest."""

    def __init__(self, extensions: Dict[str, Any]) -> None:
        self._timeouts: Dict[str, Optional[float]] = extensions.get("timeout", {})
        self._deadline: Optional[float] = extensions.get("deadline")
        self.started = time.monotonic()

    def left(self, part: str) -> Optional[float]:
        """Raises TimeoutError where nothing is left of the whole."""
        seconds = self._timeouts.get(part)
        if self._deadline is None:
            return seconds
        whole = self._deadline - time.monotonic()
        if whole <= 0:
            raise socket.timeout("timed out")
        return whole if seconds is None else min(seconds, whole)


class Connection:
    """A socket, with what has come in over it."""

    def __init__(self, home: Home, sock: socket.socket) -> None:
        self.home = home
        self.clock = Clock({})
        self.incoming = Incoming(self._receive)
        self.kept_since = 0.0
        self._socket = sock
        self._timeout: Any = self

    def send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._wait_for("write")
            view = view[self._socket.send(view) :]

    def _receive(self) -> bytes:
        self._wait_for("read")
        return self._socket.recv(_READ_SIZE)

    def _wait_for(self, part: str) -> None:
        timeout = self.clock.left(part)
        if timeout != self._timeout:
            self._socket.settimeout(timeout)
            self._timeout = timeout

    def can_be_used(self) -> bool:
        """Not where it was kept for long, or something came in unasked: the end, most likely."""
        return time.monotonic() - self.kept_since < _KEPT_FOR and not _is_readable(self._socket)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.close()


class Connections:
    """Those of one client; safe for threads, and begun anew in a forked process."""

    def __init__(self, tls: Callable[[], ssl.SSLContext]) -> None:
        self._tls = tls
        self._is_closed = False
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._kept: List[Connection] = []
        self._lock = threading.Lock()
        # Not a semaphore: a body that nobody has closed gives its place back when it is collected, at any moment.
        self._places: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(MAX_CONNECTIONS):
            self._places.put(None)

    @property
    def taken(self) -> int:
        """How many requests have a connection."""
        return MAX_CONNECTIONS - self._places.qsize()

    def send(self, request: httpx.Request) -> httpx.Response:
        """The response, of which only the head is read. Raises errors of the HTTP library."""
        if self._process != os.getpid():
            # The sockets belong to the other process too.
            self._begin()
        clock = Clock(request.extensions)
        with _library_errors("pool", request):
            self._take_place(clock.left("pool"))
        connection: Optional[Connection] = None
        try:
            home = home_of(request)
            with _library_errors("connect", request):
                connection = self._find(home) or self._connect(home, clock)
            connection.clock = clock
            head = _exchange(connection, request)
        except BaseException:
            self._places.put(None)
            if connection is not None:
                connection.close()
            raise
        body = Body(self, connection, head, request)
        response = httpx.Response(
            head.status,
            headers=head.headers,
            stream=body,
            extensions={"http_version": head.version, "reason_phrase": head.reason},
            request=request,
        )
        body.response = weakref.ref(response)
        return response

    def _take_place(self, seconds: Optional[float]) -> None:
        try:
            self._places.get(timeout=None if seconds is None else max(0.0, seconds))
        except queue.Empty:
            raise socket.timeout("timed out") from None

    def _find(self, home: Home) -> Optional[Connection]:
        while True:
            with self._lock:
                found = next((kept for kept in reversed(self._kept) if kept.home == home), None)
                if found is None:
                    return None
                self._kept.remove(found)
            if found.can_be_used():
                return found
            found.close()

    def _connect(self, home: Home, clock: Clock) -> Connection:
        # As bytes, which Python does not load its codec of names for.
        address: Any = (home.host.encode("ascii"), home.port)
        sock = socket.create_connection(address, clock.left("connect"))
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if home.scheme == "https":
                context = self._tls()
                context.set_alpn_protocols(["http/1.1"])
                sock.settimeout(clock.left("connect"))
                sock = context.wrap_socket(sock, server_hostname=home.name)
        except BaseException:
            sock.close()
            raise
        return Connection(home, sock)

    def give_back(self, connection: Connection, *, is_sound: bool) -> None:
        self._places.put(None)
        connection.kept_since = time.monotonic()
        surplus: List[Connection] = [connection]
        if is_sound and not connection.incoming and not self._is_closed:
            with self._lock:
                self._kept.append(connection)
                too_many = len(self._kept) - MAX_KEEPALIVE_CONNECTIONS
                surplus, self._kept = self._kept[: max(0, too_many)], self._kept[max(0, too_many) :]
        for one in surplus:
            one.close()

    def close(self) -> None:
        self._is_closed = True
        with self._lock:
            kept, self._kept = self._kept, []
        for connection in kept:
            connection.close()


class Body(httpx.SyncByteStream):
    """The body of a response, which gives its connection back when it is read or closed."""

    def __init__(
        self, connections: Connections, connection: Connection, head: Head, request: httpx.Request
    ) -> None:
        self._connections = connections
        self._connection: Optional[Connection] = connection
        self._head = head
        self._request = request
        self._is_whole = False
        self._started = connection.clock.started
        # The HTTP library looks for the time it took here, or in the response.
        self.elapsed: Optional[timedelta] = None
        self.response: Callable[[], Optional[httpx.Response]] = lambda: None

    def __iter__(self) -> Iterator[bytes]:
        connection = self._connection
        if connection is None:
            return
        try:
            with _library_errors("read", self._request):
                yield from connection.incoming.body(self._head)
            self._is_whole = True
        finally:
            # Also where whoever reads it stops.
            self.close()

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self.elapsed = timedelta(seconds=time.monotonic() - self._started)
            response = self.response()
            if response is not None:
                response.elapsed = self.elapsed
            is_sound = self._is_whole and self._head.stays_open
            self._connections.give_back(connection, is_sound=is_sound)

    def __del__(self) -> None:
        self.close()


def home_of(request: httpx.Request) -> Home:
    url = request.url
    host = url.raw_host.decode("ascii")
    name = request.extensions.get("sni_hostname") or host
    return Home(url.scheme, host, url.port or _PORTS[url.scheme], name)


def _exchange(connection: Connection, request: httpx.Request) -> Head:
    with _library_errors("write", request):
        try:
            for part in _written(request):
                connection.send(part)
        except socket.timeout:
            raise
        except OSError:
            # A server that refuses a request before all of it is sent may have said why.
            pass
    with _library_errors("read", request):
        return connection.incoming.head(request.method)


def _written(request: httpx.Request) -> Tuple[bytes, ...]:
    lines = [b"%b %b HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
    lines += [b"%b: %b" % header for header in request.headers.raw]
    head, content = b"\r\n".join((*lines, b"", b"")), request.content
    return (head + content,) if len(content) < _READ_SIZE else (head, content)


@contextlib.contextmanager
def _library_errors(part: str, request: httpx.Request) -> Iterator[None]:
    """Say what a socket raises as the HTTP library does."""
    timeout, failure = _errors(part)
    try:
        yield
    except MalformedResponse as err:
        raise httpx.RemoteProtocolError(str(err), request=request) from err
    except socket.timeout as err:
        raise timeout(str(err), request=request) from err
    except OSError as err:
        raise failure(str(err), request=request) from err


def _errors(part: str) -> Tuple[Any, Any]:
    return {
        "pool": (httpx.PoolTimeout, httpx.ConnectError),
        "connect": (httpx.ConnectTimeout, httpx.ConnectError),
        "write": (httpx.WriteTimeout, httpx.WriteError),
        "read": (httpx.ReadTimeout, httpx.ReadError),
    }[part]


def _is_readable(sock: socket.socket) -> bool:
    if not hasattr(select, "poll"):
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))
