package apierror_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/anthropics/anthropic-sdk-go/internal/apierror"
)

func TestErrorText(t *testing.T) {
	request, err := http.NewRequest(http.MethodPost, "http://h/v1?key=my-key", strings.NewReader("body"))
	if err != nil {
		t.Fatal(err)
	}
	failure := &apierror.Error{StatusCode: 404, Request: request, RequestID: "req_1"}
	if got, want := failure.Error(), `POST "http://h/v1?key=%2A%2A%2A": 404 Not Found (Request-ID: req_1) `; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for range 2 {
		if dump := string(failure.DumpRequest(true)); !strings.HasSuffix(dump, "\r\n\r\nbody") {
			t.Errorf("got %s", dump)
		}
	}
	if dump := string(failure.DumpRequest(false)); strings.Contains(dump, "body") {
		t.Errorf("got %s", dump)
	}
}

func TestDumpsDoNotDependOnWhoHasReadTheBody(t *testing.T) {
	request, _ := http.NewRequest(http.MethodGet, "http://h/", nil)
	response := &http.Response{StatusCode: 400, ProtoMajor: 1, ProtoMinor: 1, Body: io.NopCloser(strings.NewReader(`{"a":1}`))}
	failure := apierror.New(request, response)
	for _, left := range []string{`{"a":1}`, ""} {
		if dump := string(failure.DumpResponse(true)); !strings.HasSuffix(dump, "\r\n\r\n{\"a\":1}") {
			t.Errorf("got %s", dump)
		}
		if content, err := io.ReadAll(failure.Response.Body); err != nil || string(content) != left {
			t.Errorf("the body has %q left, want %q: %v", content, left, err)
		}
	}
}

func TestErrorMadeByHandCanBeShown(t *testing.T) {
	failure := &apierror.Error{StatusCode: 500}
	if err := failure.UnmarshalJSON([]byte(`{"message":"no"}`)); err != nil {
		t.Fatal(err)
	}
	if failure.Error() != `500 Internal Server Error {"message":"no"}` || failure.DumpRequest(true) != nil || failure.DumpResponse(true) != nil {
		t.Errorf("got %s", failure)
	}
	if failure.JSON.ExtraFields["message"].Raw() != `"no"` {
		t.Errorf("got %v", failure.JSON.ExtraFields)
	}
}
