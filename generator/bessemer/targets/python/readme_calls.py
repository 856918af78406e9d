"""Write the README's programs that show one call, each in another way."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.api import ExampleRequest
from bessemer.ir.operations import BinaryResult, EmptyResult, Operation
from bessemer.targets.python.examples import Sample, bare_client, call, sample
from bessemer.targets.python.names import Names
from bessemer.targets.python.readme_sections import asked, example


@frozen
class _Shown:
    """The call of a section."""

    operation: Operation
    said: ExampleRequest | None
    names: Names

    def call(self, before: str = "") -> str:
        """With what the config gives in its example, and what else must be given."""
        return call(self.operation, self.names, asked(self.operation, self.names, self.said), before=before)

    def sample(self) -> Sample:
        return sample(self.operation, self.names, said=self.said)


def headline(names: Names) -> Mapping[str, str]:
    """The first call that a reader sees, in both clients; nothing where there is no method."""
    shown = _shown(names, "headline", "default")
    if shown is None:
        return {}
    made = shown.sample()
    given = asked(shown.operation, names, shown.said)
    whole = Sample(made.imports, made.client, call(shown.operation, names, given), made.result, made.shown)
    return {"usage": whole.text(), "async": _async(names, whole)}


def calls(names: Names) -> Mapping[str, str]:
    """One call each, of the config's example for the section, else of its default. There must be a method."""
    start = f"from {names.package} import {names.client_class}\n\n{bare_client(names, names.client_class)}\n"
    return {
        "errors": _errors(names, start),
        "retries": _retries(names),
        "timeouts": _timeouts(names),
        "raw": _raw(names, start),
        "streamed": f"{start}\nwith {_of(names, 'raw_response').call('with_streaming_response')} as response:\n"
        '    print(response.headers.get("content-type"))\n\n'
        "    for line in response.iter_lines():\n        print(line)\n",
        "undocumented": f'{start}\nresponse = client.get(\n    "/undocumented/path",\n'
        "    cast_to=object,\n)\nprint(response)\n",
        "http_client": _http_client(names),
        "closing": _closing(names),
    }


def _of(names: Names, section: str) -> _Shown:
    shown = _shown(names, section, "default", "headline")
    assert shown is not None, "there is a method"
    return shown


def _shown(names: Names, *sections: str) -> _Shown | None:
    """The call of the first section that has one, else the first method."""
    said = example(names, sections, lambda _: True)
    wanted = (
        item for item in names.api.operations() if said is None or f"{item.http_method} {item.path}" == said.endpoint
    )
    operation = next(wanted, None)
    return None if operation is None else _Shown(operation, said, names)


def _async(names: Names, made: Sample) -> str:
    lines = [*(line.replace(names.client_class, names.async_client_class) for line in made.imports[-1:])]
    imports = "\n".join(["import asyncio", *made.imports[:-1], *lines])
    awaited = f"{made.result} = await {made.call}" if made.result else f"await {made.call}"
    shown = f"async {made.shown}" if made.shown and made.result == "page" else made.shown
    body = "\n".join([awaited, *([shown] if shown else [])])
    created = made.client.replace(f"client = {names.client_class}(", f"client = {names.async_client_class}(", 1)
    main = textwrap.indent(body, "    ")
    return f"{imports}\n\n{created}\n\n\nasync def main() -> None:\n{main}\n\n\nasyncio.run(main())\n"


def _errors(names: Names, start: str) -> str:
    package, plain = names.package, _of(names, "errors").call()
    return (
        f"import {package}\n{start}\ntry:\n"
        + textwrap.indent(plain, "    ")
        + f'\nexcept {package}.APIConnectionError as error:\n    print("The server could not be reached")\n'
        "    print(error.__cause__)\n"
        f'except {package}.RateLimitError:\n    print("A 429 status: we should slow down.")\n'
        f"except {package}.APIStatusError as error:\n    print(error.status_code, error.request_id)\n"
        "    print(error.body)\n"
    )


def _retries(names: Names) -> str:
    once = _of(names, "retries").call().replace("client.", "client.with_options(max_retries=5).", 1)
    many = bare_client(names, names.client_class, f"max_retries=0,  # the default is {names.api.client.max_retries}")
    return (
        f"from {names.package} import {names.client_class}\n\n# For all requests:\n{many}\n\n"
        f"# For one request:\n{once}\n"
    )


def _timeouts(names: Names) -> str:
    once = _of(names, "timeouts").call().replace("client.", "client.with_options(timeout=5.0).", 1)
    many = bare_client(names, names.client_class, "timeout=20.0,")
    finer = bare_client(names, names.client_class, "timeout=Timeout(60.0, read=5.0, write=10.0, connect=2.0),")
    return (
        f"from {names.package} import {names.client_class}, Timeout\n\n# For all requests, in seconds:\n{many}\n\n"
        f"# Finer:\n{finer}\n\n# For one request:\n{once}\n"
    )


def _raw(names: Names, start: str) -> str:
    shown = _of(names, "raw_response")
    made = shown.sample()
    lines = [f"response = {shown.call('with_raw_response')}", 'print(response.headers.get("content-type"))']
    if not isinstance(shown.operation.result, EmptyResult | BinaryResult) and made.result and made.shown:
        name = made.result if made.result != "response" else "value"
        printed = made.shown.replace(f"print({made.result}", f"print({name}", 1)
        lines += ["", f"{name} = response.parse()  # what the method itself would have returned", printed]
    return start + "\n" + "\n".join(lines) + "\n"


def _http_client(names: Names) -> str:
    library = names.settings.http_library
    variable = py_str(f"{names.api.client.env_prefix}_BASE_URL")
    made = bare_client(
        names,
        names.client_class,
        f"# Or the environment variable {variable[1:-1]}",
        'base_url="http://my.test.server.example.com:8083",',
        "http_client=DefaultHttpxClient(",
        '    proxy="http://my.test.proxy.example.com",',
        f'    transport={library}.HTTPTransport(local_address="0.0.0.0"),',
        "),",
    )
    return f"import {library}\nfrom {names.package} import {names.client_class}, DefaultHttpxClient\n\n{made}\n"


def _closing(names: Names) -> str:
    made = bare_client(names, names.client_class).removeprefix("client = ")
    return (
        f"from {names.package} import {names.client_class}\n\nwith {made} as client:\n"
        + textwrap.indent(f"{_of(names, 'default').call()}\n", "    ")
        + "\n# The HTTP client is now closed.\n"
    )
