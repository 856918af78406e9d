"""The types that appear in the signatures of the SDK."""

from __future__ import annotations

from os import PathLike
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    AsyncIterable,
    Callable,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    Type,
    TypeVar,
    Union,
)

from typing_extensions import Literal, Protocol, TypeAlias, TypedDict, overload, runtime_checkable

if TYPE_CHECKING:
    from ._http import httpx
    from ._models import BaseModel

    Timeout = httpx.Timeout
    Transport = httpx.BaseTransport
    AsyncTransport = httpx.AsyncBaseTransport
    ProxiesDict = Dict[Union[str, httpx.URL], Union[str, httpx.URL, httpx.Proxy, None]]
    ProxiesTypes = Union[str, httpx.Proxy, ProxiesDict]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

ResponseT = TypeVar("ResponseT")
ModelT = TypeVar("ModelT", bound="BaseModel")


class NotGiven:
    """The caller said nothing, which is not the same as None."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"


class Omit:
    """Leave this out, even where the client has a default for it."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "OMIT"


not_given = NotGiven()
NOT_GIVEN = not_given
omit = Omit()

NoneType: Type[None] = type(None)

Headers = Mapping[str, Union[str, Omit]]


class HeadersLikeProtocol(Protocol):
    """Headers of another library, which may be asked for one by its name."""

    def get(self, __key: str) -> Optional[str]: ...


HeadersLike = Union[Headers, HeadersLikeProtocol]
Query = Mapping[str, object]
Body = object
AnyMapping = Mapping[str, object]
NotGivenOr = Union[_T, NotGiven]
PostParser = Callable[[Any], Any]

# A moment as JSON may say it.
StrBytesIntFloat = Union[str, bytes, int, float]

# Alternatives, each the names of security schemes that are needed together.
Requirements = Tuple[Tuple[str, ...], ...]

ArrayFormat = Literal["comma", "repeat", "indices", "brackets"]
NestedFormat = Literal["dots", "brackets"]

# What pydantic takes for include and exclude.
IncEx: TypeAlias = Union[
    "set[int]", "set[str]", Mapping[int, Union["IncEx", bool]], Mapping[str, Union["IncEx", bool]]
]

Base64FileInput = Union[IO[bytes], PathLike[str]]
FileContent = Union[IO[bytes], bytes, PathLike[str]]
# A content, or (name, content[, content type[, headers]]).
FileTypes = Union[
    FileContent,
    Tuple[Optional[str], FileContent],
    Tuple[Optional[str], FileContent, Optional[str]],
    Tuple[Optional[str], FileContent, Optional[str], Mapping[str, str]],
]
RequestFiles = Union[Mapping[str, FileTypes], Sequence[Tuple[str, FileTypes]]]

# The same, after paths have been read.
HttpxFileContent = Union[IO[bytes], bytes]
HttpxFileTypes = Union[
    HttpxFileContent,
    Tuple[Optional[str], HttpxFileContent],
    Tuple[Optional[str], HttpxFileContent, Optional[str]],
    Tuple[Optional[str], HttpxFileContent, Optional[str], Mapping[str, str]],
]
HttpxRequestFiles = Union[Mapping[str, HttpxFileTypes], Sequence[Tuple[str, HttpxFileTypes]]]

BinaryTypes = Union[bytes, bytearray, IO[bytes], PathLike[str], Iterable[bytes]]
# Text is sent as UTF-8.
TextTypes = Union[str, BinaryTypes]
AsyncBinaryTypes = Union[BinaryTypes, AsyncIterable[bytes]]
AsyncTextTypes = Union[TextTypes, AsyncIterable[bytes]]


class RequestOptions(TypedDict, total=False):
    """What may be said about one request besides its path and body."""

    headers: Headers
    max_retries: int
    timeout: Union[float, Timeout, NotGiven, None]
    total_timeout: Optional[float]
    params: Query
    extra_json: AnyMapping
    idempotency_key: str
    follow_redirects: bool
    post_parser: PostParser
    security: Requirements


class HttpxSendArgs(TypedDict, total=False):
    """Keyword arguments of the HTTP client's send method that the SDK sets."""

    auth: httpx.Auth
    follow_redirects: bool


@runtime_checkable
class ModelBuilderProtocol(Protocol):
    """A type that says itself how it is made of a response."""

    @classmethod
    def build(cls: Type[_T], *, response: httpx.Response, data: object) -> _T: ...


@runtime_checkable
class InheritsGeneric(Protocol):
    """A class that subclasses a subscripted generic."""

    __orig_bases__: Tuple[_GenericAlias, ...]


class _GenericAlias(Protocol):
    __origin__: type


if TYPE_CHECKING:

    class SequenceNotStr(Protocol[_T_co]):
        """A sequence that type checkers do not accept a bare str for."""

        @overload
        def __getitem__(self, index: int, /) -> _T_co: ...
        @overload
        def __getitem__(self, index: slice, /) -> Sequence[_T_co]: ...
        def __contains__(self, value: object, /) -> bool: ...
        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[_T_co]: ...
        def index(self, value: Any, start: int = 0, stop: int = ..., /) -> int: ...
        def count(self, value: Any, /) -> int: ...
        def __reversed__(self) -> Iterator[_T_co]: ...

else:
    # isinstance checks and pydantic need the real thing.
    SequenceNotStr = Sequence


_OF_LIBRARY = (
    "AsyncBaseTransport",
    "AsyncTransport",
    "BaseTransport",
    "ProxiesDict",
    "ProxiesTypes",
    "Proxy",
    "Response",
    "Timeout",
    "Transport",
    "URL",
)


def __getattr__(name: str) -> Any:
    """Look up the names that belong to the HTTP library, importing it when first asked for one."""
    if name not in _OF_LIBRARY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ._http import httpx as library

    proxies: Any = Dict[Union[str, library.URL], Union[str, library.URL, library.Proxy, None]]
    made = {
        "Transport": library.BaseTransport,
        "AsyncTransport": library.AsyncBaseTransport,
        "ProxiesDict": proxies,
        "ProxiesTypes": Union[str, library.Proxy, proxies],
    }
    globals().update({item: made.get(item) or getattr(library, item) for item in _OF_LIBRARY})
    return globals()[name]


def __dir__() -> List[str]:
    return sorted({*globals(), *_OF_LIBRARY})
