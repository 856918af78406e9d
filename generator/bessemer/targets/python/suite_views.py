"""What the templates of the generated tests see."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen


@frozen
class JsonFile:
    text: Code


@frozen
class TestPackage:
    """A folder of tests."""


@frozen
class Case:
    """A call that succeeds; `vector` is the quoted name of what it must send and get.

    `type` is what its result must be, where that can be said; `content` is the expression for the result's content.
    `waits`: the call itself is awaited by the async client.
    """

    name: Code
    vector: Code
    call: Code
    type: Code | None
    content: Code
    waits: bool = True


@frozen
class EmptyPath:
    """A call with an empty path argument, and the quoted pattern of its error."""

    message: Code
    call: Code


@frozen
class MethodTests:
    """The tests of one method.

    `parsed` and `streamed_value` are the expressions for the result's content: of a raw response, of a streamed one.
    Both must be of the `type`, where that can be said. `skipped`: why it does not run.
    `is_read`: a raw response has been read when the call returns.
    """

    name: Code
    vector: Code
    cases: tuple[Case, ...]
    has_value: bool
    is_read: bool
    raw: Code
    parsed: Code
    streamed: Code
    streamed_value: Code
    paths: tuple[EmptyPath, ...]
    type: Code | None = None
    skipped: str | None = None


@frozen
class WebhookTest:
    """The test of a method that takes in webhooks: `path` leads to it, `payload` is the text of an event.

    `key` is what the sender signs with, None where nothing is checked.
    """

    name: Code
    unserved: Code
    path: Code
    payload: str
    key: Code | None


@frozen
class WebhookTestPart:
    test: WebhookTest


@frozen
class TestClass:
    """The tests of the sync or the async class of a resource."""

    name: Code
    define: Code
    enter: Code
    served: Code
    unserved: Code
    wait: Code
    tests: tuple[MethodTests, ...]
    webhooks: tuple[WebhookTest, ...] = ()


@frozen
class ResourceTests:
    imports: tuple[Code, ...]
    language_header: str
    classes: tuple[TestClass, ...]
