"""What a generated client sends in headers beside the arguments of a call: credentials and defaults."""

from __future__ import annotations

from pathlib import Path

from bessemer.ir.api import Api
from tests.support.lowering import lowered
from tests.unit.targets.go.building import go, rendered, written

SPEC = """
openapi: 3.1.0
info: {title: Mail API, version: '1'}
servers: [{url: https://mail.example.com}]
paths:
  /letters:
    delete:
      parameters:
        - name: x-features
          in: header
          schema:
            type: string
            x-stainless-override-schema:
              {type: array, items: {type: string}, x-stainless-param: features, x-stainless-extend-default: true}
      responses: {'204': {description: gone}}
    put:
      parameters:
        - {name: x-features, in: header, schema: {type: array, items: {type: string}}, x-stainless-param: features}
      responses: {'204': {description: d}}
"""
CONFIG = """
client_settings:
  opts:
    user: {type: string, nullable: true, read_env: MAIL_USER, auth: {security_scheme: Basic, role: username}}
    password: {type: string, nullable: true, read_env: MAIL_PASSWORD, auth: {security_scheme: Basic, role: password}}
security_schemes: {Basic: {type: http, scheme: basic}}
security: [{Basic: []}]
resources:
  letters:
    default_headers: {X-Features: stamps}
    methods: {delete: delete /letters, replace: put /letters}
"""
TEST = """package acme_test

import (
	"context"
	"reflect"
	"testing"

	"MODULE"
	"MODULE/internal/testutil"
	"MODULE/option"
)

func TestSent(t *testing.T) {
	server := testutil.NewLoopback(t)
	client := acme.NewClient(
		option.WithBaseURL(server.URL),
		option.WithPassword("open sesame"),
		option.WithUser("Aladdin"),
	)
	ctx := context.Background()
	for _, test := range []struct {
		call func() error
		want []string
	}{
		{func() error { return client.Letters.Delete(ctx, acme.LetterDeleteParams{}) }, []string{"stamps"}},
		{func() error { return client.Letters.Replace(ctx, acme.LetterReplaceParams{}) }, []string{"stamps"}},
		{func() error {
			return client.Letters.Delete(ctx, acme.LetterDeleteParams{Features: []string{"stamps", "wax"}})
		}, []string{"stamps", "stamps", "wax"}},
		{func() error {
			return client.Letters.Replace(ctx, acme.LetterReplaceParams{Features: []string{"wax", "wax"}})
		}, []string{"wax", "wax"}},
	} {
		if err := test.call(); err != nil {
			t.Fatal(err)
		}
		sent := server.Last(t).Header
		if got := sent["X-Features"]; !reflect.DeepEqual(got, test.want) {
			t.Errorf("sent %q, want %q", got, test.want)
		}
		if got := sent.Get("Authorization"); got != "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" {
			t.Errorf("sent the credential %q", got)
		}
	}
	half := acme.NewClient(option.WithBaseURL(server.URL), option.WithUser("Aladdin"))
	if err := half.Get(ctx, "x", nil, nil); err != nil || server.Last(t).Header.Get("Authorization") != "" {
		t.Errorf("sent half a credential, or got %v", err)
	}
	if err := half.Get(ctx, "x", nil, nil, option.WithUser("a:b"), option.WithPassword("c")); err == nil {
		t.Error("a user with a colon was sent")
	}
}
"""


def mail_api() -> Api:
    return lowered(SPEC, CONFIG).api


def test_both_halves_of_a_basic_credential_and_the_default_headers_are_sent(tmp_path: Path) -> None:
    folder = written(mail_api(), tmp_path)
    module = (folder / "go.mod").read_text(encoding="utf-8").split()[1]
    (folder / "sent_test.go").write_text(TEST.replace("MODULE", module), encoding="utf-8")
    go(folder, "vet", "./...")
    go(folder, "test", "-vet=off", "-run", "TestSent", ".")


def test_only_a_default_that_is_not_extended_gives_way_to_the_callers_values() -> None:
    text = rendered(mail_api())["letter.go"]
    assert 'option.WithHeader("X-Features", "stamps"),' in text
    assert 'requestconfig.WithDefaultHeader("X-Features", "stamps", body),' in text
