"""Read server-sent events.

Source: WHATWG HTML, section 9.2.6 "Interpreting an event stream".
"""

from __future__ import annotations

import json
from typing import Any, AsyncIterator, Iterator, List, Optional

from .lines import LineSplitter

_BOM = b"\xef\xbb\xbf"


class ServerSentEvent:
    """One event as it came. `event` is its name, None where it has none; `retry` is in milliseconds."""

    def __init__(
        self,
        *,
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


class SSEDecoder:
    """Events out of bytes. An event is given out at the blank line that ends it; what is cut off before that is lost."""

    def __init__(self) -> None:
        self._splitter = LineSplitter()
        self._at_start = True
        self._event: Optional[str] = None
        self._data: List[str] = []
        self._last_event_id: Optional[str] = None
        self._retry: Optional[int] = None

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        for chunk in iterator:
            yield from self._events(self._splitter.feed(chunk))
        yield from self._events(self._splitter.flush())

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        async for chunk in iterator:
            for event in self._events(self._splitter.feed(chunk)):
                yield event
        for event in self._events(self._splitter.flush()):
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
            self._last_event_id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self._retry = int(value)
        return None

    def _events(self, lines: List[bytes]) -> Iterator[ServerSentEvent]:
        for line in lines:
            if self._at_start:
                line = line[len(_BOM) :] if line.startswith(_BOM) else line
                self._at_start = False
            event = self.decode(line.decode("utf-8", errors="replace"))
            if event is not None:
                yield event

    def _dispatched(self) -> Optional[ServerSentEvent]:
        """An event has a name, data or a retry of its own; blank lines between events are none."""
        if not self._event and not self._data and self._retry is None:
            return None
        event = ServerSentEvent(
            event=self._event,
            data="\n".join(self._data),
            id=self._last_event_id,
            retry=self._retry,
        )
        # The id stays: it is that of the last event received.
        self._event, self._data, self._retry = None, [], None
        return event
