package requestconfig_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/anthropics/anthropic-sdk-go/internal/requestconfig"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
	"github.com/anthropics/anthropic-sdk-go/internal/testutil"

	"github.com/anthropics/anthropic-sdk-go/option"
)

// list is a page.
type list struct {
	Items []string `json:"items"`
	cfg   *requestconfig.RequestConfig
}

func (l *list) SetPageConfig(cfg *requestconfig.RequestConfig, _ *http.Response) { l.cfg = cfg }

func turned(t *testing.T, path string, body any, turn requestconfig.Turn) (target, sent string, page *list, err error) {
	t.Helper()
	server := testutil.NewLoopback(t,
		testutil.Response{Body: `{"items":["a"],"next":"2"}`}, testutil.Response{Body: `{"items":["b"]}`})
	method := http.MethodGet
	if body != nil {
		method = http.MethodPost
	}
	var first *list
	err = requestconfig.ExecutePage(context.Background(), method, path, body, &first, option.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	page, err = requestconfig.TurnPage[list](first.cfg, turn)
	requests := server.Requests()
	last := requests[len(requests)-1]
	if len(requests) == 1 {
		return "", "", page, err
	}
	return last.Target, last.Body, page, err
}

func TestTurns(t *testing.T) {
	query, nested := requestconfig.Query, "at%5Bkey%5D"
	if settings.QueryNestedFormat == "dots" {
		nested = "at.key"
	}
	for name, c := range map[string]struct {
		path string
		turn requestconfig.Turn
		want string
	}{
		"to a cursor":          {"x?limit=5", requestconfig.Cursor[string, string]{Place: query("after"), Next: "2"}, "/x?after=2&limit=5"},
		"to no cursor":         {"x", requestconfig.Cursor[string, string]{Place: query("after")}, ""},
		"backwards":            {"x?before=9", requestconfig.Cursor[string, string]{query("after"), "2", query("before"), "1"}, "/x?before=1"},
		"to a nested cursor":   {"x", requestconfig.Cursor[int64, int64]{Place: query("at", "key"), Next: 2}, "/x?" + nested + "=2"},
		"from an asked number": {"x?page=4", requestconfig.Number{query("page"), -1, -1, 1}, "/x?page=5"},
		"from no number":       {"x", requestconfig.Number{query("page"), -1, -1, 1}, "/x?page=2"},
		"from the last number": {"x", requestconfig.Number{query("page"), 3, 3, 1}, ""},
		"from the page before the last, counted from 0": {"x?page=1", requestconfig.Number{query("page"), -1, 3, 0}, "/x?page=2"},
		"from the last page, counted from 0":            {"x?page=2", requestconfig.Number{query("page"), -1, 3, 0}, ""},
		"from an asked offset":                          {"x?skip=4", requestconfig.Offset{query("skip"), -1, 2, -1, 0}, "/x?skip=6"},
		"from a told offset":                            {"x", requestconfig.Offset{query("skip"), 10, 2, 13, 0}, "/x?skip=12"},
		"beyond the last offset":                        {"x", requestconfig.Offset{query("skip"), 10, 2, 12, 0}, ""},
		"from no offset, counted from 1":                {"x", requestconfig.Offset{query("skip"), -1, 2, 3, 1}, "/x?skip=3"},
		"beyond the last offset, counted from 1":        {"x?skip=3", requestconfig.Offset{query("skip"), -1, 2, 4, 1}, ""},
		"to an address":                                 {"x?limit=5", requestconfig.Address("/y?at=2"), "/y?at=2&limit=5"},
		"to no address":                                 {"x", requestconfig.Address(""), ""},
	} {
		t.Run(name, func(t *testing.T) {
			target, _, page, err := turned(t, c.path, nil, c.turn)
			if err != nil || target != c.want || (page != nil) != (c.want != "") {
				t.Errorf("asked for %q with the error %v, want %q", target, err, c.want)
			}
		})
	}
}

func TestABodyLeadsOn(t *testing.T) {
	place := requestconfig.Body("at", "key.name")
	_, sent, _, err := turned(t, "x", map[string]any{"limit": 1}, requestconfig.Cursor[string, string]{Place: place, Next: "2"})
	if err != nil || sent != `{"limit":1,"at":{"key.name":"2"}}` {
		t.Errorf("sent %s with the error %v", sent, err)
	}
}

func TestAnAddressAtAnotherHostIsRefused(t *testing.T) {
	if _, _, page, err := turned(t, "x", nil, requestconfig.Address("https://elsewhere.example.com/y")); page != nil || err == nil {
		t.Errorf("got %v and the error %v", page, err)
	}
}

func TestAPageOfNoCallDoesNotLeadOn(t *testing.T) {
	if page, err := requestconfig.TurnPage[list](nil, requestconfig.Address("/y")); page != nil || err == nil {
		t.Errorf("got %v and the error %v", page, err)
	}
}

func TestALinkHeaderCallsTheNextPage(t *testing.T) {
	header := http.Header{"Link": {`</x?page=1>; rel="prev", </x?page=3>; title=more; rel="next"`}, "Next-Page": {"/x?page=4"}}
	if got := requestconfig.NextLink(header, "link"); got != "/x?page=3" {
		t.Errorf("got %q", got)
	}
	if got := requestconfig.NextLink(header, "next-page"); got != "/x?page=4" {
		t.Errorf("got %q", got)
	}
}

func TestAHeaderSaysWhetherThereIsMore(t *testing.T) {
	header := http.Header{"Yes": {"true"}, "No": {"False"}, "Other": {"maybe"}}
	for name, want := range map[string]bool{"yes": true, "no": false, "other": true, "none": true} {
		if got := requestconfig.HeaderFlag(header, name, true); got != want {
			t.Errorf("%s is %v", name, got)
		}
	}
}

func TestAnItemSaysWhoItIs(t *testing.T) {
	item := map[string]any{"meta": map[string]any{"id": "7"}, "number": 12}
	if got := requestconfig.Identity(item, "meta", "id"); got != "7" {
		t.Errorf("got %q", got)
	}
	if got := requestconfig.Identity(item, "number"); got != "12" {
		t.Errorf("got %q", got)
	}
	if got := requestconfig.Identity(item, "meta", "other"); got != "" {
		t.Errorf("got %q", got)
	}
}
