"""Make the tests of the SDK: for each method what it sends and what comes back, from the wire vectors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.ir.bodies import first_form, forms
from bessemer.ir.operations import Operation
from bessemer.ir.order import ordered
from bessemer.ir.types import Json, StringType
from bessemer.naming.scope import free
from bessemer.naming.words import spelled
from bessemer.samples.calls import Call, OtherCall, is_refused, other_calls
from bessemer.samples.credentials import client_arguments
from bessemer.samples.vector_file import Written, vector_file
from bessemer.samples.vectors import faulty_one, has_pages
from bessemer.targets.python.examples import (
    call,
    call_arguments,
    chosen,
    every_argument,
    every_call,
    least_call,
    sampler,
    stream_arguments,
)
from bessemer.targets.python.identifiers import option_name, pascal
from bessemer.targets.python.imports import Import, import_lines
from bessemer.targets.python.names import Names, ResourceNames
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.resources import SIDES, Side
from bessemer.targets.python.results import Returned, returned
from bessemer.targets.python.signatures import arguments
from bessemer.targets.python.suite_views import (
    Case,
    EmptyPath,
    JsonFile,
    MethodTests,
    ResourceTests,
    TestClass,
    TestPackage,
)
from bessemer.targets.python.typetext import TypeText
from bessemer.targets.python.webhook_tests import webhook_tests
from bessemer.targets.target import OutputFile, Render

_TEMPLATES = "python/tests"


def test_files(names: Names, recall: Recall) -> list[OutputFile]:
    faulty = recall.decided("the method whose tests have faults", (), partial(faulty_one, names.api))
    vectors = partial(_vectors, names, recall, faulty)
    made: list[OutputFile] = [
        recall.whole("tests/wire_vectors.json", f"{_TEMPLATES}/FILE.json.j2", vectors),
        recall.whole("tests/wire_calls.json", f"{_TEMPLATES}/FILE.json.j2", partial(_calls, names, recall)),
    ]
    folders: set[tuple[str, ...]] = {()}
    for item in (names.root, *names.resources):
        tested = ordered(item.resource.operations)
        if tested or item.resource.webhooks:
            parents = item.attributes[:-1]
            folders |= {parents[:length] for length in range(len(parents) + 1)}
            path = "/".join(("tests/api_resources", *parents, f"test_{_stem(item, names)}.py"))
            view = partial(_resource, item, tested, names)
            made.append(recall.file(path, f"{_TEMPLATES}/RESOURCE.py.j2", tested, view))
    made += [
        Render("/".join(("tests/api_resources", *folder, "__init__.py")), f"{_TEMPLATES}/INIT.py.j2", TestPackage())
        for folder in folders
    ]
    return made


def _vectors(names: Names, recall: Recall, faulty: Pointer | None) -> JsonFile:
    def part(operation: Operation, is_faulty: bool, make: Callable[[], Written]) -> Written:
        return recall.value(f"vectors of {operation.config}", (operation, is_faulty), make)

    return JsonFile(Code(vector_file(names.api, faulty, part, partial(_sampled, names))))


def _sampled(names: Names, operation: Operation) -> tuple[Call, Call]:
    return least_call(operation, names), every_call(operation, names)


def _stem(item: ResourceNames, names: Names) -> str:
    """What the tests of a resource are called; those of the client make way for a resource of that name."""
    if item.attributes:
        return item.attribute
    return free(item.attribute, {child.attribute for child in names.children(())})


def _calls(names: Names, recall: Recall) -> JsonFile:
    """How the calls of the vectors are spelled in Python: where each method is, what each argument is called."""
    calls = (
        recall.value(f"call of {operation.config}", (operation,), partial(_call_of, operation, names))
        for operation in names.api.operations()
    )
    given = client_arguments(names.api)
    options = {
        item.name: option_name(names.caser, item.name) for item in names.api.client.options if item.name in given
    }
    # whether the tests of methods may go to a mock server
    may_mock = json.dumps(names.api.tests_mocks)
    listed = ",\n".join(calls)
    text = f'{{"may_mock": {may_mock},\n"options": {json.dumps(options)},\n"calls": {{\n{listed}\n}}}}\n'
    return JsonFile(Code(text))


def _call_of(operation: Operation, names: Names) -> str:
    """A line of JSON: what a method is called in the vectors, and in Python, and so its arguments."""
    attributes = names.resource(operation.resource).attributes
    listed = {f"{item.landing} {item.wire_name}": item.name for item in arguments(operation, names)}
    method = (*attributes, names.methods[operation.config].name)
    name = ".".join((*operation.resource, operation.name))
    return f"{json.dumps(name)}: {json.dumps({'method': method, 'arguments': listed})}"


def _resource(item: ResourceNames, operations: tuple[Operation, ...], names: Names) -> ResourceTests:
    classes = tuple(
        TestClass(
            Code(f"Test{side.prefix}{_subject(item, names)}"),
            Code("async def" if side.is_async else "def"),
            Code("async with" if side.is_async else "with"),
            Code(f"{side.function}served"),
            Code(f"{side.function}unserved"),
            side.wait,
            tuple(test for operation in operations for test in _tests(operation, names, side)),
            webhook_tests(item, names, Code(f"{side.function}unserved")),
        )
        for side in SIDES
    )
    return ResourceTests(
        _imports(item, classes, operations, names),
        f"{names.api.client.header_prefix}-Lang",
        classes,
    )


def _subject(item: ResourceNames, names: Names) -> str:
    """What the tests of a resource are about: its name, without the suffix of its class."""
    return pascal(names.caser, spelled(item.resource.name)) if item.attributes else "Client"


def _imports(
    item: ResourceNames, classes: tuple[TestClass, ...], operations: tuple[Operation, ...], names: Names
) -> tuple[Code, ...]:
    tests = [test for made in classes for test in made.tests]
    webhooks = classes[0].webhooks
    above = "." * (len(item.attributes[:-1]) + 2)
    own = {entry for operation in operations for entry in _named(operation, names)}
    others = {entry for entry in own if not str(entry.module).startswith(f"{names.package}.")}
    nearby: set[Import] = set()
    if any(test.paths or test.skipped for test in tests) or any(test.key for test in webhooks):
        others.add(Import("pytest"))
    if any(case.type is not None for test in tests for case in test.cases):
        nearby.add(Import(f"{above}utils", "assert_matches_type"))
    wanted = {"served", "async_served"} if operations else set()
    if webhooks or any(test.paths for test in tests):
        wanted |= {"unserved", "async_unserved"}
    if webhooks:
        wanted.add("check_event")
    if any(test.key for test in webhooks):
        nearby |= {Import(f"{above}webhooks", name) for name in ("KEY", "OTHER_KEY", "signed")}
    nearby |= {Import(f"{above}wire", name) for name in wanted}
    groups = [import_lines(group, ()) for group in (others, own - others, nearby) if group]
    return tuple(line for group in groups for line in (Code(""), *group))[1:]


def _named(operation: Operation, names: Names) -> Iterator[Import]:
    """The names that the types of an operation's results are spelled with, from where users import them."""
    for side in SIDES:
        asserted = _asserted(returned(operation, names, is_async=side.is_async))
        for module, name, alias in asserted.imports if asserted is not None else ():
            if isinstance(module, str):
                yield Import(module, name, alias)
            else:
                public = module[:-1] if module[0] == "types" else module
                yield Import(".".join((names.package, *public)), name, alias)


def _tests(operation: Operation, names: Names, side: Side) -> Iterator[MethodTests]:
    """The tests of a method; one with overloads is tested in each of them."""
    name = Code(names.methods[operation.config].name)
    said = dict(operation.skip_tests)
    skipped = said.get("python", said.get("*"))
    if skipped is None and is_refused(operation, sampler(names)):
        skipped = "a header that it must have is more than ASCII, which is not sent"
    listed = forms(operation, names.api.schemas)
    if len(listed) == 1:
        yield _method(operation, names, name, side, skipped)
        return
    others = {at: tuple(made) for at, made in groupby(_others(operation, names), lambda item: item.at)}
    first, asked = (first_form(listed, streams=streams) for streams in (False, True))
    value = _method(operation, names, _overload(name, listed.index(first) + 1), side, skipped)
    for at, form in enumerate(listed, 1):
        overload = _overload(name, at)
        if form is first:
            yield value
        elif form is asked or (at in others and form.streams):
            given = _asking(operation, names, others[at][0] if form is not asked else None)
            yield replace(_streamed(operation, names, overload, side, given), skipped=skipped)
        elif at in others:
            yield _other(operation, names, name, others[at], value)


def _asking(operation: Operation, names: Names, other: OtherCall | None) -> tuple[str, tuple[tuple[str, Json], ...]]:
    """The vector and the arguments of a call for a stream: of the first there is, or of another."""
    if other is None:
        return "streamed", stream_arguments(operation, names)
    return other.label, chosen(arguments(operation, names), other.call)


def _overload(name: Code, at: int) -> Code:
    return code(name, f"_overload_{at}")


def _others(operation: Operation, names: Names) -> tuple[OtherCall, ...]:
    """The calls in further forms."""
    return names.once("other calls", operation, lambda: other_calls(operation, sampler(names)))


def _other(
    operation: Operation, names: Names, name: Code, calls: tuple[OtherCall, ...], first: MethodTests
) -> MethodTests:
    """The tests with another object that the body may be: as with the first, but for what is given."""
    taken = arguments(operation, names)
    least = chosen(taken, calls[0].call)
    cases = tuple(
        replace(
            first.cases[0],
            name=_overload(code(name, "_with_all_params" if item.kind == "full" else ""), item.at),
            vector=_vector(operation, item.label),
            call=call(operation, names, chosen(taken, item.call)),
        )
        for item in calls
    )
    return replace(
        first,
        name=_overload(name, calls[0].at),
        vector=_vector(operation, calls[0].label),
        cases=cases,
        raw=call(operation, names, least, before="with_raw_response"),
        streamed=call(operation, names, least, before="with_streaming_response"),
        paths=(),
    )


def _method(operation: Operation, names: Names, name: Code, side: Side, skipped: str | None) -> MethodTests:
    result = returned(operation, names, is_async=side.is_async)
    parsed, streamed_value = _parsed(result, names, side)
    asserted = _asserted(result)
    return MethodTests(
        name=name,
        vector=_vector(operation, "minimal"),
        cases=tuple(_cases(operation, names, name, side)),
        has_value=not result.empty,
        is_read=not result.always_streams,
        raw=_least(operation, names, "with_raw_response"),
        parsed=_items(parsed, side) if result.always_streams else parsed,
        streamed=_least(operation, names, "with_streaming_response"),
        streamed_value=_items(streamed_value, side) if result.always_streams else streamed_value,
        paths=names.once("empty paths", operation, lambda: tuple(_empty_paths(operation, names))),
        type=asserted.code if asserted else None,
        skipped=skipped,
    )


def _streamed(
    operation: Operation, names: Names, name: Code, side: Side, given: tuple[str, tuple[tuple[str, Json], ...]]
) -> MethodTests:
    """The tests of an overload that gives a stream; `given` is the label of its vector, with the arguments."""
    label, asked = given
    vector = _vector(operation, label)
    parsed, streamed_value = _parsed(returned(operation, names, is_async=side.is_async), names, side)
    return MethodTests(
        name=name,
        vector=vector,
        cases=(Case(name, vector, call(operation, names, asked), None, _items(Code("value"), side)),),
        has_value=True,
        is_read=False,
        raw=call(operation, names, asked, before="with_raw_response"),
        parsed=_items(parsed, side),
        streamed=call(operation, names, asked, before="with_streaming_response"),
        streamed_value=_items(streamed_value, side),
        paths=(),
    )


def _parsed(result: Returned, names: Names, side: Side) -> tuple[Code, Code]:
    """What is parsed from a raw response, and from a streamed one."""
    if result.binary:
        return code(side.wait, "response.read()"), code(side.wait, "response.read()")
    is_modern = names.settings.raw_response_style == "modern"
    return code(side.wait if is_modern else "", "response.parse()"), code(side.wait, "response.parse()")


def _items(stream: Code, side: Side) -> Code:
    """Everything that a stream gives."""
    return code("[item async for item in ", stream, "]") if side.is_async else code("list(", stream, ")")


def _cases(operation: Operation, names: Names, name: Code, side: Side) -> Iterator[Case]:
    result = returned(operation, names, is_async=side.is_async)
    least = _least(operation, names)
    content = code(side.wait, "value.read()") if result.binary else Code("value")
    if result.always_streams:
        content = _items(content, side)
    asserted = _asserted(result)
    case = Case(name, _vector(operation, "minimal"), least, asserted.code if asserted else None, content)
    yield case
    if names.once("takes more", operation, lambda: _takes_more(operation, names)):
        every = names.once("every call", operation, lambda: call(operation, names, every_argument(operation, names)))
        plain = Code(names.methods[operation.config].name)
        named = code(plain, "_with_all_params", name.removeprefix(plain))
        yield replace(case, name=named, vector=_vector(operation, "full"), call=every)
    if _turns(operation, names):
        pages = code("[item ", "async " if side.is_async else "", "for item in ", least, "]")
        yield Case(code(name, "_pages"), _vector(operation, "pages"), pages, None, Code("value"), waits=False)


def _takes_more(operation: Operation, names: Names) -> bool:
    """Whether anything may be given beside what must be."""
    return every_call(operation, names) != least_call(operation, names)


def _least(operation: Operation, names: Names, before: str = "") -> Code:
    """The call with what must be given."""

    def make() -> Code:
        return call(operation, names, call_arguments(operation, names), before=before)

    return names.once(f"least call {before}", operation, make)


def _vector(operation: Operation, label: str) -> Code:
    return py_str(f"{'.'.join((*operation.resource, operation.name))}/{label}")


def _empty_paths(operation: Operation, names: Names) -> Iterator[EmptyPath]:
    least = call_arguments(operation, names)
    for item in arguments(operation, names):
        if item.landing == "path" and isinstance(names.final(item.schema).type, StringType):
            given = tuple((name, "" if name == item.name else value) for name, value in least)
            message = py_str(f"Expected a non-empty value for `{item.name}` but received ''")
            yield EmptyPath(message, call(operation, names, given, before="with_raw_response"))


def _asserted(result: Returned) -> TypeText | None:
    """The type that the content of a result has, where it is given whole and as JSON."""
    if result.empty or result.binary or result.always_streams:
        return None
    return result.page or result.target


def _turns(operation: Operation, names: Names) -> bool:
    """Whether there is a vector of several pages."""
    return names.once("pages", operation, lambda: has_pages(names.api, operation))
