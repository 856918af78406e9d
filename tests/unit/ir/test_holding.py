"""What cannot be written out at each of its uses has a name."""

from __future__ import annotations

import json

from bessemer.ir.api import Api
from bessemer.ir.holding import with_circles_named, with_spreading_named
from tests.support.lowering import lowered

HOST = "#/components/schemas/Host/properties"


def api(count: int) -> Api:
    """Classes inside another, which each refer to all of them."""
    parts = [f"p{index}" for index in range(count)]
    refs = {f"to_{part}": {"$ref": f"{HOST}/{part}"} for part in parts}
    inner = {part: {"type": "object", "properties": {**refs, part: {"type": "string"}}} for part in parts}
    whole = {"schema": {"$ref": "#/components/schemas/Host"}}
    spec = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/h": {"get": {"responses": {"200": {"description": "d", "content": {"application/json": whole}}}}}},
        "components": {"schemas": {"Host": {"type": "object", "properties": inner}}},
    }
    return lowered(json.dumps(spec), "resources: {h: {models: {host: Host}, methods: {get: get /h}}}").api


def test_schemas_that_hold_each_other_in_too_many_ways_are_models() -> None:
    for named in (with_circles_named, with_spreading_named):
        few, many = named(api(3)), named(api(7))
        assert [model.name for model in few.models()] == ["host"]
        assert {model.name for model in many.models()} == {"host", *(f"Host_p{index}" for index in range(7))}


def doubling(depth: int) -> Api:
    """Objects which each have two of the next, and no model but the first."""
    schemas: dict[str, object] = {
        f"S{index}": {
            "type": "object",
            "properties": {key: {"$ref": f"#/components/schemas/S{index + 1}"} for key in ("left", "right")},
        }
        for index in range(depth)
    }
    schemas[f"S{depth}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    whole = {"schema": {"$ref": "#/components/schemas/S0"}}
    spec = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/h": {"get": {"responses": {"200": {"description": "d", "content": {"application/json": whole}}}}}},
        "components": {"schemas": schemas},
    }
    return lowered(json.dumps(spec), "resources: {h: {methods: {get: get /h}}}").api


def test_schemas_that_are_doubled_at_every_level_are_models_before_they_are_thousands() -> None:
    for named in (with_circles_named, with_spreading_named):
        assert not list(named(doubling(9)).models())
        assert [model.name for model in named(doubling(24)).models()] == ["S10", "S20"]
