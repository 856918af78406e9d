"""Lists lead on to all their pages, and streams give out their events."""

from __future__ import annotations

from pathlib import Path

from bessemer.targets.go.plan import Go
from tests.unit.targets.go.building import assets, go, written
from tests.unit.targets.go.lists import lists_api

PROGRAM = """package acme_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/acme/acme"
	"github.com/acme/acme/internal/testutil"
	"github.com/acme/acme/option"
)

type pager interface {
	Next() bool
	Current() acme.Thing
	Err() error
}

func TestListsLeadOn(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		answers []string
		header  http.Header
		list    func(client acme.Client) pager
		want    []string
	}{
		"cursor": {
			[]string{
				`{"data":[{"id":"a"}],"last":"a","has_more":true}`,
				`{"data":[{"id":"b"}],"last":"b","has_more":false}`,
			},
			nil,
			func(client acme.Client) pager { return client.Cursors.ListAutoPaging(ctx, acme.CursorListParams{}) },
			[]string{"/cursors", "/cursors?after=a"},
		},
		"cursor, backwards": {
			[]string{`{"data":[{"id":"a"}],"first":"z","last":"a"}`, `{"data":[{"id":"b"}]}`},
			nil,
			func(client acme.Client) pager {
				return client.Cursors.ListAutoPaging(ctx, acme.CursorListParams{Before: acme.String("b")})
			},
			[]string{"/cursors?before=b", "/cursors?before=z"},
		},
		"number": {
			[]string{`{"rows":[{"id":"a"}],"pages":2}`, `{"rows":[{"id":"b"}],"pages":2}`},
			nil,
			func(client acme.Client) pager { return client.Numbers.ListAutoPaging(ctx, acme.NumberListParams{}) },
			[]string{"/numbers", "/numbers?page=2"},
		},
		"offset": {
			[]string{`{"elements":[{"id":"a"}]}`, `{"elements":[{"id":"b"}]}`, `{"elements":[]}`},
			nil,
			func(client acme.Client) pager {
				return client.Offsets.ListAutoPaging(ctx, acme.OffsetListParams{Skip: acme.Int(5)})
			},
			[]string{"/offsets?skip=5", "/offsets?skip=6", "/offsets?skip=7"},
		},
		"identity": {
			[]string{`{"listed":[{"id":"a"}]}`, `{"listed":[{"id":"b"}]}`, `{}`},
			nil,
			func(client acme.Client) pager { return client.Identities.ListAutoPaging(ctx, acme.IdentityListParams{}) },
			[]string{"/identities", "/identities?after_id=a", "/identities?after_id=b"},
		},
		"inner": {
			[]string{`{"inner":{"things":[{"id":"a"}],"next":"n"}}`, `{"inner":{"things":[{"id":"b"}],"next":null}}`},
			nil,
			func(client acme.Client) pager { return client.Inners.ListAutoPaging(ctx, acme.InnerListParams{}) },
			[]string{"/inners", "/inners?at=n"},
		},
		"link": {
			[]string{`[{"id":"a"}]`, `[{"id":"b"}]`, `[]`},
			http.Header{"Link": {`</links?at=2>; rel="next"`}},
			func(client acme.Client) pager { return client.Links.ListAutoPaging(ctx) },
			[]string{"/links", "/links?at=2", "/links?at=2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var answers []testutil.Response
			for _, body := range c.answers {
				answers = append(answers, testutil.Response{Body: body, Header: c.header})
			}
			server := testutil.NewLoopback(t, answers...)
			items := c.list(acme.NewClient(option.WithBaseURL(server.URL)))
			var got []string
			for items.Next() {
				got = append(got, items.Current().ID)
			}
			var targets []string
			for _, request := range server.Requests() {
				targets = append(targets, request.Target)
			}
			if !slices.Equal(got, []string{"a", "b"}) || items.Err() != nil || !slices.Equal(targets, c.want) {
				t.Errorf("got %v and the error %v by %v, want %v", got, items.Err(), targets, c.want)
			}
		})
	}
}

func TestAPageOfAFailedCallIsTheErrorOfTheList(t *testing.T) {
	server := testutil.NewLoopback(t, testutil.Response{Status: 404, Body: "{}"})
	client := acme.NewClient(option.WithBaseURL(server.URL))
	items := client.Links.ListAutoPaging(context.Background())
	var status *acme.Error
	if items.Next() || !errors.As(items.Err(), &status) || status.StatusCode != 404 {
		t.Errorf("got the error %v", items.Err())
	}
}

func TestAStreamIsAskedFor(t *testing.T) {
	body := "event: word\\ndata: {\\"text\\":\\"hello\\"}\\n\\nevent: other\\ndata: 1\\n\\ndata: [DONE]\\n\\n"
	header := http.Header{"Content-Type": {"text/event-stream"}}
	server := testutil.NewLoopback(t, testutil.Response{Body: body, Header: header})
	client := acme.NewClient(option.WithBaseURL(server.URL))
	stream := client.Talks.NewStreaming(context.Background(), acme.TalkNewParams{Text: "hi"})
	words, err := testutil.Events(stream)
	if err != nil || len(words) != 1 || words[0].Text != "hello" {
		t.Errorf("got %v and the error %v", words, err)
	}
	if sent := server.Requests()[0].Body; sent != `{"text":"hi","stream":true}` {
		t.Errorf("sent %s", sent)
	}
}

func TestAnErrorInAStreamEndsIt(t *testing.T) {
	body := "event: error\\ndata: {\\"type\\":\\"busy\\"}\\n\\n"
	server := testutil.NewLoopback(t, testutil.Response{Body: body})
	client := acme.NewClient(option.WithBaseURL(server.URL))
	_, err := testutil.Events(client.Talks.NewStreaming(context.Background(), acme.TalkNewParams{Text: "hi"}))
	var status *acme.Error
	if !errors.As(err, &status) || status.RawJSON() != `{"type":"busy"}` {
		t.Errorf("got the error %v", err)
	}
}
"""


def test_lists_and_streams_of_every_kind_work(tmp_path: Path) -> None:
    api = lists_api()
    assert not Go().plan(api, assets()).findings
    folder = written(api, tmp_path)
    (folder / "lists_test.go").write_text(PROGRAM, encoding="utf-8")
    go(folder, "vet", "./...")
    go(folder, "test", "-vet=off", "-race", "-timeout", "60s", "./...")
