"""Methods that the document names itself, beside a config with resources."""

from __future__ import annotations

from bessemer.lower.api import Lowered
from tests.support.lowering import lowered


def result(named: dict[str, str], resources: str) -> Lowered:
    """`named`: what operations say, by their paths."""
    paths = "".join(
        f"  {path}: {{get: {{x-stainless-method: {said}, responses: {{'204': {{description: d}}}}}}}}\n"
        for path, said in named.items()
    )
    spec = f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}"
    return lowered(spec, f"resources: {resources}\n")


def methods(found: Lowered) -> dict[str, str]:
    return {".".join((*item.resource, item.name)): item.path for item in found.api.operations()}


def test_a_method_that_the_document_names_is_added_to_those_of_the_config() -> None:
    named = {
        "/a": "things.list",
        "/b": "things.fetch",
        "/c": "new.deep.look",
        "/d": "$client.ping",
        "/e": "things.parts.of",
    }
    found = result(named, "{things: {methods: {list: get /a}, subresources: {parts: {methods: {}}}}}")
    assert methods(found) == {
        "ping": "/d",
        "things.list": "/a",
        "things.fetch": "/b",
        "things.parts.of": "/e",
        "new.deep.look": "/c",
    }
    assert not found.problems
    assert {item.config for item in found.api.operations()} >= {"/resources/new/subresources/deep/methods/look"}


def test_what_the_config_says_of_an_endpoint_stays() -> None:
    found = result(
        {"/a": "things.other", "/b": "things.more"},
        "{things: {methods: {list: get /a}}}\nunspecified_endpoints: [get /b]",
    )
    assert methods(found) == {"things.list": "/a"}


def test_a_method_of_the_config_with_the_name_has_the_endpoint_of_the_document() -> None:
    method = "{endpoint: get /old, deprecated: no more}"
    found = result({"/old": "1", "/new": "things.list"}, f"{{things: {{methods: {{list: {method}}}}}}}")
    (operation,) = found.api.operations()
    assert (operation.path, operation.deprecated) == ("/new", "no more")


def test_what_names_no_method_is_told() -> None:
    found = result({"/a": "list", "/b": "{resource: things}", "/c": "a..b"}, "{things: {methods: {}}}")
    assert not methods(found)
    told = [item.pointer for item in found.problems if item.code == "construct-loosened"]
    assert told == [f"/paths/~1{path}/get/x-stainless-method" for path in "abc"]


def test_what_the_document_says_of_a_method_holds_as_if_the_config_did() -> None:
    said = "{resource: things, name: look, deprecated: {python: use others}, body_param_name: words, skip: [go]}"
    found = result({"/a": said, "/b": "{name: things.deep.look}"}, "{things: {methods: {}}}")
    assert methods(found) == {"things.look": "/a", "things.deep.look": "/b"}
    look, _ = found.api.operations()
    assert (look.deprecations, look.body_name) == ((("python", "use others"),), "words")
    assert look.config in found.api.left_out["go"]
    assert not found.problems


def test_what_the_document_cannot_say_of_a_method_is_told_where_it_stands() -> None:
    found = result({"/a": "{name: things.look, endpoint: get /b, skip: 3}"}, "{things: {methods: {}}}")
    said = "/paths/~1a/get/x-stainless-method"
    assert [(item.code, item.pointer) for item in found.problems] == [
        ("config-key-unknown", f"{said}/endpoint"),
        ("config-value-invalid", f"{said}/skip"),
    ]
