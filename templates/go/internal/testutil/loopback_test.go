package testutil_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"bessemer.invalid/module/internal/testutil"
)

func TestLoopbackFollowsItsScriptAndRecords(t *testing.T) {
	server := testutil.NewLoopback(t,
		testutil.Response{Status: 418, Header: http.Header{"x-a": {"b"}}, Body: "tea"},
		testutil.Response{Drop: true},
		testutil.Response{Body: `{"a":1}`, Cut: true},
		testutil.Response{Body: `{"b":1}`},
	)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Post(server.URL+"/p%2Fq?x=%5B", "text/plain", strings.NewReader("hi"))
	if err != nil || response.StatusCode != 418 || response.Header.Get("X-A") != "b" {
		t.Fatalf("got %v %v", response, err)
	}
	if got := server.Last(t); got.Method != "POST" || got.Target != "/p%2Fq?x=%5B" || got.Body != "hi" {
		t.Errorf("got %+v", got)
	}
	if _, err := client.Get(server.URL); err == nil {
		t.Error("the dropped connection gave an answer")
	}
	if response, err := client.Get(server.URL); err != nil {
		t.Error(err)
	} else if _, err := io.ReadAll(response.Body); err == nil {
		t.Error("the cut body was read to its end")
	}
	for range 2 {
		if response, err := client.Get(server.URL); err != nil || response.StatusCode != 200 {
			t.Errorf("got %v %v", response, err)
		}
	}
	if got := len(server.Seen(5)); got < 5 {
		t.Errorf("recorded %d requests, want 5", got)
	}
	testutil.CheckTestServer(t, server.URL)
}
