package testutil

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/option"
)

// Wire replays one wire vector: a server answers by it, and [Wire.Check] compares what left and what came back.
type Wire struct {
	// URL is where the server listens.
	URL string
	// Options are those of the call.
	Options []option.RequestOption

	t        testing.TB
	server   *Loopback
	vector   vector
	values   map[string]json.RawMessage
	volatile []string
}

// vectorFile is the file that the tests of the SDKs of all languages read.
type vectorFile struct {
	VolatileHeaders []string                   `json:"volatile_headers"`
	Vectors         []vector                   `json:"vectors"`
	Values          map[string]json.RawMessage `json:"values"`
}

type vector struct {
	Name     string    `json:"name"`
	Options  callWish  `json:"options"`
	Attempts []attempt `json:"attempts"`
	Outcome  outcome   `json:"outcome"`
}

// callWish holds options of a call; times are seconds.
type callWish struct {
	Timeout    float64 `json:"timeout"`
	MaxRetries *int    `json:"max_retries"`
}

type attempt struct {
	Request  sent   `json:"request"`
	Response answer `json:"response"`
}

type sent struct {
	Method  string                 `json:"method"`
	Path    string                 `json:"path"`
	Query   []string               `json:"query"`
	Headers map[string][][2]string `json:"headers"`
	Body    json.RawMessage        `json:"body"`
	// BodyKind is form, multipart, raw, or nothing for JSON.
	BodyKind string `json:"body_kind"`
}

// answer holds its body, or the name of the value whose JSON is the body.
type answer struct {
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
	Value   string      `json:"value"`
	Stall   float64     `json:"stall"`
}

// outcome holds the name of the value that comes back.
type outcome struct {
	Kind   string `json:"kind"`
	Status int    `json:"status"`
	Value  string `json:"value"`
}

// files holds what was read, by path: a file has the vectors of many tests.
var files sync.Map

func read(path string) (vectorFile, error) {
	made, _ := files.LoadOrStore(path, sync.OnceValues(func() (file vectorFile, err error) {
		content, err := os.ReadFile(path)
		if err != nil {
			return file, err
		}
		return file, json.Unmarshal(content, &file)
	}))
	return made.(func() (vectorFile, error))()
}

// NewWire starts a server that answers by the vector of that name in the file at path.
func NewWire(t testing.TB, path, name string) *Wire {
	t.Helper()
	file, err := read(path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	at := slices.IndexFunc(file.Vectors, func(v vector) bool { return v.Name == name })
	if at < 0 {
		t.Fatalf("%s has no vector %q", path, name)
	}
	wire := &Wire{t: t, vector: file.Vectors[at], values: file.Values, volatile: file.VolatileHeaders}
	wire.server = NewLoopback(t, wire.script()...)
	wire.URL = wire.server.URL
	if seconds := wire.vector.Options.Timeout; seconds > 0 {
		wire.Options = append(wire.Options, option.WithRequestTimeout(duration(seconds)))
	}
	if retries := wire.vector.Options.MaxRetries; retries != nil {
		wire.Options = append(wire.Options, option.WithMaxRetries(*retries))
	}
	return wire
}

// Time reads a time as documents write it.
func Time(text string) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if parsed, err := time.Parse(layout, text); err == nil {
			return parsed
		}
	}
	return time.Time{}
}

func (w *Wire) script() []Response {
	var script []Response
	for _, attempt := range w.vector.Attempts {
		header := http.Header{}
		for _, line := range attempt.Response.Headers {
			header.Add(line[0], line[1])
		}
		script = append(script, Response{
			Status: attempt.Response.Status,
			Header: header,
			Body:   w.body(attempt.Response),
			Delay:  duration(attempt.Response.Stall),
		})
	}
	return script
}

// body returns the text of an answer.
func (w *Wire) body(of answer) string {
	if of.Value != "" {
		return string(w.values[of.Value])
	}
	return of.Body
}

// expected returns the value of the outcome. Numbers stay as they are written: a float64 does not hold large ones.
func (w *Wire) expected() (value any) {
	w.t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(w.values[w.vector.Outcome.Value]))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		w.t.Fatalf("the value %q: %v", w.vector.Outcome.Value, err)
	}
	return value
}

func duration(seconds float64) time.Duration {
	return time.Duration(seconds * float64(time.Second))
}
