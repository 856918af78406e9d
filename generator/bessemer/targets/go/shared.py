"""Make the views of the types that belong to no resource: a package of their own, named by the root package too."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier
from bessemer.targets.go.docs import declaration_doc, member_doc
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.names import SHARED as PATH
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.services import declarations_of
from bessemer.targets.go.texts import Texts, marker_name
from bessemer.targets.go.types import PARAM, SHARED, Enum, Import, Struct, Union, type_text
from bessemer.targets.go.views import DefinedView, MarkerView, MemberView, ModelsFile, SharedAliases, SharedFile


def shared_file(sdk: Sdk, texts: Texts) -> SharedFile:
    declarations, needed = declarations_of(sdk, texts, PATH)
    has_objects = any(view.request_structs for view in declarations)
    has_unions = any(view.request_unions for view in declarations)
    own: frozenset[Import] = frozenset({PARAM} if has_objects or has_unions else ())
    imports = grouped(needed | own, sdk.names)
    return SharedFile(imports, has_objects, has_unions, declarations, tuple(_markers(sdk)))


def shared_aliases(sdk: Sdk) -> SharedAliases:
    declarations = [sdk.declarations[name] for name in sdk.files[PATH]]
    aliases = tuple(
        DefinedView(declaration_doc(item), go_identifier(item.name), _shared(item.name)) for item in declarations
    )
    members = tuple(
        MemberView(member_doc(member), go_identifier(member.name), _shared(member.name))
        for item in declarations
        if isinstance(item, Enum)
        for member in item.members
    )
    return SharedAliases(go_identifier(sdk.names.package), grouped({SHARED}, sdk.names), aliases, members)


def models_file(sdk: Sdk, texts: Texts) -> ModelsFile:
    """The same types in the root package, where one of them needs another of its types."""
    declarations, needed = declarations_of(sdk, texts, PATH)
    return ModelsFile(go_identifier(sdk.names.package), grouped(needed, sdk.names), declarations)


def _shared(name: str) -> Code:
    return code("shared.", go_identifier(name))


def _markers(sdk: Sdk) -> Iterator[MarkerView]:
    """The markers of shared variants of unions of the root package; those of shared unions stand beside the unions."""
    for declaration in sdk.declarations.values():
        if not isinstance(declaration, Union) or declaration.direction == "request" or declaration.nested:
            continue
        marker = go_identifier(marker_name(declaration, sdk.shared))
        texts = {type_text(item.shape).code: item for item in declaration.variants if item.tag is not None}
        for text in texts:
            held = sdk.declarations.get(text)
            if text in sdk.shared and isinstance(held, Struct | Union) and declaration.discriminator is not None:
                yield MarkerView(go_identifier(text), marker)
