"""What the templates of the Python SDK see: each class is the picture of one file or of a part that several share."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.targets.python.typetext import Definition

# Names that linters take for digits: a module that has one says so. Source: pycodestyle, E741.
AMBIGUOUS = frozenset("lIO")


@frozen
class TypeModule:
    """A module of types. `late_imports` stand below the classes: those modules import this one.

    `together` are the same names, where the circle is so large that its modules must not load each other.
    `only` is what it exports where that is one name. `redeclares`: a class has a field that is another thing in a base.
    """

    imports: tuple[Code, ...]
    exports: tuple[Code, ...]
    definitions: tuple[Definition, ...]
    late_imports: tuple[Code, ...]
    only: Code | None
    ambiguous: bool = False
    together: tuple[Bound, ...] = ()
    redeclares: bool = False


@frozen
class Bound:
    """A name in a module, and what it stands for: a name of another module. All are string literals."""

    name: Code
    module: Code
    wanted: Code


@frozen
class Export:
    """A name and the module it is loaded from, relative to the package."""

    name: Code
    module: Code

    @property
    def quoted(self) -> Code:
        return py_str(self.name)

    @property
    def quoted_module(self) -> Code:
        return py_str(self.module)


@frozen
class Init:
    """The `__init__.py` of a package whose names are loaded on first use. `lazy` is the module that does it.

    Each of the `families` stands for all six classes of a resource, which type checkers find in the `checked` imports.
    """

    lazy: Code
    exports: tuple[Export, ...]
    families: tuple[Export, ...] = ()
    checked: tuple[Code, ...] = ()


@frozen
class RootInit:
    """The package itself: its names show it as their module, whichever private one they come from."""

    exports: tuple[Export, ...]


@frozen
class ArgumentDoc:
    name: Code
    doc: str


@frozen
class Overload:
    """One way to call a method: its arguments, and what it returns then."""

    parameters: tuple[Code, ...]
    returns: Code
    argument_docs: tuple[ArgumentDoc, ...]


@frozen
class Method:
    """A method of a resource class or of a client.

    `define` is `def` or `async def`, `wait` what stands before the call. `verb` is the method of the same object that
    sends the request: `_get` of a resource, `get` of a client. `cast` is the type the result is cast to where a type
    checker cannot follow. `page` is the class of the pages of a list, `cast_to` then that of its items, `is_special`
    where a type checker does not take them for a class, `method` how the list is asked for, where not by GET. `stream`
    says whether the answer is read by `stream_class`; `variants` are the lists of arguments of which each overload
    needs one. `keyed`: the caller may say the key by which repetitions are recognised. `timeout` is the expression for
    it, `options` are further arguments of its options.
    """

    define: Code
    name: Code
    parameters: tuple[Code, ...]
    returns: Code
    doc: str | None
    argument_docs: tuple[ArgumentDoc, ...]
    deprecated: str | None
    wait: Code
    verb: Code
    path: Code
    headers: Code
    cast_to: Code
    cast: Code | None
    body: Code | None
    content: Code | None
    files: Code | None
    query: Code | None
    security: Code | None = None
    keyed: bool = False
    stream: Code | None = None
    stream_class: Code | None = None
    overloads: tuple[Overload, ...] = ()
    variants: tuple[Code, ...] = ()
    page: Code | None = None
    is_special: bool = False
    method: Code | None = None
    timeout: Code = Code("timeout")
    options: tuple[Code, ...] = ()


@frozen
class MethodPart:
    method: Method


@frozen
class Child:
    """A resource right below a client or a resource: `module` is relative to the class's own."""

    attribute: Code
    class_name: Code
    module: Code


@frozen
class WebhookMethod:
    """A method that gives the event of a webhook; `key` is where the client has the key, None where nothing is checked.

    `key_option` is what the client calls it; `is_text_key`: it is not base64, but the secret itself.
    """

    name: Code
    event: Code
    key: Code | None
    key_option: Code
    is_text_key: bool


@frozen
class WebhookPart:
    webhook: WebhookMethod


@frozen
class ResourceClass:
    """The sync or the async class of a resource. `raw` and `streamed` are the classes that wrap its methods."""

    name: Code
    base: Code
    doc: str | None
    children: tuple[Child, ...]
    methods: tuple[Method, ...]
    raw: Code
    streamed: Code
    webhooks: tuple[WebhookMethod, ...] = ()


@frozen
class WrappedMethod:
    """`wrapper` is the function around the method; `response` the response class it is given, if any."""

    name: Code
    wrapper: Code
    response: Code | None


@frozen
class WrapperClass:
    """A class behind `with_raw_response` or `with_streaming_response`; `attribute` holds what it wraps."""

    name: Code
    wrapped: Code
    attribute: Code
    methods: tuple[WrappedMethod, ...]
    children: tuple[Child, ...]


@frozen
class WrapperPart:
    wrapper: WrapperClass


@frozen
class ResourceModule:
    """`checked_imports` are only for type checkers: at run time a child is imported when it is first used.

    `deprecates`: some methods are deprecated, and are wrapped like all others. `chooses`: some bodies are one of
    several objects, of which type checkers may take one for another.
    """

    imports: tuple[Code, ...]
    checked_imports: tuple[Code, ...]
    exports: tuple[Code, ...]
    classes: tuple[ResourceClass, ...]
    wrappers: tuple[WrapperClass, ...]
    ambiguous: bool = False
    deprecates: bool = False
    chooses: bool = False


@frozen
class Constant:
    """A text that the API's owner gives users a name for."""

    name: Code
    text: str


@frozen
class Constants:
    """What the runtime knows about this API. Times are seconds, written as Python floats."""

    sdk_name: str
    env_prefix: str
    header_prefix: str
    request_id_header: str
    idempotency_header: Code
    query_array_format: str
    query_nested_format: str
    multipart_array_format: str
    raw_response_header: str
    override_cast_to_header: str
    max_retries: int
    timeout_total: Code
    timeout_connect: Code
    initial_retry_delay: Code
    max_retry_delay: Code
    max_connections: int
    max_keepalive_connections: int
    own: tuple[Constant, ...]


@frozen
class ErrorType:
    """A status, a range of them (`4XX`) or `default`, and `module:Class` of its body."""

    status: str
    type: str


@frozen
class ErrorGroup:
    """Endpoints (`get /a/{b}`) that have the same errors."""

    endpoints: tuple[str, ...]
    errors: tuple[ErrorType, ...]


@frozen
class ErrorTypes:
    groups: tuple[ErrorGroup, ...]


@frozen
class OwnError:
    """A class of errors; `status` is the one it has, where its base does not say."""

    name: Code
    quoted: Code
    base: Code
    status: int | None
    doc: str


@frozen
class OwnStatus:
    status: int
    name: Code


@frozen
class OwnValue:
    """What a body says, and the class of that."""

    value: str
    name: Code


@frozen
class ErrorClasses:
    """The errors that an API has of its own; `kind`, `message` and `status` are tuples of keys.

    `literals`: a class has a status that its base does not say.
    """

    bases: Code
    literals: bool
    classes: tuple[OwnError, ...]
    statuses: tuple[OwnStatus, ...]
    values: tuple[OwnValue, ...]
    kind: Code
    message: Code
    status: Code


@frozen
class StreamRules:
    """The rules for the events of streams, each as the call that makes it."""

    rules: tuple[Code, ...]


@frozen
class Version:
    title: str
    version: str


@frozen
class RootError:
    error_name: str
    error_class: Code
