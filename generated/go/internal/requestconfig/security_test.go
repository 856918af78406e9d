package requestconfig

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// credentials returns the header and query of a request with five credentials, of which it chooses. The options are those
// of an operation, and those of a call.
func credentials(t *testing.T, operation, call []RequestOption) string {
	t.Helper()
	client := []RequestOption{
		WithDefaultSecurity([]string{"Key"}),
		WithCredential("Key", WithHeaderSetting("X-Key", "", "k")),
		WithCredential("Bearer", WithHeaderSetting("Authorization", "Bearer ", "b")),
		WithCredential("Query", WithQuerySetting("key", "q")),
		WithCredential("Cookie", WithCookieSetting("session", "c")),
		WithCredential("Basic", WithBasicUsername("u")),
		WithCredential("Basic", WithBasicPassword("p")),
	}
	var sent string
	send := RequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.HTTPDoer = doer(func(request *http.Request) (*http.Response, error) {
			for _, name := range []string{"X-Key", "Authorization", "Cookie"} {
				sent += " " + request.Header.Get(name)
			}
			sent = strings.Join(strings.Fields(sent+" "+request.URL.RawQuery), " ")
			return &http.Response{StatusCode: 200, Body: http.NoBody}, nil
		})
		return nil
	})
	opts := slices.Concat([]RequestOption{WithDefaultBaseURL("https://x.example.com"), send}, operation, client, call)
	if err := ExecuteNewRequest(context.Background(), "GET", "/a", nil, nil, opts...); err != nil {
		t.Fatal(err)
	}
	return sent
}

type doer func(*http.Request) (*http.Response, error)

func (d doer) Do(request *http.Request) (*http.Response, error) { return d(request) }

func TestAnOperationGetsTheCredentialsThatItAccepts(t *testing.T) {
	for name, c := range map[string]struct {
		security []string
		want     string
	}{
		"those of all":                {nil, "k"},
		"none":                        {[]string{}, ""},
		"anonymous first":             {[]string{"", "Key"}, ""},
		"the first that is there":     {[]string{"Other", "Bearer"}, "Bearer b"},
		"the first of two":            {[]string{"Query", "Bearer"}, "key=q"},
		"several together":            {[]string{"Key Query"}, "k key=q"},
		"a cookie":                    {[]string{"Cookie"}, "session=c"},
		"one that another has hidden": {[]string{"Bearer"}, "Bearer b"},
		"both halves of Basic":        {[]string{"Basic"}, "Basic dTpw"},
		"what the client has not":     {[]string{"Other"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var operation []RequestOption
			if c.security != nil {
				var alternatives [][]string
				for _, names := range c.security {
					alternatives = append(alternatives, strings.Fields(names))
				}
				operation = []RequestOption{WithSecurity(alternatives...)}
			}
			if got := credentials(t, operation, nil); got != c.want {
				t.Errorf("sent %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatAUserSetsStays(t *testing.T) {
	call := []RequestOption{
		WithHeaderSetting("Authorization", "", "mine"), WithQuerySetting("key", "mine"),
		RequestOptionFunc(func(cfg *RequestConfig) error {
			cfg.Request.Header.Set("Cookie", cfg.Request.Header.Get("Cookie")+"; own=1")
			return nil
		}),
	}
	if got := credentials(t, []RequestOption{WithSecurity()}, call); got != "mine own=1 key=mine" {
		t.Errorf("sent %q", got)
	}
}

func TestAnOperationGoesToItsOwnServer(t *testing.T) {
	for want, opts := range map[string][]RequestOption{
		"https://own.example.com/v2/a": nil,
		"https://given.example.com/v1/a": {RequestOptionFunc(func(cfg *RequestConfig) (err error) {
			cfg.BaseURL, err = ParseBaseURL("https://given.example.com/v1")
			return err
		})},
	} {
		opts = append(opts, WithServer("https://own.example.com/v2"), WithDefaultBaseURL("https://x.example.com"))
		cfg, err := NewRequestConfig(context.Background(), "GET", "/a", nil, nil, opts...)
		if err != nil {
			t.Fatal(err)
		}
		if target, err := cfg.target(); err != nil || target.String() != want {
			t.Errorf("went to %s %v, want %s", target, err, want)
		}
	}
}
