package ssestream

import (
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/anthropics/anthropic-sdk-go/internal/apierror"
)

// The rules of the API are not those that are tested.
func TestMain(m *testing.M) {
	rules = []rule{
		{handle: "yield", names: []string{"message", "delta"}},
		{handle: "continue", names: []string{"ping"}},
		{handle: "done", startsWith: "[DONE]"},
		{handle: "error", names: []string{"error"}},
		{handle: "yield", names: []string{""}, errorProperty: "error"},
	}
	os.Exit(m.Run())
}

// body counts how often it is closed.
type body struct {
	io.Reader
	closed int
}

func (b *body) Close() error { b.closed++; return nil }

func answer(text string) (*http.Response, *body) {
	content := &body{Reader: strings.NewReader(text)}
	request, _ := http.NewRequest(http.MethodGet, "https://sample.example.com/v1/events", nil)
	return &http.Response{StatusCode: 200, Header: http.Header{"Request-Id": {"r1"}}, Body: content, Request: request}, content
}

func events(text string) (found []Event, err error) {
	response, _ := answer(text)
	decoder := NewDecoder(response)
	for decoder.Next() {
		found = append(found, decoder.Event())
	}
	return found, decoder.Err()
}

func TestEventsAreReadByTheStandard(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"names and data":          {"event: a\ndata: 1\n\ndata:2\n\n", []string{"a=1", "=2"}},
		"lines of data":           {"data: 1\ndata:\ndata: 2\n\n", []string{"=1\n\n2"}},
		"comments":                {": hello\n\n:\ndata: 1\n\n", []string{"=1"}},
		"carriage returns":        {"data: 1\r\rdata: 2\r\n\r\n", []string{"=1", "=2"}},
		"a byte order mark":       {"\xef\xbb\xbfdata: 1\n\n", []string{"=1"}},
		"only one blank is cut":   {"data:  1\n\n", []string{"= 1"}},
		"a field without a colon": {"data\n\n", []string{"="}},
		"what is cut off":         {"data: 1\n\ndata: 2\n", []string{"=1"}},
		"unknown fields":          {"more: 1\ndata: 2\n\n", []string{"=2"}},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := events(c.text)
			var got []string
			for _, event := range found {
				got = append(got, event.Type+"="+string(event.Data))
			}
			if !slices.Equal(got, c.want) || err != nil {
				t.Errorf("got %q and the error %v, want %q", got, err, c.want)
			}
		})
	}
}

func TestEventsAreAllReadHoweverTheyArrive(t *testing.T) {
	text := "\xef\xbb\xbf: hello\n\ndata: 1\n\nevent: a\ndata: 2\n\n"
	for _, end := range []string{"\n", "\r", "\r\n"} {
		written := strings.ReplaceAll(text, "\n", end)
		for name, reader := range map[string]io.Reader{
			"at once":          strings.NewReader(written),
			"with its end":     iotest.DataErrReader(strings.NewReader(written)),
			"byte by byte":     iotest.OneByteReader(strings.NewReader(written)),
			"to its last byte": iotest.DataErrReader(iotest.OneByteReader(strings.NewReader(written))),
		} {
			response, content := answer("")
			content.Reader = reader
			decoder := NewDecoder(response)
			var got []string
			for decoder.Next() {
				got = append(got, decoder.Event().Type+"="+string(decoder.Event().Data))
			}
			if !slices.Equal(got, []string{"=1", "a=2"}) || decoder.Err() != nil {
				t.Errorf("%s, lines ending in %q: got %q and the error %v", name, end, got, decoder.Err())
			}
		}
	}
}

func TestAnIDHoldsForTheEventsAfterIt(t *testing.T) {
	found, _ := events("id: 7\nretry: 10\ndata: 1\n\nid: a\x00b\ndata: 2\n\n")
	if len(found) != 2 || found[0].ID != "7" || found[1].ID != "7" || found[0].Retry != 10 || found[1].Retry != 0 {
		t.Errorf("got %+v", found)
	}
}

func TestALineLongerThanTheLimitIsAnError(t *testing.T) {
	if _, err := events("data: " + strings.Repeat("x", maxLine) + "\n\n"); err == nil {
		t.Error("there is no error")
	}
	found, err := events("data: " + strings.Repeat("x", maxLine/2) + "\n\n")
	if err != nil || len(found) != 1 || len(found[0].Data) != maxLine/2 {
		t.Errorf("a long line is not read: %v", err)
	}
}

func TestTheRulesSayWhatIsDoneWithEvents(t *testing.T) {
	response, content := answer("event: message\ndata: {\"n\":1}\n\n" +
		"event: ping\ndata: {}\n\nevent: unheard\ndata: {}\n\nevent: delta\ndata: {\"n\":2}\n\ndata: [DONE]\n\nevent: delta\ndata: {\"n\":3}\n\n")
	stream := NewStream[struct {
		N int64 `json:"n"`
	}](NewDecoder(response), nil)
	var got []int64
	for stream.Next() {
		got = append(got, stream.Current().N)
	}
	if !slices.Equal(got, []int64{1, 2}) || stream.Err() != nil || content.closed != 1 {
		t.Errorf("got %v, the error %v, closed %d times", got, stream.Err(), content.closed)
	}
}

func TestAnErrorEventIsAnErrorOfTheAPI(t *testing.T) {
	for _, text := range []string{
		"event: error\ndata: {\"type\":\"overloaded\"}\n\n",
		"data: {\"error\":{\"type\":\"overloaded\"}}\n\n",
	} {
		response, _ := answer(text)
		stream := NewStream[Event](NewDecoder(response), nil)
		if stream.Next() {
			t.Fatal("there is an event")
		}
		var failure *apierror.Error
		if !errors.As(stream.Err(), &failure) || failure.RawJSON() != `{"type":"overloaded"}` || failure.Request != response.Request {
			t.Errorf("got the error %v", stream.Err())
		}
	}
}

func TestDataThatIsNoJSONEndsTheStream(t *testing.T) {
	response, content := answer("event: delta\ndata: {\"n\":\n\n")
	stream := NewStream[map[string]any](NewDecoder(response), nil)
	if stream.Next() || stream.Err() == nil || content.closed != 1 {
		t.Errorf("got %v, the error %v, closed %d times", stream.Current(), stream.Err(), content.closed)
	}
}

func TestWholeEventsHaveTheirNameIDAndRetry(t *testing.T) {
	response, _ := answer("event: delta\nid: 7\nretry: 0\ndata: [1]\n\nevent: delta\ndata: plain\n\n")
	stream := NewEventStream[map[string]any](NewDecoder(response), nil)
	if !stream.Next() || stream.Current()["event"] != "delta" || stream.Current()["id"] != "7" || stream.Current()["retry"] != 0.0 {
		t.Fatalf("got %v", stream.Current())
	}
	if !stream.Next() || stream.Current()["data"] != "plain" || stream.Current()["retry"] != nil {
		t.Errorf("got %v", stream.Current())
	}
}

func TestTheErrorOfTheCallIsThatOfTheStream(t *testing.T) {
	failed := errors.New("failed")
	stream := NewStream[Event](NewDecoder(nil), failed)
	if stream.Next() || stream.Err() != failed || stream.Close() != nil {
		t.Errorf("got the error %v", stream.Err())
	}
}

func TestALoopThatIsLeftClosesTheStream(t *testing.T) {
	response, content := answer("event: delta\ndata: 1\n\nevent: delta\ndata: 2\n\n")
	for value, err := range NewStream[int64](NewDecoder(response), nil).All() {
		if value != 1 || err != nil {
			t.Errorf("got %d and the error %v", value, err)
		}
		break
	}
	if content.closed != 1 {
		t.Errorf("closed %d times", content.closed)
	}
}

// reversed gives out one event.
type reversed struct {
	body io.ReadCloser
	read int
}

func (r *reversed) Event() Event { return Event{Type: "delta", Data: []byte("7")} }
func (r *reversed) Next() bool   { r.read++; return r.read == 1 }
func (r *reversed) Close() error { return r.body.Close() }
func (r *reversed) Err() error   { return nil }

func TestAnotherDecoderReadsItsContentType(t *testing.T) {
	RegisterDecoder("application/x-Events", func(body io.ReadCloser) Decoder { return &reversed{body: body} })
	response, _ := answer("")
	response.Header.Set("Content-Type", "application/x-events; charset=utf-8")
	stream := NewStream[int64](NewDecoder(response), nil)
	if !stream.Next() || stream.Current() != 7 {
		t.Errorf("got %d and the error %v", stream.Current(), stream.Err())
	}
}

func BenchmarkStream(b *testing.B) {
	text := strings.Repeat("event: delta\ndata: {\"type\":\"delta\",\"text\":\"some words\",\"n\":12}\n\n", 5000)
	for b.Loop() {
		response, _ := answer(text)
		stream := NewStream[map[string]any](NewDecoder(response), nil)
		for stream.Next() {
		}
	}
}
