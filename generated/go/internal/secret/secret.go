// Package secret keeps credentials out of what is printed.
package secret

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/settings"
)

const mask = "***"

// Header returns a copy without credentials.
func Header(header http.Header) http.Header {
	masked := header.Clone()
	for name := range masked {
		if isHeader(name) {
			masked[name] = []string{mask}
		}
	}
	return masked
}

// URL returns the URL, or a copy without the credentials that it has.
func URL(u *url.URL) *url.URL {
	query, found := u.Query(), false
	for name := range query {
		if isParameter(name) {
			query[name], found = []string{mask}, true
		}
	}
	if !found && u.User == nil {
		return u
	}
	masked := *u
	masked.User = nil
	if found {
		masked.RawQuery = query.Encode()
	}
	return &masked
}

// isHeader reports whether a name is that of a credential, or looks like it.
func isHeader(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "authorization", "proxy-authorization", "cookie", "set-cookie":
		return true
	}
	if strings.HasPrefix(name, strings.ToLower(settings.HeaderPrefix)+"-") {
		return false
	}
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
		switch word {
		case "key", "apikey", "token", "secret", "password", "auth", "signature":
			return true
		}
	}
	return false
}

// isParameter is stricter than isHeader: a page_token is no secret.
func isParameter(name string) bool {
	switch strings.ReplaceAll(strings.ToLower(name), "-", "_") {
	case "key", "api_key", "apikey", "token", "access_token", "auth_token", "secret", "client_secret", "password", "signature":
		return true
	}
	return false
}
