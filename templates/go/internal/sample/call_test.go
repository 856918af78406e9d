package sample_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"bessemer.invalid/module/internal"
	"bessemer.invalid/module/internal/testutil"
	"bessemer.invalid/module/option"
	"bessemer.invalid/module/packages/param"
)

// newClient returns a client of a server that follows a script.
func newClient(t *testing.T, script ...testutil.Response) (Client, *testutil.Loopback) {
	t.Helper()
	server := testutil.NewLoopback(t, script...)
	return NewClient(option.WithBaseURL(server.URL), option.WithAPIKey("my-key")), server
}

func TestDelete(t *testing.T) {
	client, server := newClient(t, testutil.Response{Body: `{"id":"b 1","type":"message_batch_deleted","new":[1]}`})
	deleted, err := client.Beta.Batches.Delete(context.Background(), "b/1?", BetaBatchDeleteParams{
		Betas: []SampleBeta{SampleBetaPDFs2024_09_25, "other"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if deleted.ID != "b 1" || deleted.Type != "message_batch_deleted" || !deleted.JSON.ID.Valid() || deleted.JSON.ExtraFields["new"].Raw() != "[1]" {
		t.Errorf("got %+v", deleted)
	}
	sent := server.Last(t)
	if sent.Method != "DELETE" || sent.Target != "/v1/batches/b%2F1%3F?beta=true" || sent.Body != "" {
		t.Errorf("sent %+v", sent)
	}
	if betas := sent.Header["Sample-Beta"]; !reflect.DeepEqual(betas, []string{"batches-2024-09-24", "pdfs-2024-09-25", "other"}) {
		t.Errorf("sent betas %q", betas)
	}
	for name, want := range map[string]string{
		"X-Api-Key":                   "my-key",
		"Sample-Version":              "2023-06-01",
		"Accept":                      "application/json",
		"Content-Type":                "",
		"User-Agent":                  "Sample/Go " + internal.PackageVersion,
		"X-Stainless-Lang":            "go",
		"X-Stainless-Package-Version": internal.PackageVersion,
		"X-Stainless-Retry-Count":     "0",
		"X-Stainless-Timeout":         "",
	} {
		if got := sent.Header.Get(name); got != want {
			t.Errorf("sent %s: %q, want %q", name, got, want)
		}
	}
}

func TestBadPathValuesSendNothing(t *testing.T) {
	client, server := newClient(t)
	_, err := client.Beta.Batches.Delete(context.Background(), "", BetaBatchDeleteParams{})
	if err == nil || err.Error() != "missing required batch_id parameter" {
		t.Errorf("got %v", err)
	}
	_, err = client.Beta.Batches.Content(context.Background(), "", BetaBatchContentParams{})
	if err == nil || err.Error() != "missing required batch_id parameter" {
		t.Errorf("got %v, want the first place of the path", err)
	}
	for _, id := range []string{".", "..", "%2e%2E", "%252e"} {
		if _, err := client.Beta.Batches.Delete(context.Background(), id, BetaBatchDeleteParams{}); err == nil {
			t.Errorf("%q was sent", id)
		}
	}
	if len(server.Requests()) != 0 {
		t.Errorf("sent %v", server.Requests())
	}
}

func TestNewSendsTheWholeBody(t *testing.T) {
	client, server := newClient(t, testutil.Response{
		Body: `{"id":"m","content":[{"type":"text","text":"hi"},{"type":"new"}],"tokens":9007199254740993,"stop_reason":null}`,
	})
	message, err := client.Messages.New(context.Background(), MessageNewParams{
		MaxTokens:   1024,
		Content:     []ContentBlockParamUnion{{OfString: param.NewOpt("<hi>")}, {OfText: &TextBlockParam{Text: "é"}}},
		Temperature: param.NewOpt(0.0),
		Metadata:    MetadataParam{UserID: param.Null[string]()},
		Labels:      map[string]string{"b": "2", "a": "1"},
		StartAt:     param.NewOpt(time.Date(2025, 4, 14, 1, 2, 3, 0, time.UTC)),
		StopReason:  StopReasonEndTurn,
	}, option.WithJSONSet("metadata.trace.0", "x"), option.WithJSONDel("labels.a"))
	if err != nil {
		t.Fatal(err)
	}
	sent := server.Last(t)
	want := `{"max_tokens":1024,"content":["\u003chi\u003e",{"text":"é","type":"text"}],"temperature":0,` +
		`"metadata":{"user_id":null,"trace":["x"]},"labels":{"b":"2"},"start_at":"2025-04-14T01:02:03Z","stop_reason":"end_turn"}`
	if sent.Body != want || sent.Header.Get("Content-Type") != "application/json" {
		t.Errorf("sent %s\nwant %s", sent.Body, want)
	}
	if message.Tokens != 9007199254740993 || message.StopReason != "" || message.JSON.StopReason.Raw() != "null" {
		t.Errorf("got %+v", message)
	}
	if text, ok := message.Content[0].AsAny().(TextBlock); !ok || text.Text != "hi" || message.Content[1].AsAny() != nil {
		t.Errorf("got %+v", message.Content)
	}
}

func TestListSendsItsQuery(t *testing.T) {
	client, server := newClient(t, testutil.Response{Body: `[{"id":"a"},{"id":"b"}]`})
	messages, err := client.Messages.List(context.Background(), MessageListParams{
		Limit:        param.NewOpt[int64](0),
		IDs:          []string{"x y", "&"},
		CreatedAtGte: param.NewOpt(time.Date(2025, 4, 14, 0, 0, 0, 0, time.UTC)),
	})
	if err != nil || len(*messages) != 2 || (*messages)[1].ID != "b" {
		t.Fatalf("got %v %v", messages, err)
	}
	want := "/v1/messages?beta=true&created_at%5Bgte%5D=2025-04-14T00%3A00%3A00Z&ids%5B%5D=x+y&ids%5B%5D=%26&limit=0"
	if sent := server.Last(t); sent.Target != want || sent.Body != "" {
		t.Errorf("sent %s\nwant %s", sent.Target, want)
	}
}

func TestContentIsAnOpenBody(t *testing.T) {
	client, server := newClient(t, testutil.Response{Body: "\x00\x01", Header: http.Header{"Content-Type": {"application/zip"}}})
	response, err := client.Beta.Batches.Content(context.Background(), "p", BetaBatchContentParams{BatchID: "b"}, option.WithRequestTimeout(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content := make([]byte, 3)
	if n, _ := response.Body.Read(content); n != 2 || server.Last(t).Header.Get("Accept") != "application/binary" {
		t.Errorf("got %q", content[:n])
	}
	if server.Last(t).Header.Get("X-Stainless-Timeout") != "60" {
		t.Error("the timeout is not told to the server")
	}
}

func TestExecuteTakesAndGivesAnything(t *testing.T) {
	client, server := newClient(t, testutil.Response{Body: `{"id":"m"}`})
	ctx := context.Background()
	for want, params := range map[string]any{
		``:                 nil,
		`raw`:              []byte("raw"),
		`read`:             strings.NewReader("read"),
		`{"a":1}`:          map[string]int{"a": 1},
		`{"user_id":"u"}`:  MetadataParam{UserID: param.NewOpt("u")},
		`{"custom":"yes"}`: json.RawMessage(`{"custom":"yes"}`),
	} {
		var message Message
		if err := client.Post(ctx, "/any", params, &message); err != nil || message.ID != "m" {
			t.Errorf("%T: got %v %v", params, message, err)
		}
		if got := server.Last(t); got.Body != want {
			t.Errorf("%T: sent %q, want %q", params, got.Body, want)
		}
	}
	var text string
	var data []byte
	var response *http.Response
	var values map[string]any
	for _, res := range []any{nil, &text, &data, &response, &values} {
		if err := client.Get(ctx, "any", nil, res); err != nil {
			t.Errorf("%T: %v", res, err)
		}
	}
	if text != `{"id":"m"}` || string(data) != text || response.StatusCode != 200 || values["id"] != "m" {
		t.Errorf("got %q %q %v %v", text, data, response, values)
	}
	if err := client.Get(ctx, "https://elsewhere.example/", nil, nil); err == nil {
		t.Error("an absolute URL was sent")
	}
}

func TestTextResults(t *testing.T) {
	for contentType, want := range map[string]string{"application/json": "a\n", "text/plain": `"a\n"`} {
		client, _ := newClient(t, testutil.Response{Body: `"a\n"`, Header: http.Header{"Content-Type": {contentType}}})
		var text string
		var pointer *string
		for _, res := range []any{&text, &pointer} {
			if err := client.Get(context.Background(), "any", nil, res); err != nil {
				t.Errorf("%T: %v", res, err)
			}
		}
		if text != want || pointer == nil || *pointer != want {
			t.Errorf("%s: got %q", contentType, text)
		}
	}
}

func TestABodyOfNoBytesIsNoBody(t *testing.T) {
	client, server := newClient(t)
	for _, params := range []any{[]byte{}, strings.NewReader("")} {
		if err := client.Post(context.Background(), "any", params, nil); err != nil {
			t.Fatal(err)
		}
		if sent := server.Last(t); sent.Body != "" || sent.Header.Get("Transfer-Encoding") != "" || sent.Header.Get("Content-Length") != "0" {
			t.Errorf("%T: sent %+v", params, sent)
		}
	}
}

func TestAnArgumentSaysWhatAReaderHas(t *testing.T) {
	client, server := newClient(t)
	unmeasured := io.MultiReader(strings.NewReader("a"), strings.NewReader("b"))
	if err := client.Post(context.Background(), "any", unmeasured, nil, option.WithHeader("Content-Length", "2")); err != nil {
		t.Fatal(err)
	}
	if sent := server.Last(t); sent.Body != "ab" || sent.Header.Get("Content-Length") != "2" {
		t.Errorf("sent %+v", sent)
	}
}

func TestTheDefaultTransportOfTheMomentIsUsed(t *testing.T) {
	standard := http.DefaultTransport
	defer func() { http.DefaultTransport = standard }()
	client, server := newClient(t)
	watched := 0
	http.DefaultTransport = roundTripper(func(request *http.Request) (*http.Response, error) {
		watched++
		return standard.RoundTrip(request)
	})
	if err := client.Get(context.Background(), "any", nil, nil); err != nil || watched != 1 || len(server.Requests()) != 1 {
		t.Errorf("the wrapped transport saw %d requests: %v", watched, err)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(request *http.Request) (*http.Response, error) { return f(request) }

func TestEnvironment(t *testing.T) {
	server := testutil.NewLoopback(t)
	t.Setenv("SAMPLE_BASE_URL", server.URL+"/prefix")
	t.Setenv("SAMPLE_AUTH_TOKEN", "token")
	t.Setenv("SAMPLE_CUSTOM_HEADERS", "x-one: 1\nx-two: a:b")
	client := NewClient()
	if err := client.Get(context.Background(), "/v1/a", nil, nil); err != nil {
		t.Fatal(err)
	}
	sent := server.Last(t)
	if sent.Target != "/prefix/v1/a" || sent.Header.Get("Authorization") != "Bearer token" || sent.Header.Get("X-Two") != "a:b" {
		t.Errorf("sent %+v", sent)
	}
}

func TestOneClientServesManyGoroutines(t *testing.T) {
	client, server := newClient(t, testutil.Response{Body: `{"id":"b"}`})
	var group sync.WaitGroup
	for i := range 32 {
		group.Add(1)
		go func() {
			defer group.Done()
			id := fmt.Sprint(i)
			_, err := client.Beta.Batches.Delete(context.Background(), id, BetaBatchDeleteParams{Betas: []SampleBeta{id}}, option.WithHeader("x-id", id))
			if err != nil {
				t.Error(err)
			}
		}()
	}
	group.Wait()
	for _, sent := range server.Requests() {
		id := sent.Header.Get("X-Id")
		if sent.Target != "/v1/batches/"+id+"?beta=true" || !reflect.DeepEqual(sent.Header["Sample-Beta"], []string{"batches-2024-09-24", id}) {
			t.Errorf("requests have mixed: %+v", sent)
		}
	}
}
