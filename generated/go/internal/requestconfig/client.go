package requestconfig

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/settings"
)

// responseHeaderTimeout ends attempts that a server never answers.
const responseHeaderTimeout = 10 * time.Minute

// defaultClients holds an *http.Client for each value that http.DefaultTransport has had.
var defaultClients sync.Map

// defaultClient returns the client of all SDK clients that are not given one, so that they share connections.
func defaultClient() *http.Client {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		// Somebody has wrapped the transport, to watch it perhaps.
		return &http.Client{}
	}
	if made, ok := defaultClients.Load(standard); ok {
		return made.(*http.Client)
	}
	transport := standard.Clone()
	transport.ResponseHeaderTimeout = responseHeaderTimeout
	made, _ := defaultClients.LoadOrStore(standard, &http.Client{Transport: transport})
	return made.(*http.Client)
}

// guarded returns the client with a check that keeps secrets from the targets of redirects, and with limits on what it unpacks.
func guarded(client *http.Client) *http.Client {
	guarded := *client
	guarded.Transport = unpacking(client)
	guarded.CheckRedirect = func(request *http.Request, via []*http.Request) error {
		if err := guardRedirect(request, via); err != nil {
			return err
		}
		if client.CheckRedirect != nil {
			return client.CheckRedirect(request, via)
		}
		if len(via) >= 10 {
			return errors.New("stopped after 10 redirects")
		}
		return nil
	}
	return &guarded
}

// errRedirectBody is final: another attempt would be redirected as well.
var errRedirectBody = errors.New("the redirect would send the request body to another host")

// guardRedirect lets only harmless headers, and no body, go to another origin.
// net/http itself withholds no more than Authorization and cookies.
func guardRedirect(request *http.Request, via []*http.Request) error {
	home := via[0].URL
	away := !sameOrigin(home, request.URL)
	for _, step := range via {
		away = away || !sameOrigin(home, step.URL)
	}
	if !away {
		return nil
	}
	if request.Body != nil && request.Body != http.NoBody {
		return errRedirectBody
	}
	for name := range request.Header {
		if !isHarmless(name) {
			request.Header.Del(name)
		}
	}
	return nil
}

func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Host, b.Host)
}

func isHarmless(name string) bool {
	switch name {
	case "Accept", "Accept-Encoding", "Accept-Language", "Range", "User-Agent":
		return true
	}
	return strings.HasPrefix(name, http.CanonicalHeaderKey(settings.HeaderPrefix)+"-")
}
