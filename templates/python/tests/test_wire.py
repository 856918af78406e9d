"""What goes wrong on the wire, and what the SDK makes of it: every vector that does not simply succeed."""

from __future__ import annotations

from typing import Any, Dict

import pytest

import PACKAGE

from .wire import CALLS, VECTORS, async_played, check_error, options, played

_GOOD = ("value", "pages")
FAULTS = [name for name, vector in VECTORS.items() if vector["outcome"]["kind"] not in _GOOD]
_PLACES = ("path", "query", "querystring", "header", "cookie", "body")
RETRIES = [name for name in VECTORS if name.endswith("/retry")]


def method(client: Any, name: str) -> Any:
    """The method that a vector calls."""
    found = client
    for attribute in CALLS[_operation(name)]["method"]:
        found = getattr(found, attribute)
    return found


def arguments(name: str) -> Dict[str, Any]:
    """A vector's arguments by their names in Python."""
    names: Dict[str, str] = CALLS[_operation(name)]["arguments"]
    given = VECTORS[name]["arguments"]
    located = ((place, given[place]) for place in _PLACES if place in given)
    found = {
        names[f"{place} {key}"]: value for place, values in located for key, value in values.items()
    }
    if "content" not in given:
        return found
    if "content body" in names:
        return {**found, names["content body"]: given["content"]}
    # a body that is one of several objects: its keys are arguments
    return {**found, **{names[f"body {key}"]: value for key, value in given["content"].items()}}


def _operation(name: str) -> str:
    return ".".join(VECTORS[name]["operation"])


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    with played(name) as (client, _):
        of_client, of_call = options(name)
        with pytest.raises(PACKAGE.APIError) as raised:
            method(client.with_options(**of_client), name)(**arguments(name), **of_call)
        check_error(name, raised.value)


@pytest.mark.parametrize("name", FAULTS)
async def test_async_fault(name: str) -> None:
    async with async_played(name) as (client, _):
        of_client, of_call = options(name)
        with pytest.raises(PACKAGE.APIError) as raised:
            await method(client.with_options(**of_client), name)(**arguments(name), **of_call)
        check_error(name, raised.value)


@pytest.mark.parametrize("name", RETRIES)
def test_retry(name: str) -> None:
    of_client, of_call = options(name)
    with played(name) as (client, wire):
        wire.check(method(client.with_options(**of_client), name)(**arguments(name), **of_call))


@pytest.mark.parametrize("name", RETRIES)
async def test_async_retry(name: str) -> None:
    of_client, of_call = options(name)
    async with async_played(name) as (client, wire):
        wire.check(
            await method(client.with_options(**of_client), name)(**arguments(name), **of_call)
        )
