"""Build the HTTP request for an attempt, from the options of a client and of a call."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional, Union, cast

from ._auth import Secured
from ._constants import QUERY_ARRAY_FORMAT, QUERY_NESTED_FORMAT
from ._deadline import clipped
from ._exceptions import UNWRITABLE, unwritable
from ._headers import header_named, merge_headers
from ._http import httpx
from ._options import FinalRequestOptions
from ._prebuilt import KnownHeaders, assembled, common_headers, known_headers
from ._qs import Querystring
from ._request import (
    TimeoutTypes,
    absolute_url,
    as_timeout,
    is_absolute,
    plain_content,
    plain_kind,
    read_seconds,
    request_body,
    request_headers,
    tls_extensions,
    with_params,
)
from ._types import ArrayFormat, Headers, NestedFormat, NotGiven, Omit
from ._utils._logs import logger


class BuildsRequests(Secured):
    """What a client needs for building requests."""

    _base_url: httpx.URL
    _base_text: str
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
        logger.debug("Request options: %s", options)
        method = options.method.upper()
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        url = self._prepare_url(options.url)
        query = {**self._secured_query(self.default_query, options), **options.params}
        if query:
            url = with_params(url, query, self.qs)
        timeouts = clipped(as_timeout(timeout).as_dict(), options.deadline)
        extensions: Dict[str, Any] = {"timeout": timeouts, **tls_extensions(url)}
        defaults = self._secured_headers(self.default_headers, options)
        custom = options.custom_headers()

        known, kind = known_headers(self._client), plain_kind(options)
        if known is None or kind is None or is_absolute(options.url):
            headers = self._built_headers(defaults, options, timeout, retries_taken)
            return self._library_request(options, url, headers, extensions)
        key = (
            *(method, kind, retries_taken, read_seconds(timeout), self._base_text),
            *defaults.items(),
            # Two of the same headers are not one header more.
            None,
            *custom.items(),
        )
        head = known.find(key, self._client)
        if head is None:
            headers = self._built_headers(defaults, options, timeout, retries_taken)
            request = self._library_request(options, url, headers, extensions)
            self._keep_headers(key, known, options, request)
            return request
        made = assembled(method, url, head, plain_content(options, kind), extensions)
        if self._needs_idempotency_key(options):
            made.add(cast(str, self._idempotency_header), cast(str, options.idempotency_key))
        return made

    def _library_request(
        self,
        options: FinalRequestOptions,
        url: httpx.URL,
        headers: httpx.Headers,
        extensions: Dict[str, Any],
    ) -> httpx.Request:
        body = request_body(options, headers, self.qs)
        request: httpx.Request = self._client.build_request(
            options.method.upper(), url, headers=headers, extensions=extensions, **body
        )
        return request

    def _keep_headers(
        self, key: Any, known: KnownHeaders, options: FinalRequestOptions, request: httpx.Request
    ) -> None:
        is_json = "json" in request.headers.get("Content-Type", "")
        headers = common_headers(request) if is_json or plain_kind(options) == "none" else None
        if headers is None:
            return
        name = self._idempotency_header
        if name and options.idempotency_key and headers.get(name) == options.idempotency_key:
            del headers[name]
        known.keep(key, self._client, headers)

    def _build_headers(
        self, options: FinalRequestOptions, *, retries_taken: int = 0
    ) -> httpx.Headers:
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        defaults = self._secured_headers(self.default_headers, options)
        return self._built_headers(defaults, options, timeout, retries_taken)

    def _built_headers(
        self,
        defaults: Mapping[str, Union[str, Omit]],
        options: FinalRequestOptions,
        timeout: TimeoutTypes,
        retries_taken: int,
    ) -> httpx.Headers:
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
