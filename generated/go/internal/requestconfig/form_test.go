package requestconfig

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/anthropics/anthropic-sdk-go/internal/apiform"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

type formParams map[string]any

func (p formParams) MarshalForm() ([]byte, string, error) {
	return apiform.AsDocumented.Marshal(map[string]any(p))
}

type partParams map[string]any

func (p partParams) MarshalMultipart() ([]byte, string, error) {
	return apiform.AsDocumented.MarshalMultipart(map[string]any(p))
}

// sentBy returns the body of a request and its content type.
func sentBy(t *testing.T, params any, opts ...RequestOption) (string, string) {
	t.Helper()
	cfg, err := NewRequestConfig(context.Background(), "POST", "/x", params, nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	request := &http.Request{}
	if err := cfg.body.attach(request); err != nil {
		t.Fatal(err)
	}
	contentType := cfg.Request.Header.Get("Content-Type")
	if request.Body == nil {
		return "", contentType
	}
	content, _ := io.ReadAll(request.Body)
	return string(content), contentType
}

func TestAFormGetsOneMoreField(t *testing.T) {
	if body, contentType := sentBy(t, formParams{"a": "b"}, WithFormField("stream", "true")); body != "a=b&stream=true" || contentType != "application/x-www-form-urlencoded" {
		t.Errorf("got %s %s", body, contentType)
	}
	if body, _ := sentBy(t, formParams{}, WithFormField("stream", "true")); body != "stream=true" {
		t.Errorf("got %s", body)
	}
	for _, params := range []partParams{{"a": "b"}, {}} {
		body, _ := sentBy(t, params, WithFormField("stream", "true"))
		if !strings.Contains(body, `name="stream"`) || strings.Count(body, "--\r\n") != 1 || strings.Contains(body, `name="a"`) != (len(params) > 0) {
			t.Errorf("got %s", body)
		}
	}
	if _, err := NewRequestConfig(context.Background(), "POST", "/x", map[string]any{}, nil, WithFormField("a", "b")); err == nil {
		t.Error("JSON has got a field of a form")
	}
}

type piecesParams struct{}

func (piecesParams) MultipartForm() (*apiform.Multipart, error) {
	return apiform.AsQuery.Multipart(map[string]any{})
}

func TestARequiredFormOfNothingIsClosed(t *testing.T) {
	if body, kind := sentBy(t, piecesParams{}); !strings.HasSuffix(body, "--\r\n") || !strings.HasPrefix(kind, "multipart/form-data; boundary=") {
		t.Errorf("got %q of the type %q", body, kind)
	}
	if body, kind := sentBy(t, piecesParams{}, WithoutEmptyBody()); body != "" || kind != "" {
		t.Errorf("got %q of the type %q", body, kind)
	}
}

func TestAnOptionalBodyOfNothingIsNotSent(t *testing.T) {
	merge := WithBodyType("application/merge-patch+json")
	for name, c := range map[string]struct {
		params     any
		opts       []RequestOption
		body, kind string
	}{
		"nothing":       {map[string]any{}, []RequestOption{WithoutEmptyBody(), merge}, "", ""},
		"something":     {map[string]any{"a": 1}, []RequestOption{WithoutEmptyBody(), merge}, `{"a":1}`, "application/merge-patch+json"},
		"a form":        {formParams{}, []RequestOption{WithoutEmptyBody()}, "", ""},
		"parts":         {partParams{}, []RequestOption{WithoutEmptyBody()}, "", ""},
		"omitted":       {[]string(nil), []RequestOption{WithoutOmittedBody([]string(nil))}, "", ""},
		"an empty list": {[]string{}, []RequestOption{WithoutOmittedBody([]string{})}, "[]", "application/json"},
		"null":          {param.Null[int64](), []RequestOption{WithoutOmittedBody(param.Null[int64]())}, "null", "application/json"},
		"set by options": {map[string]any{}, []RequestOption{WithoutEmptyBody(), RequestOptionFunc(func(cfg *RequestConfig) error {
			return cfg.EditJSON(func([]byte) ([]byte, error) { return []byte("{}"), nil })
		})}, "{}", "application/json"},
	} {
		t.Run(name, func(t *testing.T) {
			if body, kind := sentBy(t, c.params, c.opts...); body != c.body || kind != c.kind {
				t.Errorf("got %q of the type %q", body, kind)
			}
		})
	}
}

type cookieParams struct {
	Session string   `cookie:"session" json:"-"`
	Words   []string `cookie:"words,omitzero" style:"form" json:"-"`
	Color   any      `header:"X-Color" style:"simple*" json:"-"`
}

func TestCookiesStandBesideThoseOfTheClient(t *testing.T) {
	params := cookieParams{"a b", []string{"c", "d"}, map[string]any{"R": 1}}
	cfg, err := NewRequestConfig(context.Background(), "GET", "/x", nil, nil, append([]RequestOption{WithHeaderSetting("Cookie", "key=", "k")}, HeaderParams(params)...)...)
	if err != nil || cfg.Request.Header.Get("Cookie") != "key=k; session=a%20b; words=c,d" || cfg.Request.Header.Get("X-Color") != "R=1" {
		t.Errorf("got %v %v", cfg.Request.Header, err)
	}
}

func TestPathsHaveStyles(t *testing.T) {
	path, err := Path("/a/{x}/{y}/{n}", "x", Styled("label*", []string{"b/c", "d"}), "y", Styled("matrix", map[string]int{"R": 1}), "n", 1e6)
	if path != "/a/.b%2Fc.d/;y=R,1/1000000" || err != nil {
		t.Errorf("got %s %v", path, err)
	}
	for _, value := range []any{Styled("simple", []string{}), Styled("label", ""), Styled("simple", map[string]any(nil)), ""} {
		if path, err := Path("/a/{x}", "x", value); err == nil {
			t.Errorf("got %s", path)
		}
	}
}
