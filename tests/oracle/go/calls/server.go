package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
)

// server answers every request, and keeps how it was written.
type server struct {
	url  string
	sent []string
}

func newServer() *server {
	made := &server{}
	made.url = httptest.NewServer(made).URL
	return made
}

func (s *server) begin() { s.sent = nil }

const pageOfTwo = `{"data":[{"id":"a"},{"id":"b"}],"has_more":true,"first_id":"a","last_id":"b","next_page":"p<2>","object":"list"}`

// ServeHTTP gives one page that leads to another, which is empty.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.sent = append(s.sent, written(r, string(body)))
	w.Header().Set("Content-Type", "application/json")
	if len(s.sent) > 1 {
		_, _ = io.WriteString(w, `{"data":[],"has_more":false}`)
		return
	}
	_, _ = io.WriteString(w, pageOfTwo)
}

var (
	version  = regexp.MustCompile(`\d+\.\d+\.\d+`)
	boundary = regexp.MustCompile(`boundary="?([^";]+)"?`)
	counted  = regexp.MustCompile(`Count: \d+`)
	address  = regexp.MustCompile(`127\.0\.0\.1:\d+`)
)

// clean leaves out what no two runs have alike.
func clean(text string) string {
	return counted.ReplaceAllString(version.ReplaceAllString(address.ReplaceAllString(text, "HOST"), "VERSION"), "Count: N")
}

func written(r *http.Request, body string) string {
	lines := []string{r.Method + " " + r.RequestURI}
	if r.ContentLength >= 0 {
		lines = append(lines, fmt.Sprint("length is told: ", r.ContentLength == int64(len(body))))
	}
	for name, values := range r.Header {
		for _, value := range values {
			switch name {
			case "User-Agent", "X-Stainless-Package-Version":
				value = version.ReplaceAllString(value, "VERSION")
			case "Content-Length":
				continue
			}
			lines = append(lines, name+": "+value)
		}
	}
	slices.Sort(lines[1:])
	// text that is no UTF-8 is mended in forms, and by published modules in JSON alone
	text := strings.Join(append(lines, strings.ToValidUTF8(body, "\ufffd")), "\n")
	if found := boundary.FindStringSubmatch(r.Header.Get("Content-Type")); found != nil {
		text = strings.ReplaceAll(text, found[1], "BOUNDARY")
	}
	return strings.ReplaceAll(text, "\r", "\\r")
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
