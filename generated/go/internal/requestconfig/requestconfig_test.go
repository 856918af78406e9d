package requestconfig

import (
	"context"
	"math"
	"net/http"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/settings"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

func TestPath(t *testing.T) {
	for _, test := range []struct {
		template string
		values   []any
		want     string
		err      string
	}{
		{"/v1/a", nil, "/v1/a", ""},
		{"/v1/{id}?beta=true", []any{"id", "x"}, "/v1/x?beta=true", ""},
		{"/v1/{id}/b/{n}", []any{"id", "a/b?c#d;e%f\\ü", "n", int64(3)}, "/v1/a%2Fb%3Fc%23d;e%25f%5C%C3%BC/b/3", ""},
		{"/v1/{a}/{b}", []any{"a", "{b}", "b", "x"}, "/v1/%7Bb%7D/x", ""},
		{"/v1/{a}{b}", []any{"a", ".", "b", "."}, "", `the path "/v1/.." has a dot segment, which would reach another endpoint`},
		{"/v1/{a}.json", []any{"a", ".."}, "/v1/...json", ""},
		{"/v1/{a}/{b}", []any{"a", "", "b", ""}, "", "missing required a parameter"},
		{"/v1/{a}/{b}", []any{"a", "x", "b", ""}, "", "missing required b parameter"},
	} {
		got, err := Path(test.template, test.values...)
		if got != test.want || (err != nil) != (test.err != "") || err != nil && err.Error() != test.err {
			t.Errorf("%s %v: got %q %v", test.template, test.values, got, err)
		}
	}
}

func TestPathKeepsItsPlaceBelowTheBaseURL(t *testing.T) {
	for base, prefix := range map[string]string{"http://h": "http://h/", "http://h/a/b": "http://h/a/b/", "http://h/a/": "http://h/a/"} {
		for path, want := range map[string]string{
			"/v1/x%2Fy?b=%5B": "v1/x%2Fy?b=%5B",
			"v1":              "v1",
			"//evil.example":  "/evil.example",
			"/https:%2F%2Fe":  "https:%2F%2Fe",
			"mailto:x":        "mailto:x",
		} {
			parsed, err := ParseBaseURL(base)
			if err != nil {
				t.Fatal(err)
			}
			relative, err := relativeURL(path)
			if err != nil {
				t.Fatal(err)
			}
			cfg := RequestConfig{BaseURL: parsed, Request: &http.Request{URL: relative}}
			if got, err := cfg.target(); err != nil || got.String() != prefix+want {
				t.Errorf("%s below %s: got %v %v", path, base, got, err)
			}
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 4, 14, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		header http.Header
		want   time.Duration
		ok     bool
	}{
		{http.Header{}, 0, false},
		{http.Header{"Retry-After-Ms": {"1.5"}, "Retry-After": {"9"}}, 1500 * time.Microsecond, true},
		{http.Header{"Retry-After-Ms": {"x"}, "Retry-After": {"0.1"}}, 100 * time.Millisecond, true},
		{http.Header{"Retry-After": {"Mon, 14 Apr 2025 00:00:07 GMT"}}, 7 * time.Second, true},
		{http.Header{"Retry-After": {"Sun, 13 Apr 2025 00:00:07 GMT"}}, 0, true},
		{http.Header{"Retry-After": {"1e300"}}, math.MaxInt64 / 2, true},
		{http.Header{"Retry-After": {"-1"}}, 0, false},
		{http.Header{"Retry-After": {"NaN"}}, 0, false},
		{http.Header{"Retry-After": {"Inf"}}, 0, false},
		{http.Header{"Retry-After": {"soon"}}, 0, false},
	} {
		if got, ok := retryAfter(test.header, now); ok != test.ok || got.Round(time.Microsecond) != test.want.Round(time.Microsecond) {
			t.Errorf("%v: got %v %v, want %v %v", test.header, got, ok, test.want, test.ok)
		}
	}
}

func TestRetryDelayDoublesToItsBound(t *testing.T) {
	for attempt := range 100 {
		full := min(settings.InitialRetryDelay<<min(attempt, 20), settings.MaxRetryDelay)
		if got := retryDelay(nil, attempt); got > full || got < full*3/4 {
			t.Errorf("attempt %d: got %v, want at most a quarter less than %v", attempt, got, full)
		}
	}
}

func TestHeaderParams(t *testing.T) {
	params := struct {
		List  []string          `header:"x-list,omitzero" json:"-"`
		Empty []string          `header:"x-empty,omitzero" json:"-"`
		One   param.Opt[int64]  `header:"x-one,omitzero" json:"-"`
		Null  param.Opt[string] `header:"x-null,omitzero" json:"-"`
		At    time.Time         `header:"x-at,omitzero" format:"date" json:"-"`
		Body  string            `json:"body"`
	}{List: []string{"a", "a"}, One: param.NewOpt[int64](0), Null: param.Null[string](), At: time.Date(2025, 4, 14, 0, 0, 0, 0, time.UTC)}
	cfg := &RequestConfig{Request: &http.Request{Header: http.Header{"X-List": {"default"}, "X-One": {"default"}}}}
	if err := cfg.Apply(HeaderParams(params)...); err != nil {
		t.Fatal(err)
	}
	header := cfg.Request.Header
	if len(header) != 3 || len(header["X-List"]) != 3 || header.Get("X-One") != "0" || header.Get("X-At") != "2025-04-14" {
		t.Errorf("got %v", header)
	}
}

func TestPreRequestOptions(t *testing.T) {
	cfg, err := PreRequestOptions(
		WithValueSetting("webhook_key", "whsec"),
		RequestOptionFunc(func(*RequestConfig) error { panic("this needs a request") }),
	)
	if err != nil || cfg.Values["webhook_key"] != "whsec" {
		t.Errorf("got %v %v", cfg.Values, err)
	}
}

func TestQueryOfAPathIsReplacedByParamsOfTheSameName(t *testing.T) {
	cfg, err := NewRequestConfig(context.Background(), "GET", "/v1/a?view=info&beta=true", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	cfg.addQuery("")
	cfg.addQuery("view=full&view=more&x=1")
	if got := cfg.Request.URL.RawQuery; got != "beta=true&view=full&view=more&x=1" {
		t.Errorf("got %s", got)
	}
}

func TestCloneIsIndependent(t *testing.T) {
	cfg, err := NewRequestConfig(context.Background(), "GET", "/v1/a?x=1", nil, nil, WithQuerySetting("key", "k"))
	if err != nil {
		t.Fatal(err)
	}
	clone := cfg.Clone(context.Background())
	if err := clone.Apply(WithQuerySetting("after", "z"), WithHeaderSetting("x-a", "", 1)); err != nil {
		t.Fatal(err)
	}
	if cfg.Request.URL.RawQuery != "x=1&key=k" || clone.Request.URL.RawQuery != "x=1&key=k&after=z" || cfg.Request.Header.Get("x-a") != "" {
		t.Errorf("got %s and %s", cfg.Request.URL, clone.Request.URL)
	}
	if (*RequestConfig)(nil).Clone(context.Background()) != nil {
		t.Error("nothing was cloned into something")
	}
}

func TestJSONContentTypes(t *testing.T) {
	for contentType, want := range map[string]bool{
		"application/json": true, "Application/JSON; charset=utf-8": true, "application/problem+json": true,
		"text/html": false, "": false, "application/jsonl": false,
	} {
		if isJSONType(contentType) != want {
			t.Errorf("%q: want %v", contentType, want)
		}
	}
}
