package secret_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/anthropics/anthropic-sdk-go/internal/secret"
)

func TestCredentialsAreMasked(t *testing.T) {
	masked := secret.Header(http.Header{
		"Authorization": {"x"}, "X-Api-Key": {"x"}, "Api-Key": {"x"}, "Cookie": {"x"}, "Set-Cookie": {"x", "y"}, "X-Auth-Token": {"x"},
		"Accept": {"a"}, "Request-Id": {"a"}, "X-Stainless-Lang": {"a"}, "Monkey": {"a"},
	})
	for name, values := range masked {
		if len(values) != 1 || values[0] != "***" && values[0] != "a" {
			t.Errorf("%s: %q", name, values)
		}
	}
	for text, want := range map[string]string{
		"http://h/p?b=1&a=2":      "http://h/p?b=1&a=2",
		"http://h/p?key=x&a=2":    "http://h/p?a=2&key=%2A%2A%2A",
		"http://u:p@h/?api_key=x": "http://h/?api_key=%2A%2A%2A",
		"http://h/?page_token=1":  "http://h/?page_token=1",
	} {
		parsed, err := url.Parse(text)
		if got := secret.URL(parsed); err != nil || got.String() != want {
			t.Errorf("got %s %v, want %s", got, err, want)
		}
	}
}
