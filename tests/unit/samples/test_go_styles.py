"""Styles as the runtime of Go writes them, compared with the oracle of the wire vectors."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from bessemer.ir.operations import Serialization, Style
from bessemer.ir.types import Json
from bessemer.samples.styles import cookie_text, form_parts, header_text, path_text, query_parts
from tests.unit.samples.test_styles import BOTH, VALUES, cookie_both, header_both, path_both, query_both
from tests.unit.targets.go.building import TEMPLATES, go

_TEST = """package apistyle

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"
)

func TestTheOracleAgrees(t *testing.T) {
	content, _ := os.ReadFile("cases.json")
	var cases []struct {
		Where string          `json:"where"`
		Style Style           `json:"style"`
		Value json.RawMessage `json:"value"`
		Want  []string        `json:"want"`
	}
	if err := json.Unmarshal(content, &cases); err != nil || len(cases) < 100 {
		t.Fatal(len(cases), err)
	}
	for _, c := range cases {
		value, err := Parse(c.Value)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		switch c.Where {
		case "query":
			got = c.Style.Query("a b", value)
		case "path":
			got = []string{c.Style.Path("a", value)}
		case "header":
			got = []string{c.Style.Header(value)}
		case "cookie":
			got = []string{c.Style.Cookie("a", value)}
		}
		if len(got)+len(c.Want) > 0 && !reflect.DeepEqual(got, c.Want) {
			t.Errorf("%s %s %s: got %q, want %q", c.Where, c.Style, c.Value, got, c.Want)
		}
	}
}
"""
_WHERE = {query_both: "query", path_both: "path", header_both: "header", cookie_both: "cookie"}


def wanted(where: str, value: Json, how: Serialization) -> list[str]:
    match where:
        case "query":
            return query_parts("a b", value, how)
        case "path":
            return [path_text("a", value, how)]
        case "header":
            return [header_text(value, how)]
        case _:
            return [cookie_text("a", value, how)]


def cases() -> Iterator[dict[str, Json]]:
    styles: Iterator[tuple[str, Style]] = ((_WHERE[both], style) for both, styles in BOTH.items() for style in styles)
    for (where, style), explode, reserved, value in product(styles, (False, True), (False, True), VALUES):
        how = Serialization(style, explode, reserved)
        yield {"where": where, "style": how.spelled, "value": value, "want": wanted(where, value, how)}
    for value in VALUES:
        yield {"where": "query", "style": "field", "value": value, "want": form_parts("a b", value, None)}


def test_the_oracle_and_the_runtime_of_go_agree(tmp_path: Path) -> None:
    module = shutil.copytree(TEMPLATES / "go", tmp_path / "go")
    style = module / "internal" / "apistyle"
    (style / "oracle_test.go").write_text(_TEST, encoding="utf-8")
    (style / "cases.json").write_text(json.dumps(list(cases())), encoding="utf-8")
    go(module, "test", "./internal/apistyle")
