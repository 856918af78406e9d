// Package requestconfig turns a method call into HTTP requests, and their answer into a result.
package requestconfig

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/settings"
)

// HTTPDoer sends one HTTP request; an *http.Client is one.
type HTTPDoer interface {
	Do(*http.Request) (*http.Response, error)
}

// Middleware sees each attempt before it is sent and its response.
type Middleware = func(*http.Request, MiddlewareNext) (*http.Response, error)

// MiddlewareNext passes a request on to the next middleware, or to the network.
type MiddlewareNext = func(*http.Request) (*http.Response, error)

// RequestOption changes how a request is made.
type RequestOption interface {
	// Apply changes the request.
	Apply(*RequestConfig) error
}

// RequestOptionFunc is a RequestOption that needs the request.
type RequestOptionFunc func(*RequestConfig) error

// Apply calls the function.
func (f RequestOptionFunc) Apply(cfg *RequestConfig) error { return f(cfg) }

// PreRequestOptionFunc is a RequestOption that can be read before there is a request.
type PreRequestOptionFunc func(*RequestConfig) error

// Apply calls the function.
func (f PreRequestOptionFunc) Apply(cfg *RequestConfig) error { return f(cfg) }

// RequestConfig is a request in the making, and all that is needed to make it again.
type RequestConfig struct {
	// Context ends all attempts and the waits between them.
	Context context.Context
	// Request has the method, the headers, and the URL relative to the base URL.
	Request *http.Request
	// BaseURL is what options chose.
	BaseURL *url.URL
	// DefaultBaseURL holds when no option chose a BaseURL.
	DefaultBaseURL *url.URL
	// Server is that of the operation; it holds when no option chose a BaseURL.
	Server *url.URL
	// HTTPDoer sends the requests.
	HTTPDoer HTTPDoer
	// Middlewares see each attempt, the first one first.
	Middlewares []Middleware
	// MaxRetries is how often the request is repeated after the first attempt.
	MaxRetries int
	// RequestTimeout bounds one attempt; zero is no bound.
	RequestTimeout time.Duration
	// Values holds settings that are not sent, such as the key of webhooks.
	Values map[string]string
	// Security are the alternatives that the operation accepts, each the names of schemes; nil is all that there are.
	Security [][]string
	// ResponseBodyInto receives the result.
	ResponseBodyInto any
	// ResponseInto receives the response.
	ResponseInto **http.Response

	body        body
	credentials []credential
	// arguments are the query that a method was called with, as it is sent.
	arguments string
}

// NewRequestConfig prepares a request to a path below the base URL.
// The body is nil, bytes, a reader, a params struct, or any value that can be JSON; dst is what [RequestConfig.Execute] fills.
func NewRequestConfig(ctx context.Context, method, path string, params, dst any, opts ...RequestOption) (*RequestConfig, error) {
	if ctx == nil {
		return nil, errors.New("the context is nil")
	}
	relative, err := relativeURL(path)
	if err != nil {
		return nil, err
	}
	cfg := &RequestConfig{
		Context:          ctx,
		Request:          newRequest(method, relative),
		HTTPDoer:         defaultClient(),
		MaxRetries:       settings.DefaultMaxRetries,
		Values:           map[string]string{},
		ResponseBodyInto: dst,
	}
	if err := cfg.setParams(params); err != nil {
		return nil, err
	}
	return cfg, cfg.Apply(opts...)
}

// newRequest returns a request without a context: each attempt has one of its own.
func newRequest(method string, relative *url.URL) *http.Request {
	return &http.Request{
		Method: method, URL: relative, Header: defaultHeaders(method),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
}

// ExecuteNewRequest makes a request and fills dst.
func ExecuteNewRequest(ctx context.Context, method, path string, params, dst any, opts ...RequestOption) error {
	cfg, err := NewRequestConfig(ctx, method, path, params, dst, opts...)
	if err != nil {
		return err
	}
	return cfg.Execute()
}

// PreRequestOptions returns the settings among the options that can be read without a request.
func PreRequestOptions(opts ...RequestOption) (RequestConfig, error) {
	cfg := RequestConfig{Values: map[string]string{}}
	for _, opt := range opts {
		if pre, ok := opt.(PreRequestOptionFunc); ok {
			if err := pre.Apply(&cfg); err != nil {
				return cfg, err
			}
		}
	}
	return cfg, nil
}

// Apply applies the options in their order.
func (cfg *RequestConfig) Apply(opts ...RequestOption) error {
	for _, opt := range opts {
		if opt == nil {
			continue
		}
		if err := opt.Apply(cfg); err != nil {
			return err
		}
	}
	return nil
}

// Clone returns a copy that can be changed and executed on its own, or nil when the body cannot be sent again.
func (cfg *RequestConfig) Clone(ctx context.Context) *RequestConfig {
	if cfg == nil || !cfg.body.rewindable() {
		return nil
	}
	clone := *cfg
	clone.Context = ctx
	clone.Request = cfg.Request.Clone(ctx)
	clone.Middlewares = slices.Clone(cfg.Middlewares)
	clone.Values = maps.Clone(cfg.Values)
	clone.credentials = slices.Clone(cfg.credentials)
	return &clone
}

// WithDefaultBaseURL sets the base URL that holds when no option chooses another.
func WithDefaultBaseURL(base string) RequestOption {
	parsed, err := ParseBaseURL(base)
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.DefaultBaseURL = parsed
		return err
	})
}

// WithServer sends a request to the operation's own server, unless an option chooses a base URL.
func WithServer(server string) RequestOption {
	parsed, err := ParseBaseURL(server)
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.Server = parsed
		return err
	})
}

// ParseBaseURL reads a base URL; its path gets a trailing slash so that it is kept when a path is added.
func ParseBaseURL(base string) (*url.URL, error) {
	parsed, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("invalid base URL: %w", err)
	}
	if !strings.HasSuffix(parsed.Path, "/") {
		parsed = parsed.JoinPath("/")
	}
	return parsed, nil
}

// relativeURL reads a path; whatever it looks like, it cannot become an absolute URL.
func relativeURL(path string) (*url.URL, error) {
	if strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://") {
		return nil, fmt.Errorf("the path %q is an absolute URL: use the option WithBaseURL", path)
	}
	return url.Parse("./" + strings.TrimPrefix(path, "/"))
}

// target returns the absolute URL of the request.
func (cfg *RequestConfig) target() (*url.URL, error) {
	base := cmp.Or(cfg.BaseURL, cfg.Server, cfg.DefaultBaseURL)
	switch {
	case base == nil:
		return nil, errors.New("there is no base URL: use the option WithBaseURL")
	case base.Scheme != "http" && base.Scheme != "https" || base.Host == "":
		return nil, fmt.Errorf("the base URL %q is not an http or https URL", base.Redacted())
	}
	return base.ResolveReference(cfg.Request.URL), nil
}
