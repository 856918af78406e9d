package requestconfig

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"reflect"
	"runtime"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal"
	"github.com/anthropics/anthropic-sdk-go/internal/apiquery"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

const retryCountHeader = settings.HeaderPrefix + "-Retry-Count"

const timeoutHeader = settings.HeaderPrefix + "-Timeout"

// defaultHeaders returns the headers that options may change.
func defaultHeaders(method string) http.Header {
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
	if settings.IdempotencyHeader != "" && method != http.MethodGet && method != http.MethodHead {
		header.Set(settings.IdempotencyHeader, idempotencyKey())
	}
	return header
}

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

// HeaderParams returns the options that send the fields of a params struct that have a header tag.
// A list is one header line per element, added to what is there; a single value replaces it.
func HeaderParams(params any) []RequestOption {
	v := reflect.ValueOf(params)
	var opts []RequestOption
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		tag, ok := sf.Tag.Lookup("header")
		if !ok {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if strings.Contains(options, "omitzero") && v.Field(i).IsZero() {
			continue
		}
		opts = append(opts, headerOption(name, v.Field(i), sf.Tag.Get("format")))
	}
	return opts
}

func headerOption(name string, v reflect.Value, format string) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if param.IsNull(v.Interface()) {
			return nil
		}
		if v.Kind() != reflect.Slice {
			text, err := headerText(name, v, format)
			cfg.Request.Header.Set(name, text)
			return err
		}
		for i := range v.Len() {
			text, err := headerText(name, v.Index(i), format)
			if err != nil {
				return err
			}
			cfg.Request.Header.Add(name, text)
		}
		return nil
	})
}

func headerText(name string, v reflect.Value, format string) (string, error) {
	text, ok, err := apiquery.Scalar(v, format)
	if err == nil && !ok {
		err = fmt.Errorf("cannot write a %s into the header %s", v.Type(), name)
	}
	return text, err
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
