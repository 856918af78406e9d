"""List the names that every SDK has already, which nothing derived or configured may take."""

from __future__ import annotations

# What the resources already call something.
RESOURCE_ATTRIBUTES = frozenset(
    (
        "_client _delete _get _get_api_list _operation_retries _operation_timeout _patch _post _put _send _sleep "
        "with_raw_response with_streaming_response"
    ).split()
)
# What the clients already call something; a method could take the private names too.
CLIENT_ATTRIBUTES = frozenset(
    "auth_headers base_url close copy custom_auth default_headers default_query delete get get_api_list "
    "is_closed max_retries patch platform_headers post put qs request strict timeout total_timeout user_agent "
    "with_options with_raw_response with_streaming_response "
    "_attempt _base_text _base_url _base_url_overridden _built_headers _keep_headers _library_request _platform "
    "_sent _set_idempotency_key _written_request _build_headers _build_request _calculate_retry_timeout _client "
    "_base _closed_error _known _known_headers _shared_headers _target _url "
    "_copied_arguments _credentials _custom_headers _custom_query _default_security _environment "
    "_idempotency_header _idempotency_key _needs_idempotency_key "
    "_is_given _log_response _make_sse_decoder _make_status_error _make_status_error_from_response "
    "_needed _on _parse_retry_after_header _secured_headers _secured_query _token_auth _token_source "
    "_prepare_options _prepare_request _prepared _process_response _read_error_body "
    "_request_api_list _require_auth "
    "_make_sse_decoder _retry_pause _send _send_arguments _server_variables _should_retry _sleep "
    "_default_stream_cls _enforce_trailing_slash _is_protocol _maybe_override_cast_to _prepare_url "
    "_asks_to_stream _process_response_data _serialize_multipartform _should_stream_response_body "
    "_strict_response_validation _validate_headers _version".split()
)
