"""The fault server: it does to each connection what the scenario says, and writes down what arrives."""

from __future__ import annotations

import contextlib
import email.utils
import json
import re
import select
import selectors
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence

from tests.faults.scenario import Act, Answer, Arrival, Scenario

# A stalled connection is given up when the client leaves, or after this many seconds.
PATIENCE = 20.0
_DATE = re.compile(rb"@DATE([+-]\d+)@")


class Ledger:
    """What arrived, by scenario, and which answer is next."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        self._scenarios = {scenario.id: scenario for scenario in scenarios}
        self._arrivals: dict[str, list[Arrival]] = {}
        self._lock = threading.Lock()

    def arrivals(self, id: str) -> list[Arrival]:
        with self._lock:
            return list(self._arrivals.get(id, ()))

    def upcoming(self, id: str) -> Answer | None:
        with self._lock:
            known = self._scenarios.get(id)
            return known.answer(len(self._arrivals.get(id, ()))) if known else None

    def write(self, id: str, arrival: Arrival) -> None:
        with self._lock:
            self._arrivals.setdefault(id, []).append(arrival)


class FaultServer:
    """Listens at `home` and `away`, which are two origins, and at a port of its own for what happens before a request.

    A request names its scenario by its path, `/s/ID/…`; `/s/echo/…/NAME` answers with NAME, whatever is asked.
    """

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        self.ledger = Ledger(scenarios)
        self._selector = selectors.DefaultSelector()
        self._sockets: list[socket.socket] = []
        self._stopping = threading.Event()
        self.home = f"http://127.0.0.1:{self._listen(('home', ''))}"
        self._away_port = self._listen(("away", ""))
        self._bases = {scenario.id: self._base(scenario) for scenario in scenarios}
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def base(self, scenario: Scenario) -> str:
        """The base URL that makes a client's call this scenario."""
        return self._bases[scenario.id]

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        for listener in self._sockets:
            listener.close()
        self._selector.close()

    def _base(self, scenario: Scenario) -> str:
        first = scenario.script[0].after
        if first == "refuse":
            return f"http://127.0.0.1:{self._bound().getsockname()[1]}/s/{scenario.id}"
        if first == "accept":
            return f"http://127.0.0.1:{self._listen(('own', scenario.id))}/s/{scenario.id}"
        return f"{self.home}/s/{scenario.id}"

    def _bound(self) -> socket.socket:
        bound = socket.socket()
        bound.bind(("127.0.0.1", 0))
        self._sockets.append(bound)
        return bound

    def _listen(self, place: tuple[str, str]) -> int:
        listener = self._bound()
        listener.listen(256)
        self._selector.register(listener, selectors.EVENT_READ, place)
        port: int = listener.getsockname()[1]
        return port

    def _accept(self) -> None:
        while not self._stopping.is_set():
            for key, _ in self._selector.select(0.05):
                connection, _ = key.fileobj.accept()  # type: ignore[union-attr]
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                arguments = (connection, *key.data)
                threading.Thread(target=self._serve, args=arguments, daemon=True).start()

    def _serve(self, connection: socket.socket, place: str, id: str) -> None:
        with connection, contextlib.suppress(OSError):
            upcoming = self.ledger.upcoming(id) if id else None
            if upcoming is not None and upcoming.after == "accept":
                self.ledger.write(id, Arrival(place, "", "", (), b"", False, upcoming.kind))
                self._perform(connection, id, upcoming.acts)
                return
            with connection.makefile("rb") as reader:
                while self._answer(connection, reader, place):
                    pass

    def _answer(self, connection: socket.socket, reader: object, place: str) -> bool:
        """Whether the connection goes on."""
        lines = list(_head(reader))
        if not lines:
            return False
        method, target, _ = lines[0].split(" ", 2)
        headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines[1:]))
        parts = target.partition("?")[0].split("/")
        id = parts[2] if len(parts) > 2 else ""
        if id == "echo":
            _body(reader, headers)
            connection.sendall(_echo(parts[-1]))
            return True
        answer = self.ledger.upcoming(id)
        if answer is None:
            return False
        early = answer.after == "head"
        body = b"" if early else _body(reader, headers)
        self.ledger.write(id, Arrival(place, method, target, headers, body, not early, answer.kind))
        return self._perform(connection, id, answer.acts)

    def _perform(self, connection: socket.socket, id: str, acts: Sequence[Act]) -> bool:
        for act in acts:
            if act.do == "send":
                self._send(connection, id, act)
            elif act.do == "wait":
                self._stopping.wait(act.seconds)
            elif act.do == "stall":
                self._stall(connection)
                return False
            else:
                if act.do == "reset":
                    # lingering for zero seconds makes close() send RST
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
        return True

    def _send(self, connection: socket.socket, id: str, act: Act) -> None:
        data = act.data
        if b"@" in data[:4096]:
            for name, origin in (
                (b"@HOME@", self.home),
                (b"@AWAY@", f"http://127.0.0.1:{self._away_port}"),
                (b"@HOST@", f"http://localhost:{self._away_port}"),
            ):
                data = data.replace(name, f"{origin}/s/{id}".encode())
            data = _DATE.sub(lambda found: _date(int(found[1])), data)
        if not act.seconds:
            connection.sendall(data)
            return
        for index in range(len(data)):
            connection.sendall(data[index : index + 1])
            self._stopping.wait(act.seconds)

    def _stall(self, connection: socket.socket) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends and not self._stopping.is_set():
            if select.select([connection], [], [], 0.05)[0] and not connection.recv(65_536):
                return


@contextlib.contextmanager
def serving(scenarios: Sequence[Scenario]) -> Iterator[FaultServer]:
    server = FaultServer(scenarios)
    try:
        yield server
    finally:
        server.stop()


def _head(reader: object) -> Iterator[str]:
    while line := reader.readline(65_536).decode("latin-1").rstrip("\r\n"):  # type: ignore[attr-defined]
        yield line


def _body(reader: object, headers: Sequence[tuple[str, str]]) -> bytes:
    named = {name.lower(): value for name, value in headers}
    read = reader.read  # type: ignore[attr-defined]
    if named.get("transfer-encoding", "").lower() != "chunked":
        return bytes(read(int(named.get("content-length") or 0)))
    chunks = []
    while size := int(reader.readline().split(b";")[0], 16):  # type: ignore[attr-defined]
        chunks.append(read(size))
        reader.readline()  # type: ignore[attr-defined]
    reader.readline()  # type: ignore[attr-defined]
    return b"".join(chunks)


def _echo(name: str) -> bytes:
    body = json.dumps({"id": name}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


def _date(seconds: int) -> bytes:
    return email.utils.formatdate(time.time() + seconds, usegmt=True).encode()
