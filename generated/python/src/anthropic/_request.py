"""Build the HTTP request for one attempt."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import os
import re
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple, Union, cast
from urllib.parse import unquote_plus, urlencode

from ._constants import HEADER_PREFIX, MULTIPART_ARRAY_FORMAT
from ._content import FileBytes
from ._headers import check_headers, merge_headers
from ._http import httpx
from ._options import FinalRequestOptions
from ._qs import Querystring
from ._types import ArrayFormat, Headers, Omit, Query
from ._utils import is_mapping, strip_not_given, strip_omitted
from ._utils._forms import JsonNull
from ._utils._json import openapi_dumps
from ._utils._path import refuse_dot_segments
from ._utils._styles import Styled

RETRY_COUNT_HEADER = f"{HEADER_PREFIX.lower()}-retry-count"
READ_TIMEOUT_HEADER = f"{HEADER_PREFIX.lower()}-read-timeout"

_FORM = "application/x-www-form-urlencoded"
_LISTS = cast(ArrayFormat, MULTIPART_ARRAY_FORMAT)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

TimeoutTypes = Union[float, httpx.Timeout, None]
# Makes the fields of a multipart form.
WritesForm = Callable[[Mapping[str, object]], Dict[str, object]]


def with_trailing_slash(url: httpx.URL) -> httpx.URL:
    if url.raw_path.endswith(b"/"):
        return url
    return url.copy_with(raw_path=url.raw_path + b"/")


def absolute_url(base_url: httpx.URL, url: str) -> httpx.URL:
    """The path appended to the base; an absolute URL as it is. Raises ValueError for dot segments and control characters."""
    has_host = is_absolute(url)
    if not has_host:
        refuse_dot_segments(url.split("#", 1)[0].split("?", 1)[0])
        url = url if url.startswith("/") else f"/{url}"
    try:
        # Without a host in front the HTTP library would take what follows two slashes for one.
        relative = httpx.URL(url if has_host else f"http://host{url}")
    except httpx.InvalidURL as err:
        raise ValueError(f"Invalid URL {url!r}: {err}") from err
    if has_host:
        return relative
    return base_url.copy_with(raw_path=base_url.raw_path + relative.raw_path[1:])


def is_absolute(url: str) -> bool:
    return _ABSOLUTE.match(url) is not None


def with_params(raw_path: str, params: Query, qs: Querystring) -> str:
    """Params after the query of a path, of which same-named items are replaced."""
    items = _written(strip_omitted(params), qs) if params else []
    if not items:
        return raw_path
    path, _, query = raw_path.partition("?")
    replaced = {name for name, _ in items}
    kept = [part for part in query.split("&") if part and _item_name(part) not in replaced]
    merged = "&".join([*kept, *(item for _, item in items)])
    return f"{path}?{merged}"


def _written(values: Mapping[str, object], qs: Querystring) -> List[Tuple[str, str]]:
    """Names, and `name=value` as it is sent: each value in its own style, else as qs writes it."""
    items: List[Tuple[str, str]] = []
    for name, value in values.items():
        if isinstance(value, Styled):
            items += value.query(name)
        else:
            items += [(pair[0], urlencode([pair])) for pair in qs.stringify_items({name: value})]
    return items


def _item_name(part: str) -> str:
    return unquote_plus(part.partition("=")[0])


def as_timeout(timeout: TimeoutTypes) -> httpx.Timeout:
    return timeout if isinstance(timeout, httpx.Timeout) else httpx.Timeout(timeout)


def read_seconds(timeout: TimeoutTypes) -> Optional[float]:
    return timeout.read if isinstance(timeout, httpx.Timeout) else timeout


def request_headers(
    defaults: Headers, options: FinalRequestOptions, *, retries_taken: int, timeout: TimeoutTypes
) -> httpx.Headers:
    """All headers of an attempt but those the body brings; raises InvalidHeaderError."""
    custom = strip_not_given(options.custom_headers())
    headers = merge_headers(defaults, custom)
    check_headers(headers)
    said = {name.lower() for name in custom}
    if RETRY_COUNT_HEADER not in said:
        headers[RETRY_COUNT_HEADER] = str(retries_taken)
    read_timeout = read_seconds(timeout)
    if READ_TIMEOUT_HEADER not in said and read_timeout is not None:
        headers[READ_TIMEOUT_HEADER] = str(read_timeout)
    return httpx.Headers(headers)


def request_body(
    options: FinalRequestOptions, headers: httpx.Headers, qs: Querystring, write_form: WritesForm
) -> Dict[str, Any]:
    """Keyword arguments for the HTTP library's build_request; takes from headers what the library sets itself."""
    body = _chosen_body(options, headers, qs, write_form)
    if "Content-Length" in headers and not isinstance(options.content, os.PathLike):
        _correct_length(headers, body)
    return body


def _correct_length(headers: httpx.Headers, body: Mapping[str, Any]) -> None:
    """A length that an argument says holds for what only the caller knows the length of: no other can differ."""
    content = body.get("content", b"")
    if "data" in body:
        del headers["Content-Length"]
    elif isinstance(content, (bytes, str)):
        sent = content.encode() if isinstance(content, str) else content
        headers["Content-Length"] = str(len(sent))


def _chosen_body(
    options: FinalRequestOptions, headers: httpx.Headers, qs: Querystring, write_form: WritesForm
) -> Dict[str, Any]:
    has_none = options.json_data is None and options.content is None and options.files is None
    if (options.method.lower() == "get" and has_none) or _is_absent(options):
        headers.pop("Content-Type", None)
        return {}
    content_type = headers.get("Content-Type", "")
    if options.content is not None:
        for name, other in (
            ("json_data", options.json_data),
            ("extra_body", options.extra_json),
            ("files", options.files),
        ):
            if other is not None:
                raise TypeError(f"Passing both `content` and `{name}` is not supported")
        return _content(options.content, headers)
    body = _merged_body(options)
    if content_type.startswith("multipart/form-data") or options.files:
        if "boundary=" not in content_type:
            headers.pop("Content-Type", None)
        return _multipart_body(body, options.files, write_form)
    if content_type.startswith(_FORM) and is_mapping(body):
        return {"content": "&".join(item for _, item in _written(body, qs)).encode("ascii")}
    if isinstance(body, (bytes, str)):
        return {"content": body if isinstance(body, bytes) else _text_body(body, content_type)}
    if isinstance(body, JsonNull):
        return {"content": b"null"}
    return {} if body is None else {"content": openapi_dumps(body)}


def plain_kind(options: FinalRequestOptions) -> Optional[str]:
    """`json` or `none` for a body that is only those, whatever its content is; None for every other."""
    body: object = options.json_data
    extra: object = options.extra_json
    if options.content is not None or options.files is not None:
        return None
    if body is None and (extra is None or options.method.lower() == "get"):
        return "none"
    parts = [part for part in (body, extra) if part is not None]
    return "json" if all(isinstance(part, (dict, list)) for part in parts) else None


def plain_content(options: FinalRequestOptions, kind: str) -> Optional[bytes]:
    return openapi_dumps(_merged_body(options)) if kind == "json" else None


def _is_absent(options: FinalRequestOptions) -> bool:
    """An optional body of which nothing is given. (One that no call has keeps its type.)"""
    return isinstance(options.json_data, Omit) and not options.files and options.extra_json is None


def _text_body(body: str, content_type: str) -> bytes:
    return openapi_dumps(body) if "json" in content_type else body.encode()


def _content(content: Any, headers: httpx.Headers) -> Dict[str, Any]:
    """A body that is sent as given; a file is opened anew for each attempt."""
    if isinstance(content, os.PathLike):
        headers["Content-Length"] = str(os.path.getsize(content))
        return {"content": FileBytes(content)}
    return {"content": content}


def _multipart_body(body: object, files: Any, write_form: WritesForm) -> Dict[str, Any]:
    """Form fields with repeated keys as repeated parts; without a file it is multipart all the same."""
    data: Dict[str, object] = {}
    if body:
        if not is_mapping(body):
            raise TypeError(
                f"Expected query input to be a dictionary for multipart requests but got {type(body)} instead."
            )
        data = write_form(body)
    return {"data": data, "files": files or ForceMultipartDict()}


class ForceMultipartDict(Dict[str, Any]):
    """True though empty, so that the HTTP library writes multipart for it."""

    def __bool__(self) -> bool:
        return True


def form_fields(body: Mapping[str, object], qs: Querystring) -> Dict[str, object]:
    """The fields of a multipart form by name, with what has a name in common in a list."""
    fields: Dict[str, object] = {}
    for name, value in qs.stringify_items(body, array_format=_LISTS):
        earlier = fields.get(name)
        if earlier is None:
            fields[name] = value
        elif isinstance(earlier, list):
            earlier.append(value)
        else:
            fields[name] = [earlier, value]
    return fields


def _merged_body(options: FinalRequestOptions) -> object:
    """The JSON body with extra_body over it. Raises RuntimeError where they cannot be merged."""
    body, extra = options.json_data, cast(object, options.extra_json)
    if isinstance(extra, (bytes, str)):
        # A body of another content type, in place of the arguments.
        return extra
    body = None if isinstance(body, Omit) else body
    if extra is None:
        return strip_omitted(body) if is_mapping(body) else body
    if body is None:
        return strip_omitted(extra) if is_mapping(extra) else extra
    if not is_mapping(body) or not is_mapping(extra):
        raise RuntimeError(
            f"Unexpected JSON data type, {type(body)}, cannot merge with `extra_body`"
        )
    return strip_omitted({**body, **extra})
