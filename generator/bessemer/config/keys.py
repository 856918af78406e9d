"""The keys of the format: which are known where, and which have no effect here yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bessemer.config.cursor import Cursor
from bessemer.diagnostics.nearest import nearest

# Source: contracts/config.md sections 1 and 14. `*` stands for any key; the second set is accepted without effect.
_ROOT = (
    "organization resources targets environments client_settings settings readme security security_schemes "
    "query_settings custom_casings unspecified_endpoints openapi spec overlays output allow streaming "
    "pagination diagnostics multipart_settings errors codeflow edition"
)
_RESOURCE = "methods models subresources description default_headers deprecated skip only custom"
_RESOURCE_INERT = "standalone_api terraform mcp"
# Models are made whether anything refers to them or not, so force_generation asks for what is done.
MODEL = "openapi_uri type to deprecated skip only no_params_suffix force_generation"
MODEL_INERT = "param_model"
_METHOD = (
    "type endpoint positional_params default_headers deprecated paginated streaming skip only to unwrap_response "
    "body_param_name default_request_options skip_test_reason docs"
)
_METHOD_INERT = "discriminator webhook_key_opt mcp terraform request_body response"
# Methods of other types than the usual one: what is known of them.
_METHOD_TYPES = {
    "alias": "type to deprecated skip only",
    "webhook_unwrap": "type discriminator webhook_key_opt webhook_key_encoding skip only",
}
METHOD_TYPES = ("http", *_METHOD_TYPES)
_TARGET = "package_name project_name production_repo staging_repo publish skip options languages site keep_files"
_TARGET_INERT = "screencast"
_OPT = (
    "type nullable read_env default description example auth send_in_header send_as_query_param server_variable "
    "required_in_tests"
)

KNOWN: Mapping[str, tuple[str, str]] = {
    "": (_ROOT, ""),
    "/openapi": ("transforms transformations code_samples code_sample_languages", ""),
    "/organization": (
        "name docs contact security_contact security_policy_url security_policy_terms github_org",
        "upload_spec",
    ),
    "/client_settings": (
        "opts default_headers default_env_prefix default_timeout default_retries idempotency constants",
        "",
    ),
    "/client_settings/opts/*": (_OPT, ""),
    "/client_settings/default_retries": ("max_retries initial_delay_seconds max_delay_seconds", ""),
    "/codeflow": ("code_owners release_environment", "publish_packages reviewers detect_breaking_changes"),
    "/publish": ("pypi release", ""),
    "/publish/release": ("branch prerelease", ""),
    "/query_settings": ("array_format nested_format", ""),
    "/errors": ("union message_property", ""),
    "/errors/union": ("source discriminator status_property variants", ""),
    "/multipart_settings": ("array_format", ""),
    "/settings": (
        "license unwrap_response_fields positional_params sort_schema_properties disable_mock_tests file_header python",
        "",
    ),
    "/settings/python": ("license_classifier", ""),
    "/diagnostics": ("ignored", ""),
    "/streaming": ("on_event", ""),
    "/streaming/on_event/*": ("event_type data_starts_with kind handle error_property", ""),
    "/docs/method": ("response_property", ""),
    "/streaming/method": ("type param_discriminator stream_event_model params_type_name", ""),
    "/readme": ("example_requests include_stainless_attribution", "example_types"),
    "/targets/python": (f"{_TARGET} edition readme_title formatter", _TARGET_INERT),
    "/targets/go": (f"{_TARGET} edition readme_title", f"{_TARGET_INERT} formatter"),
    "/targets/reference": (_TARGET, f"{_TARGET_INERT} edition readme_title formatter"),
}


def check_keys(cursor: Cursor, table: str) -> None:
    """Report each key of a mapping that is not in its table, or that has no effect yet."""
    effective, inert = KNOWN[table]
    report_keys(cursor, effective.split(), inert.split())


def check_resource_keys(cursor: Cursor) -> None:
    report_keys(cursor, _RESOURCE.split(), _RESOURCE_INERT.split())


def check_method_keys(cursor: Cursor) -> None:
    """Report the keys of a method that nobody knows; those without effect are its `unread`."""
    every = [*_METHOD.split(), *_METHOD_INERT.split()]
    kind = cursor.at("type").value
    effective = _METHOD_TYPES.get(kind) if isinstance(kind, str) else None
    if effective is None:
        report_keys(cursor, every, [])
        return
    report_keys(cursor, effective.split(), [key for key in every if key not in effective.split()])


def check_named_method_keys(cursor: Cursor) -> None:
    """Report the keys that nobody knows of a method that stands in the document, with its endpoint."""
    effective = [key for key in _METHOD.split() if key not in ("type", "endpoint", "to")]
    report_keys(cursor, [*effective, "name", "resource"], _METHOD_INERT.split())


def inert_method_keys(cursor: Cursor) -> tuple[tuple[str, Cursor], ...]:
    """The keys of a method that would change what it does, were their effect here."""
    inert = set(_METHOD_INERT.split())
    return tuple((key, item) for key, item in cursor.entries() if key in inert and item.value is not False)


def report_keys(cursor: Cursor, effective: Sequence[str], inert: Sequence[str]) -> None:
    for key, item in cursor.entries():
        if key in inert:
            item.report("config-key-inert", f"the key {key!r} has no effect yet", None, key=True)
        elif key not in effective:
            near = nearest(key, [*effective, *inert])
            help_ = f"did you mean {near!r}?" if near else f"known keys here: {', '.join(sorted(effective))}"
            item.report("config-key-unknown", f"there is no key {key!r} here", help_, key=True)
