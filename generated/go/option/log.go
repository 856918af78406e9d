package option

import (
	"bytes"
	"errors"
	"io"
	"log"
	"mime"
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

// broken is what is left of a body that could not be read.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func logRequest(logger *log.Logger, request *http.Request) {
	masked := *request
	masked.Header = secret.Header(request.Header)
	masked.URL = secret.URL(request.URL)
	// A body that cannot be read twice, or that is large, is not for the log.
	withBody := request.Body == nil || request.GetBody != nil && request.ContentLength <= mostLogged
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
	dump, err := httputil.DumpResponse(response, false)
	response.Header = header
	if err == nil {
		logger.Printf("Response:\n%s%s\n", dump, start(response))
	}
}

// mostLogged bounds what is logged of the body of a response.
const mostLogged = 64 << 10

// start returns how a body begins that is text and no stream, and leaves it to be read from there.
func start(response *http.Response) []byte {
	media, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	isText := media == "application/json" || strings.HasSuffix(media, "+json") || strings.HasPrefix(media, "text/")
	if !isText || media == "text/event-stream" || response.Body == nil || response.StatusCode < 200 {
		return nil
	}
	begun, err := io.ReadAll(io.LimitReader(response.Body, mostLogged))
	rest := io.Reader(response.Body)
	if err != nil {
		rest = broken{err}
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(begun), rest), response.Body}
	return begun
}

// cause returns the error without the URL, which the request shows already, that net/http puts before it.
func cause(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
