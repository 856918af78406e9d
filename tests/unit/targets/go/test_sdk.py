"""The Go SDKs that come out compile, and their own tests pass against a real server."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from bessemer.emit.format import formatted
from bessemer.ir.api import Api
from bessemer.ir.types import EnumMember, EnumType
from bessemer.targets.go.plan import Go
from bessemer.targets.target import Assets
from tests.support.seed_api import BETA, seed_api
from tests.unit.targets.go.building import assets, go, rendered, written
from tests.unit.targets.go.shop import CONFIG, shop_api

CONVERSION = """package acme_test

import (
	"encoding/json"
	"testing"

	"MODULE"
)

func TestConversion(t *testing.T) {
	var order acme.Order
	if err := json.Unmarshal([]byte(`{"payment":{"kind":"card","number":"1","new":true}}`), &order); err != nil {
		t.Fatal(err)
	}
	sent, err := json.Marshal(acme.OrderNewParams{Payment: order.Payment.ToParam(), Note: "n"})
	want := `{"note":"n","payment":{"kind":"card","number":"1","new":true},"taxed":true,"type":"order"}`
	if err != nil || string(sent) != want {
		t.Errorf("got %s %v, want %s", sent, err, want)
	}
}
"""

GETTERS = """package acme_test

import (
	"testing"

	"MODULE"
)

func TestGetters(t *testing.T) {
	card := acme.PaymentUnionParam{OfCard: &acme.CardParam{Number: "1", Valid: acme.Int(7)}}
	if number := card.GetNumber(); number == nil || number != &card.OfCard.Number {
		t.Errorf("got the number %v", number)
	}
	if valid, ok := card.GetValid().AsAny().(*int64); !ok || *valid != 7 {
		t.Errorf("got %v", card.GetValid().AsAny())
	}
	if card.GetDays() != nil || card.GetKind() == nil {
		t.Errorf("got %v %v", card.GetDays(), card.GetKind())
	}
	bill := acme.PaymentUnionParam{OfBill: &acme.InvoiceParam{}}
	if bill.GetDays() != nil || bill.GetValid().AsAny() != nil || (acme.PaymentUnionParam{}).GetKind() != nil {
		t.Error("what is not set is reached")
	}
	bill.OfBill.Days = acme.Int(3)
	*bill.GetDays() = 4
	if bill.OfBill.Days.Value != 4 {
		t.Errorf("got %v", bill.OfBill.Days)
	}
}
"""


@pytest.mark.parametrize("api", [seed_api(), shop_api()], ids=["seed", "shop"])
def test_an_sdk_compiles_and_passes_its_tests(api: Api, tmp_path: Path) -> None:
    assert not Go().plan(api, assets()).findings
    folder = written(api, tmp_path)
    go(folder, "vet", "./...")
    # the packages that are the same in every SDK are tested by test_lists.py, as strictly
    go(folder, "test", "-vet=off", "-race", ".", "./shared/...")


@pytest.mark.parametrize(("api", "package"), [(seed_api(), "anthropic"), (shop_api(), "acme")], ids=["seed", "shop"])
def test_every_go_block_of_the_readme_compiles(api: Api, package: str, tmp_path: Path) -> None:
    folder = written(api, tmp_path)
    blocks = (folder / "README.md").read_text(encoding="utf-8").split("```go\n")[1:]
    module = (folder / "go.mod").read_text(encoding="utf-8").split()[1]
    programs = [program(block.split("```")[0], module, package) for block in blocks]
    assert len(programs) > 5
    for index, text in enumerate(programs):
        place = folder / "cmd" / str(index) / "main.go"
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8")
    go(folder, "vet", "./cmd/...")


def program(block: str, module: str, package: str) -> str:
    """A block as a whole program: declarations stand by themselves, statements in a function that has a client."""
    if block.startswith("package main"):
        return block
    if block.startswith("import"):
        return f"package main\n\n{block}\nvar _ {package}.Client\n\nfunc main() {{}}\n"
    if not block.startswith("func "):
        declared = re.findall(r"^var (\w+)|^(\w+)(?:, (\w+))? :=", block, re.MULTILINE)
        used = "".join(f"_ = {name}\n" for names in declared for name in names if name.strip("_"))
        block = f"func example(client {package}.Client, request *http.Request, err error) {{\n{{\n{block}{used}}}\n}}\n"
    paths = {"http": "net/http", package: module, "option": f"{module}/option", "param": f"{module}/packages/param"}
    names = {
        name
        for name in re.findall(r"\b([a-z]+)\.[A-Z]", block)
        if name in {*paths, "context", "errors", "fmt", "io", "log", "param", "strings", "time"}
    }
    imports = "".join(f'import "{paths.get(name, name)}"\n' for name in sorted(names))
    return f"package main\n\n{imports}\n{block}\nfunc main() {{}}\n"


def test_one_more_enum_value_is_one_more_declaration() -> None:
    api = seed_api()
    schema = api.schemas[BETA]
    assert isinstance(schema.type, EnumType)
    grown = EnumType((*schema.type.members, EnumMember("a-much-longer-name-than-any-before-2026-01-01")), "value-first")
    more = dataclasses.replace(api, schemas={**api.schemas, BETA: dataclasses.replace(schema, type=grown)})
    before, after = rendered(api), rendered(more)
    changed = {path for path in after if before[path] != after[path]}
    assert changed == {"beta.go"}
    gone = set(before["beta.go"].splitlines()) - set(after["beta.go"].splitlines())
    come = [line for line in after["beta.go"].splitlines() if line not in before["beta.go"].splitlines()]
    assert not gone
    assert [line for line in come if not line.startswith("//")] == [
        "const AnthropicBetaAMuchLongerNameThanAnyBefore2026_01_01 AnthropicBeta = "
        '"a-much-longer-name-than-any-before-2026-01-01"'
    ]


def test_the_same_api_gives_the_same_files() -> None:
    assert rendered(shop_api()) == rendered(shop_api())


def test_stand_ins_and_the_model_of_the_client_are_not_copied() -> None:
    files = Go().plan(seed_api(), assets()).files
    paths = [file.path for file in files]
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if path.endswith(".j2") or path.startswith(("internal/sample", "partials"))]


def test_a_real_file_is_copied_and_its_template_twin_wins() -> None:
    listed = Assets(("go/a/b.go", "go/a/c.go", "go/a/c.go.j2"))
    paths = {file.path for file in Go().plan(seed_api(), listed).files}
    assert "a/b.go" in paths
    assert "a/c.go" not in paths


def test_files_are_already_formatted() -> None:
    texts = {path: text for path, text in rendered(shop_api()).items() if path.endswith(".go")}
    assert formatted(texts) == {path: text.encode() for path, text in texts.items()}


def test_shared_models_have_a_package_of_their_own() -> None:
    files = rendered(shop_api())
    assert "func (Card) ImplPaymentUnion() {}" in files["shared/shared.go"]
    assert "type Card = shared.Card" in files["shared_aliases.go"]
    assert "const StateOpen = shared.StateOpen" in files["shared_aliases.go"]
    assert "type CardParam struct" not in files["order.go"]


def test_shared_models_that_need_others_stay_in_the_root_package() -> None:
    config = CONFIG.replace("{card: Card, state: State}", "{order: Order}").replace("{order: Order, ", "{")
    files = rendered(shop_api(config=config))
    assert "shared/shared.go" not in files
    assert "type Order struct" in files["shared.go"]


def test_a_model_of_both_directions_converts_its_response_into_a_request(tmp_path: Path) -> None:
    files = rendered(shop_api())
    assert "func (u PaymentUnion) ToParam() PaymentUnionParam {" in files["order.go"]
    assert "func (r Card) ToParam() CardParam {" in files["shared/shared.go"]
    assert "func (r Order) ToParam()" not in files["order.go"]
    folder = written(shop_api(), tmp_path)
    module = (folder / "go.mod").read_text(encoding="utf-8").split()[1]
    (folder / "convert_test.go").write_text(CONVERSION.replace("MODULE", module), encoding="utf-8")
    go(folder, "test", "-run", "TestConversion", ".")


def test_a_union_reaches_into_the_variant_that_is_set(tmp_path: Path) -> None:
    folder = written(shop_api(), tmp_path)
    module = (folder / "go.mod").read_text(encoding="utf-8").split()[1]
    (folder / "getters_test.go").write_text(GETTERS.replace("MODULE", module), encoding="utf-8")
    go(folder, "test", "-run", "TestGetters", ".")
