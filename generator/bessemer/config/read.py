"""Turn a config file into a Config."""

from __future__ import annotations

from types import NoneType
from typing import cast

from bessemer.config.clashes import report_clashes
from bessemer.config.client import read_client
from bessemer.config.code_samples import read_code_samples, read_languages_left_out
from bessemer.config.cursor import Cursor
from bessemer.config.editions import read_edition
from bessemer.config.errors import read_errors
from bessemer.config.forms import ADDRESS, LINE, NAME, SERVER, SUFFIX, TITLE, WORD, formed, formed_pairs
from bessemer.config.ignored import read_ignored
from bessemer.config.keys import check_keys, report_keys
from bessemer.config.model import Allowance, ArrayFormat, CasingConfig, Config, ExampleConfig, Files, License
from bessemer.config.paging import read_paging
from bessemer.config.repository import read_repository
from bessemer.config.resources import read_resources
from bessemer.config.security import read_schemes, read_security
from bessemer.config.streaming import read_event_rules
from bessemer.config.targets import TARGETS, read_targets
from bessemer.diagnostics.codes import CATALOGUE, by_name
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.nearest import nearest
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer

_ARRAY_FORMATS = ("comma", "repeat", "brackets", "indices")
# Ours: each parameter is written as the document says.
_AS_DOCUMENTED = "as_documented"


def read_config(document: Document) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The config and everything that is wrong with it, in file order.

    Unknown keys are warnings, as configs in the wild hold invented ones; what cannot be read is an error.
    """
    problems: list[Diagnostic] = []
    root = Cursor.root(document, problems)
    check_keys(root, "")
    client_resource, resources = read_resources(root.at("resources"))
    organization = root.at("organization")
    check_keys(organization, "/organization")
    query = root.at("query_settings")
    check_keys(query, "/query_settings")
    read_edition(root.at("edition"))
    config = Config(
        organization=_organization_name(organization),
        docs=formed(organization.at("docs"), ADDRESS),
        contact=formed(organization.at("contact"), LINE),
        targets=read_targets(root.at("targets")),
        environments=_environments(root.at("environments")),
        client=read_client(root.at("client_settings")),
        resources=resources,
        client_resource=client_resource,
        security=read_security(root.at("security")),
        security_schemes=read_schemes(root.at("security_schemes")),
        array_format=query.at("array_format").choice((*_ARRAY_FORMATS, _AS_DOCUMENTED), "comma"),  # type: ignore[arg-type]
        multipart_format=_multipart_format(root.at("multipart_settings")),
        repository=read_repository(root),
        errors=read_errors(root.at("errors")),
        nested_format=query.at("nested_format").choice(("brackets", "dots"), "brackets"),  # type: ignore[arg-type]
        casings=_casings(root.at("custom_casings")),
        license=_license(root.at("settings")),
        sorts_properties=root.at("settings").at("sort_schema_properties").flag(True),
        readme=_examples(root.at("readme")),
        unspecified_endpoints=root.at("unspecified_endpoints").texts(),
        allow=_allowances(root.at("allow")),
        files=_files(root),
        transforms=_transforms(root.at("openapi")),
        code_samples=read_code_samples(root.at("openapi")),
        without_samples=read_languages_left_out(root.at("openapi")),
        ignored=read_ignored(root.at("diagnostics")),
        unwrapped=root.at("settings").at("unwrap_response_fields").texts(),
        file_header=root.at("settings").at("file_header").text(),
        says_maker=root.at("readme").mapping().at("include_stainless_attribution").flag(True),
        tests_mocks=not root.at("settings").at("disable_mock_tests").flag(False),
        has_positional=root.at("settings").at("positional_params").flag(True),
        paging=read_paging(root.at("pagination"), resources, client_resource),
        events=read_event_rules(root.at("streaming")),
    )
    return config, tuple(problems)


def _organization_name(organization: Cursor) -> str:
    name = organization.mapping().at("name")
    if isinstance(organization.value, dict | NoneType) and name.value in (None, ""):
        organization.report("config-value-invalid", "the config names no organization", "add `organization: {name: …}`")
        return "api"
    return formed(name, TITLE) or "api"


def _environments(environments: Cursor) -> tuple[tuple[str, str], ...]:
    made = formed_pairs(environments, NAME, SERVER)
    report_clashes("environments", [(name, environments.at(name)) for name, _ in made])
    return made


def _multipart_format(multipart: Cursor) -> ArrayFormat | None:
    check_keys(multipart.mapping(), "/multipart_settings")
    said = multipart.at("array_format")
    return cast(ArrayFormat, said.choice(_ARRAY_FORMATS, "brackets")) if said.present else None


def _casings(casings: Cursor) -> tuple[CasingConfig, ...]:
    made = []
    for phrase, casing in casings.entries():
        if not isinstance(casing.value, dict):
            casing.wrong("a mapping")
            continue
        if casing.value.keys() & {"singular", "plural"}:
            made.append(_casing(phrase, casing.at("singular").mapping()))
            made.append(_casing(f"{phrase}s", casing.at("plural").mapping()))
        else:
            made.append(_casing(phrase, casing))
    return tuple(made)


def _casing(phrase: str, forms: Cursor) -> CasingConfig:
    initialism = forms.at("initialism")
    return CasingConfig(
        phrase=phrase,
        initialism=initialism.flag(True) if initialism.present else None,
        snake=formed(forms.at("snake"), WORD),
        pascal=formed(forms.at("pascal"), WORD),
        camel=formed(forms.at("camel"), WORD),
        capital=formed(forms.at("capital"), LINE),
    )


def _transforms(openapi: Cursor) -> tuple[Pointer, ...]:
    check_keys(openapi, "/openapi")
    listed = (openapi.at(key) for key in ("transforms", "transformations"))
    return tuple(item.pointer for entries in listed for item in entries.items())


def _license(settings: Cursor) -> License:
    check_keys(settings, "/settings")
    license_, python = settings.at("license"), settings.at("python").mapping()
    check_keys(python, "/settings/python")
    classifier = formed(python.at("license_classifier"), LINE)
    if not isinstance(license_.value, dict):
        return License(formed(license_, LINE) or "Apache-2.0", classifier=classifier)
    report_keys(license_, ("name", "contents", "extension"), ())
    name, extension = formed(license_.at("name"), LINE), formed(license_.at("extension"), SUFFIX)
    return License(name or "Apache-2.0", license_.at("contents").text(), extension, classifier)


def _examples(readme: Cursor) -> tuple[ExampleConfig, ...]:
    check_keys(readme, "/readme")
    made = []
    for section, example in readme.at("example_requests").entries():
        endpoint = example.at("endpoint").text()
        if endpoint is None:
            example.report(
                "config-value-invalid", f"the example {section!r} names no endpoint", "add `endpoint: verb /path`"
            )
            continue
        params = example.at("params")
        made.append(
            ExampleConfig(
                section=section,
                endpoint=endpoint,
                params={name: item.value for name, item in params.entries()},
                pointer=example.pointer,
                response_property=example.at("response_property").text(),
                assign_to=example.at("assign_to").text(),
            )
        )
    return tuple(made)


def _allowances(allow: Cursor) -> tuple[Allowance, ...]:
    made = []
    for item in allow.items():
        code, pointer, reason = (item.mapping().at(key).text() for key in ("code", "pointer", "reason"))
        if code and by_name(code) is None:
            near = nearest(code, [known.name for known in CATALOGUE])
            help_ = f"did you mean {near!r}?" if near else None
            item.at("code").report("config-value-invalid", f"there is no diagnostic {code!r}", help_)
        elif code and reason:
            made.append(Allowance(code, (pointer or "").removeprefix("#"), reason, item.pointer))
        else:
            item.report(
                "config-value-invalid", "an allowance needs a code and a reason", "add `code: …` and `reason: …`"
            )
    return tuple(made)


def _files(root: Cursor) -> Files:
    output = root.at("output")
    report_keys(output, (*TARGETS, "document"), ())
    folders = formed_pairs(output, LINE, LINE)
    for name, folder in folders:
        same = next((other for other, there in folders if there == folder), name)
        if not folder.strip():
            output.at(name).report("config-value-invalid", f"{name!r} names no folder", f"write `generated/{name}`")
        elif same != name:
            output.at(name).report("config-value-invalid", f"{folder!r} is the folder of {same!r} too", "name another")
    return Files(
        spec=formed(root.at("spec"), LINE),
        overlays=root.at("overlays").texts(),
        output=dict(folders) if output.present else None,
    )
