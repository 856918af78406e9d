package sample_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"bessemer.invalid/module/internal/apiform"
	"bessemer.invalid/module/internal/testutil"
	"bessemer.invalid/module/option"
	"bessemer.invalid/module/packages/jsonl"
	"bessemer.invalid/module/packages/ssestream"
)

func TestAnAnswerThatBreaksOffIsAskedForAgain(t *testing.T) {
	client, server := newClient(t, testutil.Response{Body: `{"id":"m"}`, Cut: true}, testutil.Response{Body: `{"id":"m"}`})
	message, err := client.Messages.New(context.Background(), MessageNewParams{})
	if err != nil || message.ID != "m" || len(server.Requests()) != 2 || server.Last(t).Header.Get("X-Stainless-Retry-Count") != "1" {
		t.Errorf("got %v %v after %d requests", message, err, len(server.Requests()))
	}
	// Who reads the body finds out by himself.
	client, server = newClient(t, testutil.Response{Body: `{"id":"m"}`, Cut: true})
	var response *http.Response
	if err := client.Get(context.Background(), "x", nil, &response); err != nil || len(server.Requests()) != 1 {
		t.Fatalf("got %v after %d requests", err, len(server.Requests()))
	}
	if _, err := io.ReadAll(response.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsNoSuccessIsAnError(t *testing.T) {
	for _, status := range []int{300, 302, 304, 307} {
		client, _ := newClient(t, testutil.Response{Status: status})
		var response *http.Response
		for _, into := range []any{new(Message), new(string), &response, nil} {
			var failure *Error
			err := client.Get(context.Background(), "x", nil, into)
			if !errors.As(err, &failure) || failure.StatusCode != status {
				t.Errorf("%d into %T: got %v", status, into, err)
			}
		}
	}
}

// packed returns text as gzip.
func packed(text string) string {
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	_, _ = io.WriteString(writer, text)
	_ = writer.Close()
	return out.String()
}

func TestPackedAnswersAreUnpacked(t *testing.T) {
	answer := testutil.Response{Header: http.Header{"Content-Encoding": {"GZIP"}}, Body: packed(`{"id":"m"}`)}
	client, server := newClient(t, answer)
	var response *http.Response
	message, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithResponseInto(&response))
	if err != nil || message.ID != "m" || server.Last(t).Header.Get("Accept-Encoding") != "gzip" {
		t.Errorf("got %v %v", message, err)
	}
	if !response.Uncompressed || response.Header.Get("Content-Encoding") != "" || response.Request.Header.Get("Accept-Encoding") != "" {
		t.Errorf("got %+v", response)
	}
	// Whoever asks for an encoding unpacks it.
	var text string
	if err := client.Get(context.Background(), "x", nil, &text, option.WithHeader("Accept-Encoding", "gzip")); err != nil || text != answer.Body {
		t.Errorf("got %q %v", text, err)
	}
}

func TestPackedAnswersThatBreakOffAreErrors(t *testing.T) {
	whole := packed(`{"id":"m"}`)
	for name, body := range map[string]string{
		"cut":             whole[:len(whole)-3],
		"cut in its head": whole[:5],
		"other data":      `{"id":"m"}`,
		"wrong sum":       whole[:len(whole)-8] + strings.Repeat("\x00", 8),
	} {
		client, server := newClient(t, testutil.Response{Header: http.Header{"Content-Encoding": {"gzip"}}, Body: body})
		if _, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithMaxRetries(1)); err == nil || len(server.Requests()) != 2 {
			t.Errorf("%s: got %v after %d requests", name, err, len(server.Requests()))
		}
	}
}

func TestABombIsNotUnpacked(t *testing.T) {
	var bomb bytes.Buffer
	writer := gzip.NewWriter(&bomb)
	for range 160 {
		_, _ = writer.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	_ = writer.Close()
	client, _ := newClient(t, testutil.Response{Header: http.Header{"Content-Encoding": {"gzip"}}, Body: bomb.String()})
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}, option.WithMaxRetries(0)); err == nil || !strings.Contains(err.Error(), "bomb") {
		t.Errorf("got %v", err)
	}
	var response *http.Response
	if err := client.Get(context.Background(), "x", nil, &response); err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, response.Body); err == nil || n > 101<<20 {
		t.Errorf("got %d bytes and %v", n, err)
	}
}

func TestAnEncodingThatNobodyAskedForIsAnError(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Header: http.Header{"Content-Encoding": {"br"}}, Body: `{"id":"m"}`})
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}); err == nil || !strings.Contains(err.Error(), `"br"`) {
		t.Errorf("got %v", err)
	}
	var response *http.Response
	for range 2 {
		if err := client.Get(context.Background(), "x", nil, &response); err != nil {
			t.Fatal(err)
		}
		events := ssestream.NewStream[Message](ssestream.NewDecoder(response), nil)
		lines := jsonl.NewStream[Message](response, nil)
		if events.Next() || events.Err() == nil || lines.Next() || lines.Err() == nil {
			t.Errorf("got %v %v", events.Err(), lines.Err())
		}
	}
}

func TestTextThatIsNoUTF8IsAnErrorAndAMarkIsNot(t *testing.T) {
	client, _ := newClient(t, testutil.Response{Body: "{\"id\":\"a\xff\"}"}, testutil.Response{Body: "\xef\xbb\xbf{\"id\":\"m\"}"})
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}); err == nil || !strings.Contains(err.Error(), "UTF-8") {
		t.Errorf("got %v", err)
	}
	if message, err := client.Messages.New(context.Background(), MessageNewParams{}); err != nil || message.ID != "m" {
		t.Errorf("got %v %v", message, err)
	}
}

func TestTheDebugLogReadsNoMoreThanTheStart(t *testing.T) {
	long := `{"id":"` + strings.Repeat("m", 1<<20) + `"}`
	var out bytes.Buffer
	debug := option.WithDebugLog(log.New(&out, "", 0))
	client, _ := newClient(t, testutil.Response{Body: long}, testutil.Response{Body: long, Cut: true})
	message, err := client.Messages.New(context.Background(), MessageNewParams{}, debug)
	if err != nil || len(message.ID) != 1<<20 || out.Len() > 70_000 || !strings.Contains(out.String(), `{"id":"mmm`) {
		t.Errorf("got %v and %d bytes in the log", err, out.Len())
	}
	if _, err := client.Messages.New(context.Background(), MessageNewParams{}, debug, option.WithMaxRetries(0)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// stalled answers as far as it is told to, and then holds still until the client goes.
func stalled(start string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if start != "" {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, start)
			_ = http.NewResponseController(w).Flush()
		}
		<-r.Context().Done()
	}
}

func TestACancelledContextEndsEveryWaitAndNothingIsLeft(t *testing.T) {
	var open atomic.Int64
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasPrefix(address, "unreachable.") {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		made, err := new(net.Dialer).DialContext(ctx, network, address)
		if err == nil {
			open.Add(1)
			made = &closing{Conn: made, left: &open}
		}
		return made, err
	}}
	at := func(base string) *Client {
		client := NewClient(option.WithHTTPClient(&http.Client{Transport: transport}), option.WithBaseURL(base))
		return &client
	}
	silent, begun := httptest.NewServer(stalled("")), httptest.NewServer(stalled(`{"id":"m`))
	defer silent.Close()
	defer begun.Close()
	busy := testutil.NewLoopback(t, testutil.Response{Status: 503, Header: http.Header{"Retry-After": {"60"}}})
	goroutines := runtime.NumGoroutine()
	endless, writer := io.Pipe()
	go func() {
		_, _ = writer.Write(bytes.Repeat([]byte("x"), 1<<20))
		_, _ = writer.Write([]byte("never read"))
	}()
	for name, call := range map[string]func(ctx context.Context) error{
		"connecting": func(ctx context.Context) error {
			return at("http://unreachable.example").Get(ctx, "x", nil, nil)
		},
		"waiting for an answer": func(ctx context.Context) error {
			return at(silent.URL).Get(ctx, "x", nil, new(Message))
		},
		"sending": func(ctx context.Context) error {
			return at(silent.URL).Post(ctx, "x", nil, nil, option.WithRequestBody("text/plain", endless))
		},
		"reading an answer": func(ctx context.Context) error {
			return at(begun.URL).Get(ctx, "x", nil, new(Message))
		},
		"reading a body": func(ctx context.Context) error {
			var response *http.Response
			if err := at(begun.URL).Get(ctx, "x", nil, &response); err != nil {
				return err
			}
			_, err := io.ReadAll(response.Body)
			return err
		},
		"reading a stream": func(ctx context.Context) error {
			var response *http.Response
			if err := at(begun.URL).Get(ctx, "x", nil, &response); err != nil {
				return err
			}
			stream := jsonl.NewStream[Message](response, nil)
			for stream.Next() {
				t.Error("half a line is a value")
			}
			return stream.Err()
		},
		"waiting to try again": func(ctx context.Context) error {
			return at(busy.URL).Get(ctx, "x", nil, nil)
		},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(50*time.Millisecond, cancel)
		start := time.Now()
		err := call(ctx)
		cancel()
		if took := time.Since(start); !errors.Is(err, context.Canceled) || took > 5*time.Second {
			t.Errorf("%s: got %v after %v", name, err, took)
		}
	}
	_ = endless.Close()
	for range 200 {
		transport.CloseIdleConnections()
		if open.Load() == 0 && runtime.NumGoroutine() <= goroutines {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d connections and %d goroutines are left", open.Load(), runtime.NumGoroutine()-goroutines)
}

// closing takes itself out of a count when it is closed.
type closing struct {
	net.Conn
	left   *atomic.Int64
	closed atomic.Bool
}

func (c *closing) Close() error {
	if !c.closed.Swap(true) {
		c.left.Add(-1)
	}
	return c.Conn.Close()
}

// fileParams is a form with one file.
type fileParams struct{ file io.Reader }

func (p fileParams) MultipartForm() (*apiform.Multipart, error) {
	return apiform.AsDocumented.Multipart(map[string]any{"file": p.file})
}

func TestALargeFileIsSentAgainAndALargePipeIsNot(t *testing.T) {
	content := bytes.Repeat([]byte("x"), 10<<20)
	answers := []testutil.Response{{Status: 503, Header: soon}, {Body: `{"id":"m"}`}}
	client, server := newClient(t, answers...)
	if err := client.Post(context.Background(), "x", fileParams{bytes.NewReader(content)}, new(Message)); err != nil {
		t.Fatal(err)
	}
	sent := server.Requests()
	if len(sent) != 2 || sent[0].Body != sent[1].Body || strings.Count(sent[1].Body, "x") < len(content) {
		t.Errorf("got %d requests", len(sent))
	}
	client, server = newClient(t, answers...)
	err := client.Post(context.Background(), "x", fileParams{io.MultiReader(bytes.NewReader(content))}, new(Message))
	var failure *Error
	if sent := server.Requests(); !errors.As(err, &failure) || len(sent) != 1 || strings.Count(sent[0].Body, "x") < len(content) {
		t.Errorf("got %v after %d requests", err, len(sent))
	}
}
