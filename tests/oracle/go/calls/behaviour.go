package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	sdk "bessemer.invalid/module"
	"bessemer.invalid/module/option"
	"bessemer.invalid/module/packages/param"
	"bessemer.invalid/module/packages/ssestream"
)

// reply is one answer of a script.
type reply struct {
	status int
	header [2]string
	kind   string
	body   string
}

// scripted runs a call against a server that gives the replies in turn, and prints what was sent and what it came to.
func scripted(name string, replies []reply, call func(client *sdk.Client) error, opts ...option.RequestOption) {
	fmt.Fprintf(out, "== behaviour %s\n", name)
	at := 0
	var last time.Time
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintln(out, written(r, string(body)))
		if !last.IsZero() {
			fmt.Fprintln(out, "after", rounded(time.Since(last)))
		}
		last = time.Now()
		next := replies[min(at, len(replies)-1)]
		at++
		if next.status == 0 {
			panic(http.ErrAbortHandler)
		}
		kind := next.kind
		if kind == "" {
			kind = "application/json"
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Date", "Mon, 01 Jan 2024 00:00:00 GMT")
		if next.header[0] != "" {
			w.Header().Set(next.header[0], next.header[1])
		}
		w.WriteHeader(next.status)
		_, _ = io.WriteString(w, next.body)
	}))
	defer server.Close()
	client := sdk.NewClient(append(append([]option.RequestOption{option.WithBaseURL(server.URL)}, credentials()...), opts...)...)
	defer func() {
		if failed := recover(); failed != nil {
			fmt.Fprintln(out, "panic", failed)
		}
	}()
	tell(call(&client))
}

// rounded leaves out what is left to chance in a pause.
func rounded(pause time.Duration) time.Duration {
	if pause > 350*time.Millisecond && pause < 600*time.Millisecond {
		return 500 * time.Millisecond
	}
	return pause.Round(100 * time.Millisecond)
}

func tell(err error) {
	if err == nil {
		fmt.Fprintln(out, "done")
		return
	}
	fmt.Fprintf(out, "error %s\n", clean(err.Error()))
	var status *sdk.Error
	if errors.As(err, &status) {
		fmt.Fprintf(out, "%d %q %q\n", status.StatusCode, status.RawJSON(), status.Request.Method)
		fmt.Fprintf(out, "%q\n", clean(string(status.DumpRequest(true))))
		fmt.Fprintf(out, "%q\n", clean(string(status.DumpResponse(true))))
		fmt.Fprintf(out, "%q\n", clean(string(status.DumpResponse(false))))
		rest, err := io.ReadAll(status.Response.Body)
		fmt.Fprintf(out, "%q %v\n", rest, err)
	}
	fmt.Fprintln(out, errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled))
}

func get(path string, opts ...option.RequestOption) func(*sdk.Client) error {
	return func(client *sdk.Client) error {
		var got map[string]any
		err := client.Get(context.Background(), path, nil, &got, opts...)
		fmt.Fprintln(out, got)
		return err
	}
}

func post(params any, opts ...option.RequestOption) func(*sdk.Client) error {
	return func(client *sdk.Client) error {
		var got any
		err := client.Post(context.Background(), "things", params, &got, opts...)
		fmt.Fprintln(out, got)
		return err
	}
}

func behaviour() {
	good := reply{status: 200, body: `{"a":1}`}
	for _, status := range []int{400, 401, 403, 404, 408, 409, 422, 429, 500, 503, 529, 302, 304, 204} {
		body := `{"type":"error","error":{"type":"some_error","message":"m <b>"},"request_id":"req_1"}`
		if status == 304 || status == 204 {
			body = ""
		}
		scripted(fmt.Sprint("status ", status), []reply{{status: status, header: [2]string{"request-id", "req_2"}, body: body}}, get("x?y=z"), option.WithMaxRetries(1))
	}
	for name, broken := range map[string]reply{
		"text": {status: 400, kind: "text/plain", body: "no <json>"}, "nothing": {status: 404},
		"html": {status: 502, kind: "text/html", body: "<html>"}, "list": {status: 400, body: `[1, 2]`}, "cut": {status: 400, body: `{"error":`},
	} {
		scripted("error "+name, []reply{broken}, get("x"), option.WithMaxRetries(0))
	}
	for _, asked := range [][2]string{
		{"Retry-After", "0.1"}, {"Retry-After", "0"}, {"Retry-After", "1"}, {"Retry-After-Ms", "100"}, {"Retry-After-Ms", "0"}, {"Retry-After", "x"},
		{"Retry-After", "-1"}, {"Retry-After", "Mon, 01 Jan 2001 00:00:00 GMT"}, {"X-Should-Retry", "false"},
	} {
		scripted("asked "+asked[0]+asked[1], []reply{{status: 429, header: asked, body: "{}"}, good}, get("x"), option.WithMaxRetries(1))
	}
	scripted("should retry", []reply{{status: 400, header: [2]string{"X-Should-Retry", "true"}, body: "{}"}, good}, get("x"))
	scripted("dropped", []reply{{}, good}, post(map[string]any{"b": 1, "a": "<"}))
	scripted("retries", []reply{{status: 500, header: [2]string{"Retry-After-Ms", "1"}}}, get("x"))
	scripted("no retries", []reply{{status: 500}}, get("x", option.WithMaxRetries(0)))
	scripted("reader", []reply{{status: 500, header: [2]string{"Retry-After-Ms", "1"}}, good}, post(strings.NewReader("text")))
	scripted("pipe", []reply{{status: 500, header: [2]string{"Retry-After-Ms", "1"}}, good}, post(io.MultiReader(strings.NewReader("text"))))
	scripted("count is mine", []reply{{status: 500, header: [2]string{"Retry-After-Ms", "1"}}, good}, get("x", option.WithHeader("X-Stainless-Retry-Count", "7")))
	scripted("count is gone", []reply{{status: 500, header: [2]string{"Retry-After-Ms", "1"}}, good}, get("x", option.WithHeaderDel("X-Stainless-Retry-Count")))
	for name, answer := range map[string]reply{
		"empty": {status: 200}, "text": {status: 200, kind: "text/plain", body: "t"}, "cut": {status: 200, body: `{"a":`},
		"null": {status: 200, body: "null"}, "list": {status: 200, body: "[1]"}, "json text": {status: 200, body: `"x"`},
		"problem": {status: 200, kind: "application/problem+json; charset=utf-8", body: `{"a":2}`}, "two": {status: 200, body: `{"a":1}{"b":2}`},
	} {
		scripted("answer "+name, []reply{answer}, get("x"), option.WithMaxRetries(0))
		scripted("as text "+name, []reply{answer}, func(client *sdk.Client) error {
			var text string
			var content []byte
			err := client.Get(context.Background(), "x", nil, &text)
			fmt.Fprintf(out, "%q\n", text)
			tell(err)
			err = client.Get(context.Background(), "x", nil, &content)
			fmt.Fprintf(out, "%q\n", content)
			tell(err)
			var response *http.Response
			tell(client.Get(context.Background(), "x", nil, &response))
			if response != nil {
				rest, err := io.ReadAll(response.Body)
				fmt.Fprintf(out, "%d %q %v\n", response.StatusCode, rest, err)
			}
			return client.Get(context.Background(), "x", nil, nil)
		}, option.WithMaxRetries(0))
	}
	options(good)
	streams()
}

func named(name string) option.RequestOption {
	return option.WithMiddleware(func(r *http.Request, next option.MiddlewareNext) (*http.Response, error) {
		fmt.Fprintln(out, "before", name, r.Header.Get("X-Stainless-Retry-Count"), r.Header.Get("X-Seen"))
		r.Header.Add("X-Seen", name)
		response, err := next(r)
		fmt.Fprintln(out, "behind", name, response != nil, err)
		return response, err
	})
}

func options(good reply) {
	one := map[string]any{"b": map[string]any{"c": []any{1, 2}}, "a": 1.5, "d.e": "x"}
	for name, opts := range map[string][]option.RequestOption{
		"json":         {option.WithJSONSet("a", 2), option.WithJSONSet("b.c.1", "<x>"), option.WithJSONSet("b.c.-1", nil), option.WithJSONSet("n.m", map[string]any{"z": 1, "y": 2})},
		"json escaped": {option.WithJSONSet(`d\.e`, true), option.WithJSONSet("q.0.r", 1), option.WithJSONDel("b"), option.WithJSONDel("nothing")},
		"json nested":  {option.WithJSONSet("b.c.5", 1), option.WithJSONDel("b.c.0"), option.WithJSONSet("a.x", 1)},
		"query":        {option.WithQuery("a", "1"), option.WithQueryAdd("a", "2"), option.WithQuery("b", "x y&"), option.WithQueryAdd("c[]", "é"), option.WithQueryDel("zz")},
		"query again":  {option.WithQuery("a", "1"), option.WithQueryAdd("a", "2"), option.WithQuery("a", "3"), option.WithQueryDel("b")},
		"header":       {option.WithHeader("x-a", "1"), option.WithHeaderAdd("X-A", "2"), option.WithHeader("X-B", ""), option.WithHeaderDel("x-c"), option.WithHeaderDel("User-Agent")},
		"accept":       {option.WithHeader("Accept", "text/x"), option.WithHeader("Content-Type", "text/y"), option.WithHeaderDel("X-Stainless-Lang")},
		"timeout":      {option.WithRequestTimeout(1500 * time.Millisecond)},
		"long timeout": {option.WithRequestTimeout(90 * time.Second)},
		"body":         {option.WithRequestBody("text/z", strings.NewReader("body"))},
		"body bytes":   {option.WithRequestBody("text/z", []byte("body"))},
		"body wrong":   {option.WithRequestBody("text/z", 5)},
		"body json":    {option.WithRequestBody("text/z", []byte("{}")), option.WithJSONSet("a", 1)},
		"middleware":   {named("1"), named("2"), option.WithMiddleware(), named("3")},
		"base":         {option.WithBaseURL("http://127.0.0.1:1/below"), option.WithMaxRetries(0)},
		"base broken":  {option.WithBaseURL("http://a b:c")},
		"client":       {option.WithHTTPClient(nil)},
		"negative":     {option.WithMaxRetries(0), option.WithQuery("", "")},
	} {
		scripted("option "+name, []reply{good}, post(one, opts...), named("client"), option.WithHeader("X-C", "c"), option.WithQuery("b", "of client"))
	}
	scripted("retried middleware", []reply{{status: 500, header: [2]string{"Retry-After-Ms", "1"}}, good}, get("x", named("call")), named("client"))
	for _, path := range []string{"x", "/x", "./x", "../x", "x//y", "x?a=1&b=2", "x#f", "http://127.0.0.1:1/z", "", "é ü", "a%2Fb"} {
		scripted("path "+path, []reply{good}, get(path, option.WithQueryAdd("b", "3"), option.WithMaxRetries(0)))
	}
	for name, params := range map[string]any{
		"nil": nil, "bytes": []byte(`{"x":1}`), "list": []any{1, "<"}, "number": 5, "text": "t", "time": time.Unix(0, 0).UTC(),
		"marshaler": json.RawMessage(`{ "a" : "<&>" }`), "opt": param.NewOpt("x"), "null": param.Null[string](), "map": map[string]any{"z": nil, "a": time.Unix(5, 5).UTC()},
		"struct": struct {
			B string `json:"b,omitempty"`
			A int    `json:"a"`
		}{A: 1}, "values": url.Values{"a": {"b"}}, "channel": make(chan int), "float": 1e21,
	} {
		scripted("params "+name, []reply{good}, post(params))
	}
	func() {
		defer func() { fmt.Fprintln(out, "== behaviour negative\n", recover()) }()
		option.WithMaxRetries(-1)
	}()
	var response *http.Response
	scripted("into", []reply{{status: 418, body: "{}"}}, get("x", option.WithResponseInto(&response)))
	fmt.Fprintln(out, response != nil && response.StatusCode == 418)
	var into struct{ A int }
	scripted("body into", []reply{good}, get("x", option.WithResponseBodyInto(&into)))
	fmt.Fprintln(out, into.A)
	scripted("deadline", []reply{{status: 429, header: [2]string{"Retry-After", "5"}, body: "{}"}}, func(client *sdk.Client) error {
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		return client.Get(ctx, "x", nil, nil)
	})
}

// piece is what a stream gives.
type piece struct {
	Type string `json:"type"`
	N    int    `json:"n"`
}

func streams() {
	for name, text := range map[string]string{
		"plain":     "event: message_start\ndata: {\"type\":\"a\",\"n\":1}\n\nevent: message_stop\ndata: {\"type\":\"b\"}\n\n",
		"crlf":      "event: message_start\r\ndata: {\"n\":1}\r\n\r\n",
		"lines":     "event: message_start\ndata: {\"n\":\ndata: 2}\n\n",
		"comment":   ": hi\nevent: message_start\nid: 5\nretry: 7\ndata:{\"n\":3}\n\n",
		"unended":   "event: message_start\ndata: {\"n\":1}\n\nevent: message_stop\ndata: {\"n\":4}",
		"ping":      "event: ping\ndata: {}\n\nevent: message_start\ndata: {\"n\":5}\n\n",
		"unnamed":   "data: {\"n\":6}\n\n",
		"unknown":   "event: strange\ndata: {\"n\":7}\n\n",
		"error":     "event: message_start\ndata: {\"n\":8}\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}\n\nevent: message_stop\ndata: {}\n\n",
		"broken":    "event: message_start\ndata: {\"n\":\n\n",
		"done":      "event: message_start\ndata: {\"n\":9}\n\ndata: [DONE]\n\n",
		"no data":   "event: message_start\n\nevent: message_stop\ndata: {\"n\":1}\n\n",
		"empty":     "",
		"bom":       "\ufeffevent: message_start\ndata: {\"n\":1}\n\n",
		"two colon": "event: message_start\ndata: a: b\n\n",
	} {
		fmt.Fprintf(out, "== stream %s\n", name)
		response := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: io.NopCloser(strings.NewReader(text))}
		stream := ssestream.NewStream[piece](ssestream.NewDecoder(response), nil)
		for stream.Next() {
			fmt.Fprintf(out, "%+v\n", stream.Current())
		}
		fmt.Fprintln(out, stream.Err(), stream.Next(), stream.Close())
		response.Body = io.NopCloser(strings.NewReader(text))
		decoder := ssestream.NewDecoder(response)
		for decoder.Next() {
			event := decoder.Event()
			// published modules leave the end of the last line in the data
			fmt.Fprintf(out, "%q %q\n", event.Type, strings.TrimSuffix(string(event.Data), "\n"))
		}
		fmt.Fprintln(out, decoder.Err())
	}
	fmt.Fprintln(out, "== stream failed")
	stream := ssestream.NewStream[piece](nil, errors.New("at first"))
	fmt.Fprintln(out, stream.Next(), stream.Err(), stream.Close())
}
