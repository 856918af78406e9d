package sample_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"bessemer.invalid/module/internal/testutil"
	"bessemer.invalid/module/option"
)

var soon = http.Header{"Retry-After-Ms": {"1"}}

func TestErrorStatuses(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 405, 413, 422, 408, 409, 429, 500, 502, 503, 529} {
		client, server := newClient(t, testutil.Response{
			Status: status,
			Header: http.Header{"Request-Id": {"req_1"}, "Retry-After-Ms": {"1"}},
			Body:   `{"type":"error","error":{"type":"x"}}`,
		})
		var response *http.Response
		_, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithResponseInto(&response))
		var failure *Error
		if !errors.As(err, &failure) {
			t.Fatalf("%d: got %v", status, err)
		}
		if failure.StatusCode != status || failure.RequestID != "req_1" || response == nil || response.StatusCode != status ||
			failure.JSON.ExtraFields["type"].Raw() != `"error"` || !strings.Contains(failure.RawJSON(), `"x"`) {
			t.Errorf("%d: got %+v", status, failure)
		}
		want := fmt.Sprintf(`POST "%s/v1/messages": %d %s (Request-ID: req_1) {"type":"error","error":{"type":"x"}}`, server.URL, status, http.StatusText(status))
		if err.Error() != want {
			t.Errorf("got  %s\nwant %s", err, want)
		}
		if !bytes.Contains(failure.DumpRequest(true), []byte(`{"max_tokens":0}`)) || !bytes.Contains(failure.DumpResponse(true), []byte(`"x"`)) {
			t.Errorf("got %s %s", failure.DumpRequest(true), failure.DumpResponse(true))
		}
		attempts := 1
		if status == 408 || status == 409 || status == 429 || status >= 500 {
			attempts = 3
		}
		if got := len(server.Requests()); got != attempts {
			t.Errorf("%d: %d attempts, want %d", status, got, attempts)
		}
	}
}

func TestReadersThatCanBeCopiedShowInTheDump(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Status: 400})
	for _, params := range []any{[]byte("sent"), strings.NewReader("sent"), bytes.NewReader([]byte("sent")), bytes.NewBufferString("sent")} {
		var failure *Error
		if err := client.Post(context.Background(), "x", params, nil); !errors.As(err, &failure) || !bytes.HasSuffix(failure.DumpRequest(true), []byte("\r\n\r\nsent")) {
			t.Errorf("%T: got %v", params, err)
		}
	}
}

func TestHTMLErrorShowsInTheDump(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Status: 404, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<h1>gateway</h1>"})
	err := client.Get(context.Background(), "x", nil, nil)
	var failure *Error
	if !errors.As(err, &failure) || strings.Contains(err.Error(), "gateway") || !bytes.Contains(failure.DumpResponse(true), []byte("gateway")) {
		t.Errorf("got %v", err)
	}
}

func TestRetryThenSuccess(t *testing.T) {
	client, server := newClient(t,
		testutil.Response{Status: 500, Header: soon},
		testutil.Response{Drop: true},
		testutil.Response{Body: `{"id":"m"}`},
	)
	calls := 0
	message, err := client.Messages.New(context.Background(), MessageNewParams{MaxTokens: 1}, option.WithMiddleware(
		func(request *http.Request, next option.MiddlewareNext) (*http.Response, error) {
			calls++
			return next(request)
		}))
	if err != nil || message.ID != "m" {
		t.Fatalf("got %v %v", message, err)
	}
	if calls != 3 {
		t.Errorf("the middleware saw %d attempts, want 3", calls)
	}
	for i, sent := range server.Requests() {
		if sent.Body != `{"max_tokens":1}` || sent.Header.Get("X-Stainless-Retry-Count") != fmt.Sprint(i) {
			t.Errorf("attempt %d: %+v", i, sent)
		}
	}
}

func TestRetryCountHeaderBelongsToTheUser(t *testing.T) {
	for want, opt := range map[string]option.RequestOption{
		"":   option.WithHeaderDel("X-Stainless-Retry-Count"),
		"42": option.WithHeader("X-Stainless-Retry-Count", "42"),
	} {
		client, server := newClient(t, testutil.Response{Status: 500, Header: soon})
		_ = client.Get(context.Background(), "x", nil, nil, opt)
		if got := server.Last(t).Header.Get("X-Stainless-Retry-Count"); got != want || len(server.Requests()) != 3 {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestServerDecidesOnRetries(t *testing.T) {
	client, server := newClient(t, testutil.Response{Status: 500, Header: http.Header{"x-should-retry": {"false"}}})
	_ = client.Get(context.Background(), "x", nil, nil)
	if got := len(server.Requests()); got != 1 {
		t.Errorf("%d attempts, want 1", got)
	}
	client, server = newClient(t, testutil.Response{Status: 400, Header: http.Header{"x-should-retry": {"true"}, "Retry-After-Ms": {"1"}}})
	_ = client.Get(context.Background(), "x", nil, nil)
	if got := len(server.Requests()); got != 3 {
		t.Errorf("%d attempts, want 3", got)
	}
}

func TestOnlyRewindableBodiesAreSentAgain(t *testing.T) {
	client, server := newClient(t, testutil.Response{Status: 500, Header: soon})
	_ = client.Post(context.Background(), "x", nil, nil, option.WithRequestBody("text/plain", io.MultiReader(strings.NewReader("once"))))
	if got := server.Requests(); len(got) != 1 || got[0].Body != "once" || got[0].Header.Get("Content-Type") != "text/plain" {
		t.Errorf("got %+v", got)
	}
	reader := strings.NewReader("skipped, sent")
	_, _ = reader.Seek(9, io.SeekStart)
	_ = client.Post(context.Background(), "x", nil, nil, option.WithRequestBody("text/plain", reader))
	if got := server.Requests(); len(got) != 4 || got[3].Body != "sent" {
		t.Errorf("got %+v", got)
	}
}

func TestContextDeadlineSpansTheWaits(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Status: 429, Header: http.Header{"Retry-After": {"60"}}})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := client.Messages.New(ctx, MessageNewParams{})
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 30*time.Second {
		t.Errorf("got %v after %v", err, took)
	}
}

func TestRequestTimeoutBoundsEachAttempt(t *testing.T) {
	client, server := newClient(t, testutil.Response{Delay: time.Minute}, testutil.Response{Body: `{"id":"m"}`})
	message, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithRequestTimeout(500*time.Millisecond))
	if err != nil || message.ID != "m" || len(server.Requests()) != 2 {
		t.Errorf("got %v %v", message, err)
	}
}

func TestMalformedResponses(t *testing.T) {
	for body, want := range map[string]string{
		``:          "error parsing response json: EOF",
		`{"id":`:    "error parsing response json: unexpected EOF",
		`{"id":"a"`: "error parsing response json: unexpected EOF",
		`nonsense`:  "error parsing response json: invalid character 'o' at offset 1, expected null",
	} {
		client, _ := newClient(t, testutil.Response{Body: body})
		if _, err := client.Messages.New(context.Background(), MessageNewParams{}); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", body, err, want)
		}
	}
	client, _ := newClient(t, testutil.Response{Body: "<html>", Header: http.Header{"Content-Type": {"text/html"}}})
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}); err == nil || !strings.Contains(err.Error(), "text/html") {
		t.Errorf("got %v", err)
	}
	client, _ = newClient(t, testutil.Response{Body: `{"id":"a"}`, Cut: true})
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v for half a body", err)
	}
	client, _ = newClient(t, testutil.Response{Status: 204})
	if message, err := client.Messages.New(context.Background(), MessageNewParams{}); err != nil || message == nil {
		t.Errorf("got %v %v for no content", message, err)
	}
}

func TestTransportErrorsAreNotWrapped(t *testing.T) {
	client, server := newClient(t, testutil.Response{Drop: true})
	err := client.Get(context.Background(), "x", nil, nil, option.WithMaxRetries(0))
	if _, ok := err.(*url.Error); !ok || len(server.Requests()) != 1 {
		t.Errorf("got %T %v", err, err)
	}
}

func TestRedirectToAnotherHostGetsNoSecrets(t *testing.T) {
	var foreign *http.Request
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { foreign = r }))
	defer other.Close()
	away := testutil.Response{Status: 307, Header: http.Header{"Location": {other.URL + "/stolen"}}}
	client, server := newClient(t, away)
	opts := []option.RequestOption{option.WithAuthToken("token"), option.WithHeader("x-custom-auth", "s"), option.WithHeader("Idempotency-Key", "i")}
	if err := client.Get(context.Background(), "x", nil, nil, opts...); err != nil || foreign == nil {
		t.Fatalf("got %v", err)
	}
	for name := range foreign.Header {
		if !strings.HasPrefix(name, "X-Stainless-") && name != "Accept" && name != "Accept-Encoding" && name != "User-Agent" {
			t.Errorf("sent %s: %s to another host", name, foreign.Header.Get(name))
		}
	}
	foreign = nil
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}, opts...); err == nil || foreign != nil || len(server.Requests()) != 2 {
		t.Errorf("got %v: the body went to another host, or was sent again", err)
	}
}

func TestRedirectToTheSameHostKeepsTheKey(t *testing.T) {
	client, server := newClient(t, testutil.Response{Status: 307, Header: http.Header{"Location": {"/v2"}}}, testutil.Response{Body: "{}"})
	if _, err := client.Messages.New(context.Background(), MessageNewParams{MaxTokens: 3}); err != nil {
		t.Fatal(err)
	}
	if sent := server.Last(t); sent.Target != "/v2" || sent.Header.Get("X-Api-Key") != "my-key" || sent.Body != `{"max_tokens":3}` {
		t.Errorf("sent %+v", sent)
	}
}

func TestOptionErrorsShowAtTheCall(t *testing.T) {
	client, server := newClient(t)
	var none *http.Client
	for name, opt := range map[string]option.RequestOption{
		"base URL":          option.WithBaseURL("http://[::1"),
		"scheme":            option.WithBaseURL("ftp://host/"),
		"nil client":        option.WithHTTPClient(nil),
		"typed nil client":  option.WithHTTPClient(none),
		"body":              option.WithRequestBody("text/plain", 12),
		"control character": option.WithHeader("x-a", "b\r\nx-c: d"),
		"far in a list":     option.WithJSONSet("words.50000", 1),
	} {
		if _, err := client.Messages.New(context.Background(), MessageNewParams{}, opt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := client.Post(context.Background(), "x", []byte("raw"), nil, option.WithJSONSet("a", 1)); err == nil {
		t.Error("a raw body was changed")
	}
	if len(server.Requests()) != 0 {
		t.Errorf("sent %v", server.Requests())
	}
	defer func() {
		if recover() == nil {
			t.Error("a negative number of retries does not panic")
		}
	}()
	option.WithMaxRetries(-1)
}

func TestMiddlewareOrder(t *testing.T) {
	var order []string
	named := func(name string) option.RequestOption {
		return option.WithMiddleware(func(request *http.Request, next option.MiddlewareNext) (*http.Response, error) {
			order = append(order, name)
			return next(request)
		})
	}
	server := testutil.NewLoopback(t)
	client := NewClient(option.WithBaseURL(server.URL), named("client 1"), named("client 2"))
	if err := client.Get(context.Background(), "x", nil, nil, named("call")); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(order, ", "); got != "client 1, client 2, call" {
		t.Errorf("got %s", got)
	}
}

func TestResponseBodyInto(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Body: `{"id":"m"}`})
	var raw []byte
	var response *http.Response
	message, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithResponseBodyInto(&raw), option.WithResponseInto(&response))
	if err != nil || message != nil || string(raw) != `{"id":"m"}` {
		t.Errorf("got %v %v %s", message, err, raw)
	}
	if again, err := io.ReadAll(response.Body); err != nil || string(again) != string(raw) {
		t.Errorf("the body cannot be read again: %s %v", again, err)
	}
}

func TestDebugLogMasksSecrets(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Header: http.Header{"Set-Cookie": {"s=my-key"}}, Body: `{"id":"m"}`})
	var out bytes.Buffer
	message, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithAuthToken("my-key"), option.WithQueryKey("my-key"), option.WithDebugLog(log.New(&out, "", 0)))
	if err != nil || message.ID != "m" {
		t.Fatalf("got %v %v", message, err)
	}
	if text := out.String(); strings.Contains(text, "my-key") || !strings.Contains(text, `{"max_tokens":0}`) || !strings.Contains(text, `{"id":"m"}`) {
		t.Errorf("logged %s", text)
	}
}

func TestErrorTextHasNoSecrets(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Status: 400})
	if err := client.Get(context.Background(), "x", nil, nil, option.WithQueryKey("my-key")); err == nil || strings.Contains(err.Error(), "my-key") {
		t.Errorf("got %v", err)
	}
}

func TestWhatSeesARequestChangesItsHeadersAlone(t *testing.T) {
	client, server := newClient(t)
	call := func(name string) string {
		var seen string
		_, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithHeader("X-Name", name), option.WithMiddleware(
			func(request *http.Request, next option.MiddlewareNext) (*http.Response, error) {
				seen = request.Header.Get("Accept") + " " + request.Header.Get("X-Name")
				for _, values := range request.Header {
					values[0] = "changed"
				}
				return next(request)
			}))
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	if first, second := call("a"), call("b"); first != "application/json a" || second != "application/json b" {
		t.Errorf("got %q, then %q", first, second)
	}
	if got := server.Requests()[0].Header.Get("Accept"); got != "changed" {
		t.Errorf("sent %q", got)
	}
}

func TestCookiesOfAJarAreSentOnceEachTime(t *testing.T) {
	client, server := newClient(t, testutil.Response{Status: 500, Header: http.Header{"Retry-After-Ms": {"1"}}})
	jar, _ := cookiejar.New(nil)
	home, _ := url.Parse(server.URL)
	jar.SetCookies(home, []*http.Cookie{{Name: "a", Value: "b"}})
	_, _ = client.Messages.New(context.Background(), MessageNewParams{}, option.WithHTTPClient(&http.Client{Jar: jar}))
	for _, request := range server.Requests() {
		if got := request.Header["Cookie"]; len(got) != 1 || got[0] != "a=b" {
			t.Errorf("sent the cookies %q", got)
		}
	}
	if len(server.Requests()) != 3 {
		t.Errorf("sent %d requests", len(server.Requests()))
	}
}
