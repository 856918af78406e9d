// Package told has what the driver is told, and what it tells.
package told

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
	"unicode/utf8"
)

// Canary stands in everything that is secret.
const Canary = "canary"

// Content is what is uploaded.
var Content = strings.Repeat("content", 30)

// Task is a scenario, as far as the driver knows it.
type Task struct {
	ID           string  `json:"id"`
	Call         string  `json:"call"`
	How          string  `json:"how"`
	Keyed        bool    `json:"keyed"`
	Given        bool    `json:"given"`
	Retries      int     `json:"retries"`
	ReadTimeout  float64 `json:"read_timeout"`
	Base         string  `json:"base"`
	Probe        string  `json:"probe"`
	ProbeRetries int     `json:"probe_retries"`
}

// Timeout is that of an attempt.
func (t Task) Timeout() time.Duration { return time.Duration(t.ReadTimeout * float64(time.Second)) }

// Outcome is what became of a call.
type Outcome struct {
	ID       string            `json:"id"`
	Result   string            `json:"result"`
	Value    any               `json:"value"`
	Items    []json.RawMessage `json:"items"`
	Classes  []string          `json:"classes"`
	Text     string            `json:"text"`
	Delays   []float64         `json:"delays"`
	Held     int               `json:"held"`
	NextCall string            `json:"next_call"`
	Leaks    []string          `json:"leaks"`
	Memory   float64           `json:"memory"`
}

// Client makes the calls of one module.
type Client interface {
	// Call makes a call; what a stream gives goes into items.
	Call(ctx context.Context, task Task, log io.Writer, items *[]json.RawMessage) (any, error)
	// Leave takes the first item of a stream and goes.
	Leave(ctx context.Context, task Task) (bool, error)
	// Echo asks for a thing of that name, and tells whether it is what comes.
	Echo(ctx context.Context, task Task, name string) (bool, error)
	// Status is that of an error of the API.
	Status(err error) (int, bool)
	// Shown is what a log would print of the client.
	Shown() string
}

// Raw is a JSON value as it came.
func Raw(text string) json.RawMessage {
	if !json.Valid([]byte(text)) {
		quoted, _ := json.Marshal(text)
		return quoted
	}
	return json.RawMessage(text)
}

// Read reads a body by way of a file, as programs do that do not know how large it is.
func Read(body io.Reader) ([]byte, error) {
	file, err := os.CreateTemp("", "body")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	if _, err := io.Copy(file, body); err != nil {
		return nil, err
	}
	return os.ReadFile(file.Name())
}

// Decoded is the value of an answer that a program reads by itself.
func Decoded(response *http.Response) (any, error) {
	defer response.Body.Close()
	content, err := Read(response.Body)
	if err != nil {
		return nil, err
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) {
		return nil, &Unreadable{errors.New("no UTF-8")}
	}
	var value any
	if err := json.Unmarshal(content, &value); err != nil {
		return nil, &Unreadable{err}
	}
	return json.RawMessage(content), nil
}

// Unreadable is the error of a program that cannot make anything of an answer.
type Unreadable struct{ Err error }

func (u *Unreadable) Error() string { return u.Err.Error() }

var names = map[int]string{
	400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError", 404: "NotFoundError",
	409: "ConflictError", 422: "UnprocessableEntityError", 429: "RateLimitError",
}

// Classes names an error as the contract of the other language does, with "documented" where Go's names it too:
// errors of the API are *Error; those of net/http, of the context and of reading come as they are, or wrapped.
func Classes(err error, status int, isStatus bool) []string {
	var wrapped *url.Error
	var network net.Error
	var unreadable *Unreadable
	switch {
	case isStatus && names[status] != "":
		return []string{names[status], "APIStatusError", "documented"}
	case isStatus && status >= 500:
		return []string{"InternalServerError", "APIStatusError", "documented"}
	case isStatus:
		return []string{"APIStatusError", "documented"}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return []string{"APITimeoutError", "APIConnectionError", "documented"}
	case errors.As(err, &unreadable), strings.HasPrefix(err.Error(), "error parsing "),
		strings.HasPrefix(err.Error(), "expected a JSON response"):
		return []string{"APIResponseValidationError", "documented"}
	case errors.As(err, &wrapped), errors.As(err, &network), errors.Is(err, io.ErrUnexpectedEOF),
		strings.HasPrefix(err.Error(), "error reading "):
		return []string{"APIConnectionError", "documented"}
	}
	return []string{"unknown"}
}
