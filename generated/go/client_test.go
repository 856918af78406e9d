// Made by Bessemer from the OpenAPI document. Edits are kept when it is made again: see README.md.

package anthropic_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/internal"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
	"github.com/anthropics/anthropic-sdk-go/internal/testutil"
	"github.com/anthropics/anthropic-sdk-go/option"
)

func TestMain(m *testing.M) {
	// The tests say themselves what the environment holds.
	_ = os.Unsetenv("ANTHROPIC_API_KEY")
	_ = os.Unsetenv("ANTHROPIC_AUTH_TOKEN")
	_ = os.Unsetenv("ANTHROPIC_BASE_URL")
	_ = os.Unsetenv("ANTHROPIC_CUSTOM_HEADERS")
	os.Exit(m.Run())
}

func newClient(url string, opts ...option.RequestOption) anthropic.Client {
	return anthropic.NewClient(append([]option.RequestOption{
		option.WithBaseURL(url),
		option.WithAPIKey("my-anthropic-api-key"),
	}, opts...)...)
}

func TestUserAgentHeader(t *testing.T) {
	server := testutil.NewLoopback(t)
	client := newClient(server.URL)
	if err := client.Get(context.Background(), "ping", nil, nil); err != nil {
		t.Fatal(err)
	}
	want := settings.ClientName + "/Go " + internal.PackageVersion
	if got := server.Last(t).Header.Get("User-Agent"); got != want {
		t.Errorf("got the user agent %q, want %q", got, want)
	}
}

func TestVerbs(t *testing.T) {
	server := testutil.NewLoopback(t, testutil.Response{Body: `{"a":1}`})
	client := newClient(server.URL)
	type verb = func(ctx context.Context, path string, params any, res any, opts ...option.RequestOption) error
	for method, call := range map[string]verb{
		"GET": client.Get, "POST": client.Post, "PUT": client.Put, "PATCH": client.Patch, "DELETE": client.Delete,
	} {
		var got map[string]int
		if err := call(context.Background(), "ping", map[string]string{"b": "c"}, &got); err != nil || got["a"] != 1 {
			t.Errorf("%s: got %v and the error %v", method, got, err)
		}
		if last := server.Last(t); last.Method != method || !strings.HasPrefix(last.Target, "/ping") || last.Body != `{"b":"c"}` {
			t.Errorf("%s: sent %+v", method, last)
		}
	}
}

func TestRetries(t *testing.T) {
	busy := testutil.Response{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After-Ms": {"5"}}, Body: "{}"}
	server := testutil.NewLoopback(t, busy)
	client := newClient(server.URL)
	var status *anthropic.Error
	err := client.Get(context.Background(), "ping", nil, nil)
	if !errors.As(err, &status) || status.StatusCode != http.StatusTooManyRequests {
		t.Fatalf("got the error %v, want the status 429", err)
	}
	requests := server.Requests()
	if len(requests) != 1+settings.DefaultMaxRetries {
		t.Fatalf("sent %d requests, want %d", len(requests), 1+settings.DefaultMaxRetries)
	}
	for i, request := range requests {
		if got := request.Header.Get(settings.HeaderPrefix + "-Retry-Count"); got != strconv.Itoa(i) {
			t.Errorf("attempt %d says that it is number %q", i, got)
		}
	}
}

func TestRetryCountHeaderIsTheCallers(t *testing.T) {
	busy := testutil.Response{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After-Ms": {"5"}}}
	for wish, set := range map[string]option.RequestOption{
		"":   option.WithHeaderDel(settings.HeaderPrefix + "-Retry-Count"),
		"42": option.WithHeader(settings.HeaderPrefix+"-Retry-Count", "42"),
	} {
		server := testutil.NewLoopback(t, busy, testutil.Response{Body: "{}"})
		client := newClient(server.URL, set, option.WithMaxRetries(1))
		if err := client.Get(context.Background(), "ping", nil, nil); err != nil {
			t.Fatal(err)
		}
		if got := server.Last(t).Header.Get(settings.HeaderPrefix + "-Retry-Count"); got != wish {
			t.Errorf("sent %q, want %q", got, wish)
		}
	}
}

func TestContextEndsACall(t *testing.T) {
	server := testutil.NewLoopback(t, testutil.Response{Delay: time.Minute})
	client := newClient(server.URL)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := client.Get(ctx, "ping", nil, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got the error %v, want that of the deadline", err)
	}
	canceled, stop := context.WithCancel(context.Background())
	stop()
	if err := client.Get(canceled, "ping", nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got the error %v, want that of the cancellation", err)
	}
}

func TestEnvironment(t *testing.T) {
	server := testutil.NewLoopback(t)
	t.Setenv(settings.EnvPrefix+"_BASE_URL", server.URL)
	t.Setenv(settings.EnvPrefix+"_CUSTOM_HEADERS", "X-First: 1\nX-Second: a: b\nnot a header")
	t.Setenv("ANTHROPIC_API_KEY", "test-api_key")
	t.Setenv("ANTHROPIC_AUTH_TOKEN", "test-auth_token")
	client := anthropic.NewClient()
	if err := client.Get(context.Background(), "ping", nil, nil); err != nil {
		t.Fatal(err)
	}
	sent := server.Last(t).Header
	for name, want := range map[string]string{
		"X-First":       "1",
		"X-Second":      "a: b",
		"X-Api-Key":     "test-api_key",
		"Authorization": "Bearer test-auth_token",
	} {
		if got := sent.Get(name); got != want {
			t.Errorf("sent %s: %q, want %q", name, got, want)
		}
	}
}
