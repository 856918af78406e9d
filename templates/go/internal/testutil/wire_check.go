package testutil

import (
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"bessemer.invalid/module/internal/apierror"
)

// Check compares the requests that the server has received, and the outcome of the call, with the vector.
func (w *Wire) Check(res any, err error) {
	w.t.Helper()
	w.checkRequests()
	switch w.vector.Outcome.Kind {
	case "value", "pages":
		if err != nil {
			w.t.Fatalf("the call failed: %v", err)
		}
		w.checkValue(res)
	case "status-error":
		w.checkStatusError(err)
	case "timeout":
		if !errors.Is(err, context.DeadlineExceeded) {
			w.t.Errorf("got the error %v, want a timeout", err)
		}
	case "malformed":
		var status *apierror.Error
		if err == nil || errors.As(err, &status) {
			w.t.Errorf("got the error %v, want one about the JSON of the response", err)
		}
	default:
		w.t.Errorf("there is no outcome %q", w.vector.Outcome.Kind)
	}
}

func (w *Wire) checkRequests() {
	w.t.Helper()
	requests := w.server.Seen(len(w.vector.Attempts))
	if len(requests) != len(w.vector.Attempts) {
		w.t.Fatalf("the server received %d requests, want %d", len(requests), len(w.vector.Attempts))
	}
	for i, attempt := range w.vector.Attempts {
		w.checkRequest(requests[i], attempt.Request)
	}
}

func (w *Wire) checkRequest(got Request, want sent) {
	w.t.Helper()
	path, query, _ := strings.Cut(got.Target, "?")
	if got.Method != want.Method || !alikePaths(path, want.Path) {
		w.t.Errorf("sent %s %s, want %s %s", got.Method, path, want.Method, want.Path)
	}
	var items []string
	if query != "" {
		items = strings.Split(query, "&")
	}
	if got, want := sorted(items), sorted(want.Query); !alike(got, want) {
		w.t.Errorf("sent the query %q, want %q", got, want)
	}
	if got, want := w.headerLines(got.Header), goLines(want); !alike(got, want) {
		w.t.Errorf("sent the headers\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	w.checkBody(got, want)
}

// sorted returns the items of a query or a form, whose order says nothing.
func sorted(items []string) []string {
	var read []string
	for _, item := range items {
		read = append(read, wholeSeconds(item))
	}
	slices.Sort(read)
	return read
}

func (w *Wire) headerLines(header http.Header) []string {
	var lines []string
	for name, values := range header {
		name = strings.ToLower(name)
		if slices.Contains(w.volatile, name) {
			continue
		}
		for _, value := range values {
			value, _, _ = strings.Cut(value, "; boundary=")
			lines = append(lines, name+": "+wholeSeconds(value))
		}
	}
	slices.Sort(lines)
	return lines
}

func goLines(want sent) []string {
	var lines []string
	for _, line := range want.Headers["go"] {
		lines = append(lines, line[0]+": "+wholeSeconds(line[1]))
	}
	slices.Sort(lines)
	return lines
}

// fraction is what Go leaves out of a time: requests have whole seconds.
var fraction = regexp.MustCompile(`(\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\d)\.\d+`)

func wholeSeconds(text string) string {
	return fraction.ReplaceAllString(text, "$1")
}

func (w *Wire) checkStatusError(err error) {
	w.t.Helper()
	var status *apierror.Error
	if !errors.As(err, &status) {
		w.t.Fatalf("got the error %v, want the status %d", err, w.vector.Outcome.Status)
	}
	last := w.vector.Attempts[len(w.vector.Attempts)-1].Response
	if status.StatusCode != last.Status {
		w.t.Errorf("got the status %d, want %d", status.StatusCode, last.Status)
	}
	if sent := w.body(last); status.RawJSON() != sent {
		w.t.Errorf("got the error body %s, want %s", status.RawJSON(), sent)
	}
	for _, line := range last.Headers {
		if strings.EqualFold(line[0], "request-id") && status.RequestID != line[1] {
			w.t.Errorf("got the request id %q, want %q", status.RequestID, line[1])
		}
	}
}

func (w *Wire) checkValue(res any) {
	w.t.Helper()
	if response, ok := res.(*http.Response); ok {
		content, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		sent := w.body(w.vector.Attempts[len(w.vector.Attempts)-1].Response)
		if err != nil || string(content) != sent {
			w.t.Errorf("got the content %q and the error %v, want %q", content, err, sent)
		}
		return
	}
	expected := w.expected()
	if res == nil {
		if expected != nil {
			w.t.Errorf("got nothing, want %v", expected)
		}
		return
	}
	for _, problem := range Differences(res, expected) {
		w.t.Error(problem)
	}
}
