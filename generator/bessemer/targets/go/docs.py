"""Write the comments of the generated Go: the author's words, else what the contract lets us say."""

from __future__ import annotations

from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Defined,
    Doc,
    Enum,
    Field,
    Map,
    Member,
    Named,
    Struct,
    Union,
    UnionVariant,
)


def declaration_doc(declaration: Declaration, method: str | None = None) -> str:
    """The comment above a type; `method` is the one whose arguments it holds."""
    match declaration:
        case Struct(name=name, params=True):
            return _with_required(f"{name} has the arguments of [{method}].", declaration)
        case Struct(name=name, direction="request"):
            return _with_required(_own(declaration.doc, f"{name} is an object of requests."), declaration)
        case Struct(name=name):
            return _own(declaration.doc, f"{name} is an object of responses.")
        case Union(name=name, direction="request"):
            return _own(declaration.doc, f"{name} is one of its fields.") + "\n\nAt most one field may be set."
        case Union(name=name):
            return _own(declaration.doc, f"{name} has the properties of all its variants.")
        case Enum(name=name):
            return _own(declaration.doc, f"{name} is one of the constants below, or a value newer than them.")
        case Defined(name=name, is_alias=True):
            return _own(declaration.doc, f"{name} is another name of its type.")
        case Defined(name=name, shape=shape):
            return _own(declaration.doc, f"{name} is a {'map' if isinstance(shape, Map) else 'list'} of its elements.")


def field_doc(field: Field, *, sent: bool) -> str | None:
    """The author's words for a field, and what its type does not say. Its tag says what it is called."""
    parts = [_own(field.doc, "")]
    if sent and isinstance(field.shape, Constant):
        parts.append(f"The zero value is sent as {quoted(field.shape.value)}.")
    if field.variants:
        parts.append(f"Of the variants {', '.join(field.variants)}.")
    return "\n\n".join(part for part in parts if part.strip()) or None


def member_doc(member: Member) -> str | None:
    """The author's words for a value. A value without any is one line, so that adding one adds one line."""
    return _own(member.doc, "") or None


def variant_doc(variant: UnionVariant, subject: str) -> str:
    if variant.tag is not None:
        return f"{subject} is the variant {quoted(variant.tag)}."
    named = f" [{variant.shape.name}]" if isinstance(variant.shape, Named) else ""
    return f"{subject} is the variant{named or f' {variant.name}'}."


def maker_doc(name: str, union: Union, variant: UnionVariant) -> str:
    """The comment above a function that makes a union of a variant."""
    return with_deprecation(f"{name} returns a [{union.name}] with Of{variant.name} set.", union.doc.deprecated)


def with_deprecation(text: str, reason: str | None) -> str:
    """Go tools show a paragraph that begins so. `reason` is "" where the author gives none."""
    if reason is None:
        return text
    return f"{text}\n\nDeprecated: {reason or 'the API may drop it.'}"


def quoted(text: str) -> str:
    return f'"{text}"'


def _own(doc: Doc, otherwise: str) -> str:
    text = doc.description or ""
    return with_deprecation(text if text.strip() else otherwise, doc.deprecated)


def _with_required(text: str, struct: Struct) -> str:
    """Source: contracts/go-sdk.md P13."""
    required = [field.name for field in struct.fields if field.required and not isinstance(field.shape, Constant)]
    if not required:
        return text
    if len(required) == 1:
        return f"{text}\n\nThe field {required[0]} is required."
    return f"{text}\n\nThe fields {', '.join(required)} are required."
