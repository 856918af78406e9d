"""Unpack compressed bodies within limits and notice those that stop early; the HTTP library does neither."""

from __future__ import annotations

import inspect
import zlib
from typing import Any, Iterator, List

from ._http import httpx

# What is larger and was packed this well is no answer but an attack: in bytes, and as a ratio.
_LARGE = 100 * 1024 * 1024
_BOMB_RATIO = 100
_PIECE_SIZE = 256 * 1024

_WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class Unpacked:
    """One layer of compression; raises DecodingError."""

    def __init__(self, encoding: str) -> None:
        self._window = _WINDOWS[encoding]
        self._unpacker = zlib.decompressobj(self._window)
        self._taken = 0
        self._given = 0

    def decode(self, data: bytes) -> Iterator[bytes]:
        try:
            for piece in self._pieces(data):
                self._given += len(piece)
                if self._given > _LARGE and self._given > self._taken * _BOMB_RATIO:
                    raise httpx.DecodingError("The body of the response is a decompression bomb")
                yield piece
        except zlib.error as err:
            raise httpx.DecodingError(str(err)) from err

    def flush(self) -> Iterator[bytes]:
        if self._taken and not self._unpacker.eof:
            raise httpx.DecodingError("The compressed body of the response is cut off")
        return iter(())

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        if data and not self._taken:
            self._recognize(data)
        self._taken += len(data)
        is_more = bool(data)
        while is_more:
            if self._unpacker.eof:
                # Files of gzip may follow each other. Source: RFC 1952 section 2.2.
                if not data.startswith(b"\x1f") or self._window != _WINDOWS["gzip"]:
                    return
                self._unpacker = zlib.decompressobj(self._window)
            piece = self._unpacker.decompress(data, _PIECE_SIZE)
            data = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            is_more = bool(data) or len(piece) == _PIECE_SIZE
            yield piece

    def _recognize(self, start: bytes) -> None:
        """Some servers send deflate without the frame of zlib."""
        if self._window == _WINDOWS["deflate"] and start[0] & 15 != zlib.DEFLATED:
            self._window = -zlib.MAX_WBITS
            self._unpacker = zlib.decompressobj(self._window)


class Layers:
    """Layers of compression, the innermost first; as the HTTP library that decodes in pieces asks for decoders."""

    def __init__(self, encodings: List[str]) -> None:
        self._layers = [Unpacked(encoding) for encoding in reversed(encodings)]

    def decode(self, data: bytes) -> Any:
        return self._through(0, data)

    def flush(self) -> Any:
        for number, layer in enumerate(self._layers):
            for piece in layer.flush():
                yield from self._through(number + 1, piece)

    def _through(self, number: int, data: bytes) -> Iterator[bytes]:
        if number == len(self._layers):
            yield data
            return
        for piece in self._layers[number].decode(data):
            yield from self._through(number + 1, piece)


class JoinedLayers(Layers):
    """As the HTTP library that decodes each chunk at once asks for decoders."""

    def decode(self, data: bytes) -> Any:
        return b"".join(super().decode(data))

    def flush(self) -> Any:
        return b"".join(super().flush())


def limit_unpacking(response: httpx.Response) -> None:
    """Give a response whose body is not read yet our decoder, where we know its encodings."""
    named = response.headers.get("content-encoding", "").lower().split(",")
    encodings = [name.strip() for name in named if name.strip() not in ("", "identity")]
    if encodings and all(encoding in _WINDOWS for encoding in encodings):
        library: Any = httpx
        in_pieces = inspect.isgeneratorfunction(library._decoders.GZipDecoder.decode)
        unpacked: Any = response
        unpacked._decoder = (Layers if in_pieces else JoinedLayers)(encodings)
