// Package option holds the options of clients, services and single calls.
package option

import (
	"fmt"
	"net/http"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/internal/requestconfig"
)

// RequestOption changes how requests are made. It can be given to a client, a service or a call; the call wins.
type RequestOption = requestconfig.RequestOption

// Middleware sees each attempt of a request before it is sent, and its response.
type Middleware = requestconfig.Middleware

// MiddlewareNext passes a request on to the next middleware, or to the network.
type MiddlewareNext = requestconfig.MiddlewareNext

// HTTPClient sends one HTTP request; an [http.Client] is one.
type HTTPClient = requestconfig.HTTPDoer

// WithBaseURL sets the URL below which all paths are.
func WithBaseURL(base string) RequestOption {
	parsed, err := requestconfig.ParseBaseURL(base)
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.BaseURL = parsed
		return err
	})
}

// WithHTTPClient sets what sends the requests.
func WithHTTPClient(client HTTPClient) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.HTTPDoer = client
		return nil
	})
}

// WithMiddleware adds middlewares. The first one sees a request first; those of the client come before those of the call.
func WithMiddleware(middlewares ...Middleware) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.Middlewares = append(r.Middlewares, middlewares...)
		return nil
	})
}

// WithMaxRetries sets how often a request is repeated after the first attempt. It panics when retries is negative.
func WithMaxRetries(retries int) RequestOption {
	if retries < 0 {
		panic("option: WithMaxRetries needs a number of at least 0")
	}
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.MaxRetries = retries
		return nil
	})
}

// WithRequestTimeout bounds each attempt. To bound the whole call, give its context a deadline.
func WithRequestTimeout(timeout time.Duration) RequestOption {
	return requestconfig.PreRequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.RequestTimeout = timeout
		return nil
	})
}

// WithHeader sets a header, in place of what it was.
func WithHeader(key, value string) RequestOption { return requestconfig.WithHeader(key, value) }

// WithHeaderAdd adds a header line to those that are there.
func WithHeaderAdd(key, value string) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.Request.Header.Add(key, value)
		return nil
	})
}

// WithHeaderDel removes a header.
func WithHeaderDel(key string) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.Request.Header.Del(key)
		return nil
	})
}

// WithQuery sets a query parameter, in place of what it was.
func WithQuery(key, value string) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.SetQuery(key, value)
		return nil
	})
}

// WithQueryAdd adds a query parameter to those that are there.
func WithQueryAdd(key, value string) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.AddQuery(key, value)
		return nil
	})
}

// WithQueryDel removes a query parameter.
func WithQueryDel(key string) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.DelQuery(key)
		return nil
	})
}

// WithJSONSet sets a value in the JSON body. The key is a dotted path: names, indices, or -1 to append to a list;
// a backslash makes a dot part of a name.
func WithJSONSet(key string, value any) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		raw, err := apijson.Marshal(value)
		if err != nil {
			return fmt.Errorf("cannot set %q in the JSON body: %w", key, err)
		}
		return r.EditJSON(func(body []byte) ([]byte, error) { return apijson.Set(body, key, raw) })
	})
}

// WithJSONDel removes a value from the JSON body. The key is a path as for [WithJSONSet].
func WithJSONDel(key string) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		return r.EditJSON(func(body []byte) ([]byte, error) { return apijson.Delete(body, key) })
	})
}

// WithRequestBody sends an [io.Reader] or []byte as the body. Only a body that can be rewound is sent again.
func WithRequestBody(contentType string, body any) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		return r.SetBody(contentType, body)
	})
}

// WithResponseBodyInto fills dst in place of the result of the method.
func WithResponseBodyInto(dst any) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.ResponseBodyInto = dst
		return nil
	})
}

// WithResponseInto gives the HTTP response, also when it is an error of the API.
func WithResponseInto(dst **http.Response) RequestOption {
	return requestconfig.RequestOptionFunc(func(r *requestconfig.RequestConfig) error {
		r.ResponseInto = dst
		return nil
	})
}
