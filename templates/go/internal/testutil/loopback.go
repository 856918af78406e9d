package testutil

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Response is one answer of a [Loopback].
type Response struct {
	// Status is the HTTP status, 200 when zero.
	Status int
	// Header is sent as it is; the content type is application/json unless it is set here.
	Header http.Header
	// Body is sent as it is.
	Body string
	// Delay is the wait before the answer; it ends early when the client goes away.
	Delay time.Duration
	// Drop closes the connection without an answer.
	Drop bool
	// Cut closes the connection in the middle of the body.
	Cut bool
}

// Request is what a [Loopback] has received.
type Request struct {
	// Method is the verb.
	Method string
	// Target is the path and query exactly as they were sent.
	Target string
	// Header has all header lines but Host.
	Header http.Header
	// Body is the whole body.
	Body string
}

// Loopback is a server on a loopback socket that answers by a script and keeps what it has received.
type Loopback struct {
	// URL is where the server listens.
	URL string

	mutex    sync.Mutex
	script   []Response
	requests []Request
}

// NewLoopback starts a server that gives the responses in turn, and the last one to all further requests.
// It stops with the test.
func NewLoopback(t testing.TB, script ...Response) *Loopback {
	t.Helper()
	l := &Loopback{script: script}
	server := httptest.NewServer(l)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	l.URL = server.URL
	return l
}

// Requests returns what has been received so far.
func (l *Loopback) Requests() []Request {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return append([]Request(nil), l.requests...)
}

// Seen returns what has been received once that is count requests, or ten seconds later: a client that gives up may be
// done before the server has read what was sent.
func (l *Loopback) Seen(count int) []Request {
	for end := time.Now().Add(10 * time.Second); len(l.Requests()) < count && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	return l.Requests()
}

// Last returns the last request; the test fails when there is none.
func (l *Loopback) Last(t testing.TB) Request {
	t.Helper()
	requests := l.Requests()
	if len(requests) == 0 {
		t.Fatal("the server has received no request")
	}
	return requests[len(requests)-1]
}

// ServeHTTP records the request and gives the next response.
func (l *Loopback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	response := l.record(Request{Method: r.Method, Target: r.RequestURI, Header: r.Header.Clone(), Body: string(body)})
	if response.Delay > 0 {
		select {
		case <-r.Context().Done():
		case <-time.After(response.Delay):
		}
	}
	if response.Drop {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	for name, values := range response.Header {
		w.Header()[http.CanonicalHeaderKey(name)] = values
	}
	if response.Status == 0 {
		response.Status = http.StatusOK
	}
	w.WriteHeader(response.Status)
	if response.Cut {
		_, _ = io.WriteString(w, response.Body[:len(response.Body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = io.WriteString(w, response.Body)
}

func (l *Loopback) record(request Request) Response {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.requests = append(l.requests, request)
	if len(l.script) == 0 {
		return Response{Body: "{}"}
	}
	return l.script[min(len(l.requests), len(l.script))-1]
}
