"""Decide how each thing of an API is called in Go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from bessemer.document.pointer import Pointer, child
from bessemer.encode.code import Code, code
from bessemer.encode.go import KEYWORDS, go_identifier
from bessemer.ir.api import Api, Model, Resource, Webhook
from bessemer.ir.operations import Operation
from bessemer.ir.types import EnumMember, Scalar
from bessemer.naming.apart import Apart, Claim, apart, short
from bessemer.naming.case import Caser
from bessemer.naming.plural import singular
from bessemer.naming.scope import free
from bessemer.naming.words import Words, spelled_out, split

SHARED = ("$shared",)
# Source: contracts/go-sdk.md M2.
_METHOD_VERBS = {"create": "New", "retrieve": "Get"}
# Files of the root package that are there for every API.
_TAKEN_FILES = frozenset({"aliases", "client", "clientmethods", "field", "shared", "usage"})
# A longer stem ends in a hash: a file's name may have 255 bytes, and some are added to these.
_LONGEST_STEM = 160
# What every service, and the client, has beside methods and services of its own.
_SERVICE_MEMBERS = frozenset({"Options"})
_CLIENT_MEMBERS = frozenset("Options Execute Get Post Put Patch Delete".split())
# Functions of the package of options, beside those of the environments.
_OPTIONS = frozenset(
    (
        "WithBaseURL WithDebugLog WithHTTPClient WithHeader WithHeaderAdd WithHeaderDel WithJSONDel WithJSONSet "
        "WithMaxRetries WithMiddleware WithQuery WithQueryAdd WithQueryDel WithRequestBody WithRequestTimeout "
        "WithResponseBodyInto WithResponseInto"
    ).split()
)
# What an argument of a method may not hide.
_TAKEN_ARGUMENTS = KEYWORDS | frozenset(
    "any append bool byte ctx env err error errors fmt http io len make new nil opts option params body query "
    "path r raw requestconfig res slices string true false url context param constant time shared".split()
)


def _option_place(name: str) -> Pointer:
    """Where the config has an option of the client."""
    return child(Pointer("/client_settings/opts"), name)


class Names:
    """The Go names of one API. Every method is a pure function of its arguments."""

    def __init__(self, api: Api) -> None:
        if api.go is None:
            raise ValueError("the API has no Go settings")
        self._caser = Caser(api.casings)
        self.package = api.go.package_name
        # a module path with any other character is not one that Go takes
        self.module = re.sub(r"[^\w.~/-]", "-", api.go.module_path, flags=re.ASCII)
        # what files that import the package call it
        self.qualifier = go_identifier(api.go.imported_as or self.package)
        self.version = api.go.version
        self.client = api.go.client_name
        self.option_package = go_identifier(api.go.option_package_name)
        self._has_subtle_unions = api.go.subtle_unions
        self.of = "" if api.go.subtle_unions else "Of"
        self._arguments = _TAKEN_ARGUMENTS | {api.go.option_package_name}
        resources = tuple(item for item in api.root.walk() if item.path and item.path != SHARED)
        # `new/widget` may not be called as what makes the service of `widget`
        makers = {f"New{self._wanted_prefix(resource.path)}" for resource in resources}
        self.services = apart((self._service_claim(resource) for resource in resources), makers)
        prefixes = {resource.path: self.services.names[resource.config] for resource in resources}
        self._prefixes: Mapping[tuple[str, ...], str] = {(): "", SHARED: "Shared", **prefixes}
        self._stems = apart((self._stem_claim(resource) for resource in resources), _TAKEN_FILES)
        members = {resource.path: self._members(resource) for resource in api.root.walk()}
        taken = _OPTIONS.union(self.environment(item.name) for item in api.client.environments)
        self.options = apart((self._option_claim(item.name) for item in api.client.options), taken)
        self.members: Mapping[tuple[str, ...], Apart[Pointer]] = members
        self._fields = {item.path: members[item.path[:-1]].names[item.config] for item in resources}

    def exported(self, text: str) -> str:
        """`message_batch_id` → MessageBatchID. A name Go would not export gets an X before it."""
        name = self._pascal(text)
        return name if name[:1].isupper() else f"X{name}"

    def argument(self, wire_name: str) -> str:
        """`message_batch_id` → messageBatchID; a keyword or a name that the method needs gets a `_`."""
        words = split(wire_name)
        name = self._caser.camel(words) if words else self._caser.camel(_characters(wire_name))
        return free(name if not name[:1].isdigit() else f"x{name}", self._arguments)

    def unexported(self, text: str) -> str:
        """`BetaDeletedMessageBatch` → betaDeletedMessageBatch, `ID` → id: a name for a variable."""
        return self._caser.camel(split(text)) or "response"

    def item(self, text: str) -> str:
        """The name of one of many: `nearby_stop_ids` → NearbyStopID."""
        return self._caser.pascal(singular(split(text))) or self.exported(text)

    def union(self, base: str) -> str:
        """`ContentBlock` → ContentBlockUnion; `ToolUnion` says it already."""
        return base if self._has_subtle_unions or base.endswith("Union") else f"{base}Union"

    def model(self, model: Model) -> str:
        return self.exported(model.name)

    def field(self, resource: Resource) -> str:
        """The field of the parent service: `Batches`. One whose name a method has gets `Service` after it."""
        return self._fields[resource.path]

    def prefix(self, path: tuple[str, ...]) -> str:
        """What the names of a resource's types begin with: `BetaMessageBatch`, "" for the client itself."""
        return self._prefixes[path]

    def service(self, path: tuple[str, ...]) -> str:
        return f"{self.prefix(path)}Service"

    def file_stem(self, path: tuple[str, ...]) -> str:
        """`betamessagebatch`; a stem that the root package already has gets `service` after it."""
        return self._stems.names.get(path, self._wanted_stem(path))

    def _wanted_stem(self, path: tuple[str, ...]) -> str:
        return short(self.prefix(path).lower(), _LONGEST_STEM)

    def access(self, path: tuple[str, ...]) -> str:
        """How a resource is reached from the client: `Beta.Messages.Batches`."""
        return ".".join(self._fields[path[: depth + 1]] for depth in range(len(path)))

    def method(self, operation: Operation) -> str:
        """What `method_word` makes of its name, unless another member of the service has that."""
        return self.members[operation.resource].names[operation.config]

    def webhook(self, webhook: Webhook) -> str:
        """The method that takes in what the API sends."""
        return self.members[webhook.resource].names[webhook.config]

    def method_word(self, name: str) -> str:
        """`create_enrollment_url` → NewEnrollmentURL."""
        words = split(name)
        verb = _METHOD_VERBS.get(words[0]) if words else None
        return self.exported(name) if verb is None else verb + self._caser.pascal(words[1:])

    def _members(self, resource: Resource) -> Apart[Pointer]:
        """The methods and the services of a service; two that ask for one name are kept apart."""
        methods = (Claim(item.config, self.method_word(item.name), item.name, 0) for item in resource.operations)
        children = (self._child_claim(item) for item in resource.resources if item.path != SHARED)
        webhooks = (Claim(item.config, self.exported(item.name), item.name, 0) for item in resource.webhooks)
        return apart((*methods, *webhooks, *children), _SERVICE_MEMBERS if resource.path else _CLIENT_MEMBERS)

    def _child_claim(self, resource: Resource) -> Claim[Pointer]:
        name = self.exported(resource.name)
        return Claim(resource.config, name, resource.name, 1, lambda: (f"{name}Service",))

    def _wanted_prefix(self, path: tuple[str, ...]) -> str:
        return _unnumbered("".join(self._caser.pascal(singular(split(part))) for part in path))

    def _service_claim(self, resource: Resource) -> Claim[Pointer]:
        """Every part of a name is one of many; of two alike names the longer path has plurals, or `Resource`."""
        wanted = self._wanted_prefix(resource.path)
        plural = _unnumbered("".join(self._caser.pascal(split(part)) for part in resource.path))
        others = (plural, f"{wanted}Resource")
        return Claim(resource.config, wanted, "/".join(resource.path), len(resource.path), lambda: others)

    def _stem_claim(self, resource: Resource) -> Claim[tuple[str, ...]]:
        """Files are told apart without their case: `spotsets` is SpotsetService, `spots/sets` SpotSetService."""
        stem = self._wanted_stem(resource.path)
        return Claim(resource.path, stem, "/".join(resource.path), len(resource.path), lambda: (f"{stem}service",))

    def params(self, operation: Operation) -> str:
        return f"{self.prefix(operation.resource)}{self.method(operation)}Params"

    def response(self, operation: Operation) -> str:
        return f"{self.prefix(operation.resource)}{self.method(operation)}Response"

    def value(self, value: Scalar) -> str:
        """`message-batches-2024-09-24` → MessageBatches2024_09_24."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if isinstance(value, int | float) and text.startswith("-"):
            return f"Minus{self._pascal(text[1:])}"
        return self._pascal(text)

    def constant(self, value: str) -> str:
        """The type in shared/constant."""
        name = self.value(value)
        return name if name[:1].isupper() else f"X{name}"

    def enum_member(self, type_name: str, member: EnumMember) -> str:
        """The type's name, then the author's name for the value, else the value itself."""
        if member.name is not None:
            return joined_base(type_name, self._pascal(member.name))
        return joined_base(type_name, self.value(member.value if isinstance(member.value, str | int | float) else ""))

    def spelled_out(self, text: str) -> str:
        """A name with each symbol as a word: `+1` → Plus1, `_id` → UnderscoreID."""
        name = self._caser.pascal(spelled_out(text))
        return name if name[:1].isupper() else f"X{name}"

    def environment(self, name: str) -> str:
        """`production` → WithEnvironmentProduction."""
        return f"WithEnvironment{self.exported(name)}"

    def option(self, name: str) -> str:
        """`api_key` → WithAPIKey; `header` → WithHeaderOption, as every SDK has WithHeader."""
        return self.options.names[_option_place(name)]

    def _option_claim(self, name: str) -> Claim[Pointer]:
        wanted = f"With{self.exported(name)}"
        return Claim(_option_place(name), wanted, name, 0, lambda: (f"{wanted}Option",))

    def of_option(self, name: str) -> Code:
        """A name of the package of options, as other packages write it: `option.WithAPIKey`."""
        return code(self.option_package, ".", go_identifier(name))

    def path(self, package: str) -> str:
        """The import path of a package of the module, `$/shared`; that of options is `$/option` until here."""
        return self.module + (f"/{self.option_package}" if package == "$/option" else package.removeprefix("$"))

    def title(self, name: str) -> str:
        """`organization-name` → Organization Name."""
        return self._caser.capital(split(name)) or name

    def _pascal(self, text: str) -> str:
        words = split(text)
        return self._caser.pascal(words or _characters(text))


def _unnumbered(name: str) -> str:
    return f"X{name}" if name[:1].isdigit() or not name else name


def _characters(text: str) -> Words:
    """The names of characters, for a text without letters and digits: `<=` → less than sign equals sign."""
    if not text:
        return ("empty",)
    names = (unicodedata.name(character, f"u{ord(character):x}") for character in text)
    return tuple(word for name in names for word in split(name.lower()))


def joined_base(base: str, name: str) -> str:
    """A type's base and a name below it; two numbers that meet are kept apart."""
    return f"{base}_{name}" if base[-1:].isdigit() and name[:1].isdigit() else base + name


# What follows the name of a type of answers whose name says that it is for requests.
RECEIVED = "Resp"
_REQUEST_WORD = re.compile(r"(?:Params?|[Pp]arameters)(?![a-z])")


def is_request_name(base: str) -> bool:
    """Whether a base name says itself that the type is for requests: `ImageBlockParam`, `ToolResultParamContent`."""
    return _REQUEST_WORD.search(base) is not None
