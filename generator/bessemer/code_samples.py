"""Put samples of calls into the document, where products that make pages of it look for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bessemer.document.document import Document
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.targets import languages


@frozen
class Sample:
    """A call in one language: `title` for people, `fence` for highlighters."""

    language: str
    title: str
    fence: str
    source: str


def with_samples(document: Document, api: Api, forms: Sequence[str], left_out: Sequence[str]) -> Document:
    """The document whose operations have a sample in each language, in each of the forms."""
    samples = _samples(api, left_out)
    data = dict(document.data)
    data["paths"] = {path: _path(path, item, samples, forms) for path, item in (data.get("paths") or {}).items()}
    fences = list(dict.fromkeys(sample.fence for listed in samples.values() for sample in listed))
    if "x-readme" in forms and fences:
        data["x-readme"] = {**_mapping(data.get("x-readme")), "samples-languages": fences}
    return replace(document, data=data)


def _samples(api: Api, left_out: Sequence[str]) -> dict[tuple[str, str], list[Sample]]:
    """By the HTTP method and the path of the operation; of several methods of one operation, of the first."""
    found: dict[tuple[str, str], list[Sample]] = {}
    for target in languages(api):
        if target.name in left_out:
            continue
        pages = target.pages(api)
        for method in pages.methods:
            listed = found.setdefault((method.http_method.lower(), method.url_path), [])
            if not any(sample.language == pages.language for sample in listed):
                listed.append(Sample(pages.language, pages.title, pages.fence, method.sample.strip()))
    return found


def _path(path: str, item: object, samples: Mapping[tuple[str, str], list[Sample]], forms: Sequence[str]) -> object:
    made = _mapping(item)
    for key, value in made.items():
        if key == "additionalOperations":
            made[key] = _path(path, value, samples, forms)
            continue
        operation = _mapping(value)
        found = samples.get((key.lower(), path), [])
        made[key] = {**operation, **dict(_extensions(operation, found, forms))} or value
    return made or item


def _extensions(
    operation: Mapping[str, object], samples: list[Sample], forms: Sequence[str]
) -> Iterator[tuple[str, object]]:
    if not samples:
        return
    for form in forms:
        if form == "x-codeSamples":
            yield form, [{"lang": sample.title, "source": sample.source} for sample in samples]
        elif form == "x-stainless-snippets":
            yield form, {sample.language: sample.source for sample in samples}
        else:
            listed = [{"language": item.fence, "name": item.title, "code": item.source} for item in samples]
            yield form, {**_mapping(operation.get(form)), "code-samples": listed}


def _mapping(value: object) -> dict[str, object]:
    """A copy; empty where it is none."""
    return dict(value) if isinstance(value, dict) else {}
