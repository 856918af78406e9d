package option

import (
	"errors"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/secret"
)

// WithDebugLog prints each request and response, without credentials. A nil logger is the standard one.
func WithDebugLog(logger *log.Logger) RequestOption {
	if logger == nil {
		logger = log.Default()
	}
	return WithMiddleware(func(request *http.Request, next MiddlewareNext) (*http.Response, error) {
		logRequest(logger, request)
		response, err := next(request)
		if err != nil {
			logger.Printf("Request failed: %v", cause(err))
			return response, err
		}
		logResponse(logger, response)
		return response, nil
	})
}

func logRequest(logger *log.Logger, request *http.Request) {
	masked := *request
	masked.Header = secret.Header(request.Header)
	masked.URL = secret.URL(request.URL)
	// A body that cannot be read twice is not for the log.
	withBody := request.Body == nil || request.GetBody != nil
	if request.GetBody != nil {
		body, err := request.GetBody()
		if err != nil {
			return
		}
		masked.Body = body
	}
	if dump, err := httputil.DumpRequestOut(&masked, withBody); err == nil {
		logger.Printf("Request:\n%s\n", dump)
	}
}

func logResponse(logger *log.Logger, response *http.Response) {
	header := response.Header
	response.Header = secret.Header(header)
	// Reading a stream to its end would hold it back until then.
	stream := strings.HasPrefix(header.Get("Content-Type"), "text/event-stream")
	dump, err := httputil.DumpResponse(response, !stream)
	response.Header = header
	if err == nil {
		logger.Printf("Response:\n%s\n", dump)
	}
}

// cause returns the error without the URL, which the request shows already, that net/http puts before it.
func cause(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
