"""Build the HTTP request for an attempt, from the options of a client and of a call."""

from __future__ import annotations

import logging
from typing import Any, Dict, Mapping, Optional, Tuple, Union, cast

from ._auth import Secured
from ._constants import QUERY_ARRAY_FORMAT, QUERY_NESTED_FORMAT
from ._deadline import clipped
from ._exceptions import UNWRITABLE, unwritable
from ._headers import header_named, merge_headers
from ._http import httpx
from ._options import FinalRequestOptions
from ._prebuilt import (
    Assembled,
    Base,
    Head,
    KnownHeaders,
    common_headers,
    known_headers,
    stands_as_it_is,
    tls_extensions,
)
from ._qs import Querystring
from ._request import (
    TimeoutTypes,
    absolute_url,
    as_timeout,
    form_fields,
    is_absolute,
    plain_content,
    plain_kind,
    read_seconds,
    request_body,
    request_headers,
    with_params,
)
from ._types import ArrayFormat, Headers, NestedFormat, NotGiven, Omit, Query
from ._utils._logs import log
from ._utils._path import refuse_dot_segments


class BuildsRequests(Secured):
    """What a client needs for building requests."""

    _base_url: httpx.URL
    _base: Base
    # What is known of requests, and the HTTP client that they go to.
    _known: Tuple[Any, Optional[KnownHeaders]] = (None, None)
    timeout: TimeoutTypes
    _idempotency_header: Optional[str]

    @property
    def qs(self) -> Querystring:
        return Querystring(
            array_format=cast(ArrayFormat, QUERY_ARRAY_FORMAT),
            nested_format=cast(NestedFormat, QUERY_NESTED_FORMAT),
        )

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        raise NotImplementedError

    @property
    def default_query(self) -> Dict[str, object]:
        raise NotImplementedError

    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        """Raise where the headers of a request lack what the API demands."""

    def _prepare_url(self, url: str) -> httpx.URL:
        """A path below the base URL; an absolute URL as it is."""
        return absolute_url(self._base_url, url)

    def _build_request(
        self, options: FinalRequestOptions, *, retries_taken: int = 0
    ) -> httpx.Request:
        """Raises InvalidRequestError for what cannot be written."""
        try:
            return self._written_request(options, retries_taken)
        except UNWRITABLE as error:
            raise unwritable(error) from error

    def _written_request(self, options: FinalRequestOptions, retries_taken: int) -> httpx.Request:
        if log.isEnabledFor(logging.DEBUG):
            log.debug("Request options: %s", options)
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        timeouts = clipped(as_timeout(timeout).as_dict(), options.deadline)
        query = {**self._secured_query(self.default_query, options), **options.params}
        target = self._target(options.url, query)
        known, kind = self._known_headers(), plain_kind(options)
        if known is None or kind is None or target is None:
            url = self._url(options.url, query) if target is None else self._base.at(target)
            return self._library_request(options, url, timeouts, retries_taken)

        method, base = options.method.upper(), self._base
        defaults = self._secured_headers(self.default_headers, options)
        custom = options.custom_headers()
        key = (method, kind, retries_taken, read_seconds(timeout), *custom.items())
        extensions = {"timeout": timeouts, **base.extensions}
        head = known.find(key, base, defaults, self._client)
        if head is None:
            request = self._library_request(options, base.at(target), timeouts, retries_taken)
            headers = self._shared_headers(options, request)
            if headers is not None:
                known.keep(key, self._client, Head(base, defaults, self._client, headers))
            return request
        made = Assembled(method, target, head, plain_content(options, kind), extensions)
        if self._needs_idempotency_key(options):
            made.add(cast(str, self._idempotency_header), cast(str, options.idempotency_key))
        return made

    def _target(self, path: str, query: Query) -> Optional[str]:
        """Path and query of a URL, written as they are sent; None where only the HTTP library can tell."""
        base = self._base
        if not base.is_simple or ("://" in path and is_absolute(path)):
            return None
        if getattr(self._prepare_url, "__func__", None) is not BuildsRequests._prepare_url:
            return None
        target = base.path + (path[1:] if path[:1] == "/" else path)
        if query:
            target = with_params(target, query, self.qs)
        if not stands_as_it_is(target):
            return None
        refuse_dot_segments(path.partition("?")[0])
        return target

    def _known_headers(self) -> Optional[KnownHeaders]:
        if self._known[0] is not self._client:
            self._known = (self._client, known_headers(self._client))
        return self._known[1]

    def _url(self, path: str, query: Query) -> httpx.URL:
        url = self._prepare_url(path)
        raw_path = url.raw_path.decode("ascii")
        target = with_params(raw_path, query, self.qs)
        return url if target == raw_path else url.copy_with(raw_path=target.encode("ascii"))

    def _serialize_multipartform(self, data: Mapping[str, object]) -> Dict[str, object]:
        """The fields of a multipart form, but for its files."""
        return form_fields(data, self.qs)

    def _library_request(
        self,
        options: FinalRequestOptions,
        url: httpx.URL,
        timeouts: Mapping[str, Optional[float]],
        retries_taken: int,
    ) -> httpx.Request:
        headers = self._build_headers(options, retries_taken=retries_taken)
        body = request_body(options, headers, self.qs, self._serialize_multipartform)
        extensions = {"timeout": timeouts, **tls_extensions(url)}
        # A client that has parameters of its own would put them in place of those in the URL.
        params = url.params if self._client.params and url.query else None
        request: httpx.Request = self._client.build_request(
            options.method.upper(),
            url,
            headers=headers,
            extensions=extensions,
            params=params,
            **body,
        )
        return request

    def _shared_headers(
        self, options: FinalRequestOptions, request: httpx.Request
    ) -> Optional[httpx.Headers]:
        """What the next request of this kind has in common with this one, if all of it can be told."""
        is_json = "json" in request.headers.get("Content-Type", "")
        headers = common_headers(request) if is_json or plain_kind(options) == "none" else None
        name, key = self._idempotency_header, options.idempotency_key
        if headers is not None and name and key and headers.get(name) == key:
            del headers[name]
        return headers

    def _build_headers(
        self, options: FinalRequestOptions, *, retries_taken: int = 0
    ) -> httpx.Headers:
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        defaults = self._secured_headers(self.default_headers, options)
        custom = options.custom_headers()
        self._validate_headers(merge_headers(defaults, custom), custom)
        headers = request_headers(defaults, options, retries_taken=retries_taken, timeout=timeout)
        if self._needs_idempotency_key(options):
            headers[cast(str, self._idempotency_header)] = cast(str, options.idempotency_key)
        return headers

    def _needs_idempotency_key(self, options: FinalRequestOptions) -> bool:
        name = self._idempotency_header
        if not name or not options.idempotency_key:
            return False
        return header_named(options.custom_headers(), name) is None
