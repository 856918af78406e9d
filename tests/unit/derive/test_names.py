"""The names of derived methods: from what each operation says itself, and never twice."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bessemer.derive.methods import Name
from bessemer.derive.routes import name_of, route
from bessemer.derive.tree import placed, resource_tree
from tests.support.lowering import document
from tests.unit.derive.test_derive import config, named, names


def test_a_path_may_lead_through_several_resources() -> None:
    assert named("get /repos/{owner}/{repo}/issues/{number}/comments") == {
        "get /repos/{owner}/{repo}/issues/{number}/comments": "repos.issues.comments.list"
    }


@pytest.mark.parametrize(
    ("path", "call"),
    [
        ("/api/v2/pets", "pets.list"),
        ("/2010-04-01/Pets.json", "pets.list"),
        ("/rest/api/3/pets", "pets.list"),
        ("/pets/", "pets.list"),
        ("/pets?beta=true", "beta.pets.list"),
        ("/v1/{parent=shelves/*}/pets", "shelves.pets.list"),
        ("/pets;v=1", "pets_v_1.retrieve"),
        ("/größe/tiere", "grosse.tiere.retrieve"),
        ("/日", "u65e5.retrieve"),
        ("/{tenant}/pets", "pets.list"),
        ("/a/b/c/d/e/pets", "a.b.c.d_e_pets.list"),
        ("/class", "class.retrieve"),
    ],
)
def test_what_is_packaging_has_no_name(path: str, call: str) -> None:
    assert named(f"get {path}") == {f"get {path}": call}


@pytest.mark.parametrize(
    ("endpoint", "call"),
    [
        ("get /", "retrieve_root"),
        ("get / ping", "ping"),
        ("get / 58d8bcb7a9e6", "retrieve_root"),
        ("get /{id}", "retrieve_id"),
        ("get /pets/:id", "pets.id.retrieve"),
        ("get /pets?x=1", "pets.list_x_1"),
        ("post /sendMessage sendMessage", "send_message"),
        ("post /chat.postMessage", "chat.post_message"),
        ("get /files/main.m3u8", "files.main_m3u8.retrieve"),
        ("post /pets/{id}:feedAll", "pets.feed_all"),
        ("post /pets:batchGet", "pets.batch_get"),
        ("post /pets/search", "pets.search"),
        ("get /pets/search", "pets.search"),
        ("get /pets/{id}/archive", "pets.retrieve_archive"),
        ("put /pets/{id}/lock lockPet", "pets.lock"),
        ("delete /pets/{id}/lock unlockPet", "pets.unlock"),
        ("post /pets/{id}/toys", "pets.toys.create"),
        ("post /pets/{id}", "pets.update"),
        ("post /pets/{id} createPet", "pets.create"),
        ("put /pets/{id}", "pets.update"),
        ("put /pets/{id} replacePet", "pets.replace"),
        ("put /pets/{id}/topics replaceTopics", "pets.topics.replace"),
        ("head /pets/{id}", "pets.head"),
        ("options /pets", "pets.options"),
        ("trace /pets", "pets.trace"),
        ("post /login_links createLoginLink", "login_links.create"),
        ("post /exchange_rates PostExchangeRates", "exchange_rates.create"),
        ("post /pets#merge", "pets.merge"),
        ("post /pets?Action=FeedAll", "pets.feed_all"),
        ("get /pets/{id}/stream", "pets.stream"),
        ("get /zoo/list-pets", "zoo.list_pets"),
        ("get /pets?comp=metadata", "pets.list_comp_metadata"),
    ],
)
def test_a_call_is_named_by_its_verb_and_the_shape_of_its_path(endpoint: str, call: str) -> None:
    assert list(named(endpoint).values()) == [call]


def test_an_answer_says_whether_it_is_a_list() -> None:
    answer = "responses: {'200': {description: ok, content: {application/json: {schema: %s}}}}"
    one = answer % "{type: object, properties: {name: {type: string}}}"
    many = answer % "{type: array, items: {}}"
    page = answer % "{type: object, properties: {data: {type: array, items: {}}}}"
    assert names(
        f"  /settings: {{get: {{{one}}}}}\n  /stock: {{get: {{{many}}}}}\n"
        f"  /staff: {{get: {{{page}}}}}\n  /pets: {{get: {{{page}}}}}\n"
    ) == {
        "get /settings": "settings.retrieve",
        "get /stock": "stock.list",
        "get /staff": "staff.list",
        "get /pets": "pets.list",
    }


def test_of_two_that_want_a_name_the_operation_ids_tell_one_apart() -> None:
    assert named(
        "get /issues/comments issues/list-comments-for-repo",
        "get /issues/{number}/comments issues/list-comments",
        "put /things/{id}",
        "patch /things/{id}",
    ) == {
        "get /issues/comments": "issues.comments.list_for_repo",
        "get /issues/{number}/comments": "issues.comments.list",
        "put /things/{id}": "things.update",
        "patch /things/{id}": "things.patch",
    }


def test_paths_that_differ_little_are_told_apart_all_the_same() -> None:
    found = named(
        *("get /pets", "get /pets/", "get /pets.json", "get /Pets", "get /pets/{id}", "get /pets/{name}"),
        *("get /pets?a=1", "get /pets?a=2", "get /api/pets", "get /v1/pets", "get /v2/pets"),
    )
    assert len(set(found.values())) == len(found)


def test_a_method_never_has_the_name_of_a_resource_beside_it_nor_of_what_every_client_has() -> None:
    assert named("post /search", "get /search/code", "post /copy copy", "get /get get") == {
        "post /search": "search.create",
        "get /search/code": "search.code.retrieve",
        "post /copy": "copy.create",
        "get /get": "get.retrieve",
    }


def test_versions_besides_the_main_one_keep_their_name() -> None:
    assert named("get /v1/pets", "get /v1/owners", "get /v2/pets", "get /v1alpha/pets") == {
        "get /v1/pets": "pets.list",
        "get /v1/owners": "owners.list",
        "get /v2/pets": "v2.pets.list",
        "get /v1alpha/pets": "alpha.pets.list",
    }


@pytest.mark.parametrize(
    "extensions",
    [
        "x-fern-sdk-group-name: [zoo, pets], x-fern-sdk-method-name: fetchAll",
        "x-speakeasy-group: zoo.pets, x-speakeasy-name-override: fetchAll",
        "x-stainless-method: zoo.pets.fetch_all",
    ],
)
def test_the_document_itself_may_name_a_method(extensions: str) -> None:
    assert names(f"  /pets: {{get: {{{extensions}}}}}\n") == {"get /pets": "zoo.pets.fetch_all"}


def test_a_very_long_name_is_cut_and_stays_its_own() -> None:
    first, second = name_of("a" * 10_000), name_of("a" * 9_999)
    assert len(first) <= 60
    assert first != second


def test_a_path_of_nothing_but_oddities_has_parts() -> None:
    for path in ("/", "//", "/{}", "/{a}{b}", "/{a}.json", "/a{b}c{d}", "/%20", "/:", "/a:", "/{a}:{b}", "/...", "/?x"):
        assert all(part.name for part in route(path).parts), path


_WORDS = "pets toys owners search archive users settings files".split()
_VERBS = "get post put patch delete head".split()


def _made(seed: int) -> dict[str, dict[str, Any]]:
    """Paths as people write them: collections, items, actions, nested and flat, in two versions."""
    chosen = random.Random(seed)  # noqa: S311
    paths: dict[str, dict[str, Any]] = {}
    for _ in range(60):
        steps = ["", "v1"] + [
            step
            for _ in range(chosen.randint(1, 3))
            for step in (chosen.choice(_WORDS), *(["{id}"] if chosen.random() < 0.5 else []))
        ]
        path = "/".join(f"{{id{index}}}" if step == "{id}" else step for index, step in enumerate(steps))
        operation = {"operationId": f"{chosen.choice(_WORDS)}_{chosen.choice(_WORDS)}"} if chosen.random() < 0.4 else {}
        paths.setdefault(path, {})[chosen.choice(_VERBS)] = operation
    return paths


def _placed(paths: dict[str, dict[str, Any]]) -> dict[str, Name]:
    made = document("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n")
    made.data["paths"] = paths
    return {str(item.endpoint): (item.resource, item.method) for item in placed(made)}


@pytest.mark.parametrize("seed", range(20))
def test_every_operation_has_a_name_of_its_own_whatever_the_order(seed: int) -> None:
    paths = _made(seed)
    found = _placed(paths)
    assert len(set(found.values())) == len(found) == sum(map(len, paths.values()))
    assert _placed(dict(reversed(paths.items()))) == found
    resources = {path[:depth] for path, _ in found.values() for depth in range(1, len(path) + 1)}
    assert not {(*path, method) for path, method in found.values()} & resources


@pytest.mark.parametrize("seed", range(20))
def test_removing_operations_renames_only_what_wanted_their_names(seed: int) -> None:
    paths = _made(seed)
    found = _placed(paths)
    chosen = random.Random(seed)  # noqa: S311
    kept = {path: item for path, item in paths.items() if chosen.random() < 0.7}
    rest = _placed(kept)
    gone = set(found.values()) - {found[endpoint] for endpoint in rest}
    open_ = {path[:depth] for path, _ in found.values() for depth in range(1, len(path) + 1)}
    still = {path[:depth] for path, _ in rest.values() for depth in range(1, len(path) + 1)}
    moved = {found[endpoint] for endpoint in rest if rest[endpoint] != found[endpoint]}
    for endpoint, name in rest.items():
        if name != found[endpoint]:
            freed = name in gone | moved or (*name[0], name[1]) in open_ - still
            assert freed, f"{endpoint}: {found[endpoint]} became {name}, which was nobody's"


def test_the_tree_holds_every_operation_once() -> None:
    paths = _made(1)
    made = document("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n")
    made.data["paths"] = paths

    def endpoints(node: dict[str, Any]) -> list[str]:
        below = [endpoint for item in node.get("subresources", {}).values() for endpoint in endpoints(item)]
        return [*node.get("methods", {}).values(), *below]

    tree = resource_tree(placed(made), {})
    listed = [endpoint for node in tree.values() for endpoint in endpoints(node)]
    assert sorted(listed) == sorted(f"{verb} {path}" for path, item in paths.items() for verb in item)


def test_an_empty_document_has_a_client() -> None:
    assert config("  {}\n")["resources"] == {"$shared": {"models": {}}}


def test_paths_that_differ_in_signs_alone_have_a_method_each() -> None:
    endpoints = [f"{verb} /a{sign}b" for sign in "._-,;=" for verb in ("get", "post", "delete")]
    made = named(*endpoints)
    assert set(made) == set(endpoints)
    assert {call.rpartition(".")[0] for call in made.values()} == {"a_b"}
    assert named("get /a.b", "get /a-b", "get /a_b", "get /a,b")["get /a_b"] == made["get /a_b"]
