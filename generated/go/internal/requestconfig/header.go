package requestconfig

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"github.com/anthropics/anthropic-sdk-go/internal"
	"github.com/anthropics/anthropic-sdk-go/internal/apiquery"
	"github.com/anthropics/anthropic-sdk-go/internal/apistyle"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

const retryCountHeader = settings.HeaderPrefix + "-Retry-Count"

const timeoutHeader = settings.HeaderPrefix + "-Timeout"

// defaultHeaders returns the headers that options may change. All requests share the values: they are replaced, not changed.
func defaultHeaders(method string) http.Header {
	header := make(http.Header, usualHeaders)
	maps.Copy(header, standingHeaders())
	if settings.IdempotencyHeader != "" && method != http.MethodGet && method != http.MethodHead {
		header.Set(settings.IdempotencyHeader, idempotencyKey())
	}
	return header
}

// usualHeaders is how many most requests have.
const usualHeaders = 16

// standingHeaders are the same in all requests.
var standingHeaders = sync.OnceValue(func() http.Header {
	header := http.Header{}
	header.Set("Accept", "application/json")
	header.Set("User-Agent", settings.ClientName+"/Go "+internal.PackageVersion)
	header.Set(settings.HeaderPrefix+"-Lang", "go")
	header.Set(settings.HeaderPrefix+"-Package-Version", internal.PackageVersion)
	header.Set(settings.HeaderPrefix+"-OS", operatingSystem())
	header.Set(settings.HeaderPrefix+"-Arch", architecture())
	header.Set(settings.HeaderPrefix+"-Runtime", "go")
	header.Set(settings.HeaderPrefix+"-Runtime-Version", runtime.Version())
	header.Set(retryCountHeader, "0")
	return header
})

// idempotencyKey is made once for a call, so that all its attempts are one to the server.
func idempotencyKey() string {
	return strings.ToLower(settings.HeaderPrefix) + "-go-" + rand.Text()
}

func operatingSystem() string {
	switch runtime.GOOS {
	case "darwin":
		return "MacOS"
	case "linux":
		return "Linux"
	case "windows":
		return "Windows"
	case "freebsd":
		return "FreeBSD"
	case "openbsd":
		return "OpenBSD"
	case "ios":
		return "iOS"
	case "android":
		return "Android"
	}
	return "Other:" + runtime.GOOS
}

func architecture() string {
	switch runtime.GOARCH {
	case "386":
		return "x32"
	case "amd64":
		return "x64"
	case "arm", "arm64":
		return runtime.GOARCH
	}
	return "other:" + runtime.GOARCH
}

// WithHeader sets a header. What can be done once is not done for each request.
func WithHeader(name, value string) RequestOption {
	key, values := http.CanonicalHeaderKey(name), []string{value}
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.Request.Header[key] = values
		return nil
	})
}

// WithDefaultHeader sends a header unless the params struct has a field of its name that is sent.
func WithDefaultHeader(name, value string, params any) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if !hasHeader(params, name) {
			cfg.Request.Header.Set(name, value)
		}
		return nil
	})
}

func hasHeader(params any, name string) bool {
	v := reflect.ValueOf(params)
	for i := range v.NumField() {
		tagged, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("header"), ",")
		if strings.EqualFold(tagged, name) && !v.Field(i).IsZero() && !param.IsNull(v.Field(i).Interface()) {
			return true
		}
	}
	return false
}

// HeaderParams returns the options that send the fields of a params struct that have a header or a cookie tag.
// A list without a style is one header line per element, added to what is there; a single value replaces it.
func HeaderParams(params any) []RequestOption {
	v := reflect.ValueOf(params)
	var opts []RequestOption
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		named, isHeader := tag.Lookup("header")
		cookie, isCookie := tag.Lookup("cookie")
		if !isHeader && !isCookie {
			continue
		}
		name, options, _ := strings.Cut(named+cookie, ",")
		if strings.Contains(options, "omitzero") && v.Field(i).IsZero() {
			continue
		}
		if isCookie {
			opts = append(opts, cookieOption(name, v.Field(i), tag))
		} else {
			opts = append(opts, headerOption(name, v.Field(i), tag))
		}
	}
	return opts
}

// cookieOption adds cookies to those of the client.
func cookieOption(name string, v reflect.Value, tag reflect.StructTag) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		value, err := apistyle.Of(v, tag.Get("format"))
		if err != nil || value.IsNull() {
			return err
		}
		text := apistyle.Style(cmp.Or(tag.Get("style"), "form*")).Cookie(name, value)
		if others := cfg.Request.Header.Get("Cookie"); others != "" && text != "" {
			text = others + "; " + text
		}
		if text != "" {
			cfg.Request.Header.Set("Cookie", text)
		}
		return nil
	})
}

func headerOption(name string, v reflect.Value, tag reflect.StructTag) RequestOption {
	format, style := tag.Get("format"), apistyle.Style(tag.Get("style"))
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if param.IsNull(v.Interface()) {
			return nil
		}
		if style != "" {
			value, err := apistyle.Of(v, format)
			if err == nil {
				cfg.Request.Header.Set(name, style.Header(value))
			}
			return err
		}
		if v.Kind() != reflect.Slice {
			text, err := headerText(v, format)
			cfg.Request.Header.Set(name, text)
			return err
		}
		for i := range v.Len() {
			text, err := headerText(v.Index(i), format)
			if err != nil {
				return err
			}
			cfg.Request.Header.Add(name, text)
		}
		return nil
	})
}

// headerText returns a scalar as it is, and anything else as JSON.
func headerText(v reflect.Value, format string) (string, error) {
	if text, ok, err := apiquery.Scalar(v, format); ok || err != nil {
		return text, err
	}
	value, err := apistyle.Of(v, format)
	return value.Text(), err
}

// checkHeaders refuses control characters before anything is sent; the value may be a secret, so it is not shown.
func checkHeaders(header http.Header) error {
	for name, values := range header {
		if name == "" || strings.ContainsAny(name, "\r\n\x00 :") {
			return fmt.Errorf("invalid header name %q", name)
		}
		for _, value := range values {
			if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
				return fmt.Errorf("the value of the header %s has a control character", name)
			}
		}
	}
	return nil
}
