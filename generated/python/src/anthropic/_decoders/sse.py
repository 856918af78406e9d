"""Read server-sent events.

Source: WHATWG HTML, section 9.2.6 "Interpreting an event stream".
"""

from __future__ import annotations

import json
import re
from typing import Any, AsyncIterator, Iterator, List, Optional, Protocol

from .lines import LineSplitter

_BOM = b"\xef\xbb\xbf"
# An event, from blank line to blank line, of a name and a line of data.
_USUAL = re.compile(r"(?:\A|(?<=\n\n))event: (.+)\ndata: (.*)(?=\n\n|\Z)")
_ALONE = re.compile(r"event: (.+)\ndata: (.*)\n\n").fullmatch
# Where more is read at once it is more than one event.
_MOST_ALONE = 4096


class ServerSentEvent:
    """One event as it came. `event` is its name, None where it has none; `retry` is in milliseconds."""

    def __init__(
        self,
        event: Optional[str] = None,
        data: Optional[str] = None,
        id: Optional[str] = None,
        retry: Optional[int] = None,
    ) -> None:
        self.event = event
        self.data = data or ""
        self.id = id
        self.retry = retry

    def json(self) -> Any:
        """The data as JSON; raises json.JSONDecodeError."""
        return json.loads(self.data)

    def __repr__(self) -> str:
        return f"ServerSentEvent(event={self.event}, data={self.data}, id={self.id}, retry={self.retry})"


class SSEBytesDecoder(Protocol):
    """What a client's _make_sse_decoder gives: a reader of one stream."""

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]: ...

    def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]: ...


class SSEDecoder:
    """Events out of bytes. An event is given out at the blank line that ends it; what is cut off before that is lost."""

    def __init__(self) -> None:
        # None until lines are found to end in something else than LF.
        self._splitter: Optional[LineSplitter] = None
        self._pending: List[bytes] = []
        self._at_start = True
        self._event: Optional[str] = None
        self._data: List[str] = []
        self._last_event_id: Optional[str] = None
        self._has_id = False
        self._retry: Optional[int] = None

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        for chunk in iterator:
            event = self._alone(chunk)
            if event is None:
                yield from self._fed(chunk)
            else:
                yield event
        yield from self._rest()

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        async for chunk in iterator:
            alone = self._alone(chunk)
            if alone is not None:
                yield alone
                continue
            for event in self._fed(chunk):
                yield event
        for event in self._rest():
            yield event

    def decode(self, line: str) -> Optional[ServerSentEvent]:
        """Take the next line; the event that it ends, if any."""
        if not line:
            return self._dispatched()
        if line.startswith(":"):
            return None
        name, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if name == "event":
            self._event = value
        elif name == "data":
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._last_event_id, self._has_id = value, bool(value)
        elif name == "retry" and value.isascii() and value.isdigit():
            self._retry = int(value)
        return None

    def _alone(self, chunk: bytes) -> Optional[ServerSentEvent]:
        """The event that a piece is as a whole, as servers usually send them; None for every other piece."""
        if self._pending or self._splitter is not None or len(chunk) > _MOST_ALONE:
            return None
        text = chunk.decode("utf-8", "replace")
        found = _ALONE(text)
        if found is None or "\r" in text:
            return None
        self._at_start = False
        return ServerSentEvent(found[1], found[2], self._last_event_id)

    def _fed(self, chunk: bytes) -> List[ServerSentEvent]:
        """The events that the next piece completes."""
        if not chunk:
            return []
        if self._splitter is None:
            if b"\r" not in chunk and not (self._at_start and _BOM.startswith(chunk[:1])):
                self._at_start = False
                return self._whole_events(chunk)
            self._splitter = LineSplitter()
            chunk = b"".join([*self._pending, chunk])
        return self._events(self._splitter.feed(chunk))

    def _rest(self) -> List[ServerSentEvent]:
        return [] if self._splitter is None else self._events(self._splitter.flush())

    def _whole_events(self, chunk: bytes) -> List[ServerSentEvent]:
        """The same where all lines end in LF: nothing is looked at before the end of its event is there."""
        pending = self._pending
        if not pending and chunk.endswith(b"\n\n"):
            events = chunk[:-2]
        else:
            cut = bool(pending) and pending[-1].endswith(b"\n") and chunk.startswith(b"\n")
            if not cut and b"\n\n" not in chunk:
                pending.append(chunk)
                return []
            events, _, rest = b"".join([*pending, chunk]).rpartition(b"\n\n")
            self._pending = [rest] if rest else []
        text = events.decode("utf-8", errors="replace")
        usual = _USUAL.findall(text)
        if len(usual) == text.count("\n\n") + 1:
            last = self._last_event_id
            return [ServerSentEvent(name, data, last) for name, data in usual]
        found = map(self._of_block, text.split("\n\n"))
        return [event for event in found if event is not None]

    def _of_block(self, block: str) -> Optional[ServerSentEvent]:
        for line in block.split("\n"):
            # An empty one belongs to the end of the event before.
            if line:
                self.decode(line)
        return self._dispatched()

    def _events(self, lines: List[bytes]) -> List[ServerSentEvent]:
        events: List[ServerSentEvent] = []
        for line in lines:
            if self._at_start:
                line = line[len(_BOM) :] if line.startswith(_BOM) else line
                self._at_start = False
            event = self.decode(line.decode("utf-8", errors="replace"))
            if event is not None:
                events.append(event)
        return events

    def _dispatched(self) -> Optional[ServerSentEvent]:
        """An event has a name, data, an id or a retry of its own; blank lines between events are none."""
        if not (self._event or self._data or self._has_id) and self._retry is None:
            return None
        event = ServerSentEvent(
            event=self._event or None,
            data="\n".join(self._data),
            id=self._last_event_id,
            retry=self._retry,
        )
        # The id stays: it is that of the last event received.
        self._event, self._data, self._has_id, self._retry = None, [], False, None
        return event
