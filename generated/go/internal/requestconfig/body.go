package requestconfig

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/apiform"
	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

// jsonType is the value of the header of all requests with JSON.
var jsonType = []string{"application/json"}

// body is what a request sends: bytes, or a reader of which the first attempt starts at offset.
type body struct {
	bytes  []byte
	isJSON bool
	reader io.Reader
	// form is a multipart form that is larger than what is held.
	form   *apiform.Multipart
	offset int64
	length int64
	used   bool
}

// setParams takes query and body from what a method was given.
func (cfg *RequestConfig) setParams(params any) error {
	query, err := queryOf(params)
	if err != nil {
		return err
	}
	cfg.arguments = query
	cfg.addQuery(query)
	switch params := params.(type) {
	case nil:
		return nil
	case []byte, io.Reader:
		return cfg.SetBody("application/json", params)
	case interface {
		MultipartForm() (*apiform.Multipart, error)
	}:
		form, err := params.MultipartForm()
		if err != nil {
			return err
		}
		cfg.body = body{form: form}
		cfg.Request.Header.Set("Content-Type", form.ContentType)
		return nil
	case interface {
		MarshalMultipart() (data []byte, contentType string, err error)
	}:
		data, contentType, err := params.MarshalMultipart()
		if err != nil {
			return err
		}
		return cfg.SetBody(contentType, data)
	case interface {
		MarshalForm() (data []byte, contentType string, err error)
	}:
		data, contentType, err := params.MarshalForm()
		if err != nil {
			return err
		}
		return cfg.SetBody(contentType, data)
	case json.Marshaler:
		return cfg.setJSON(params)
	case interface{ URLQuery() (url.Values, error) }, interface{ Overrides() (any, bool) }:
		// A params struct that does not become JSON has no body, only path, query and headers.
		return nil
	}
	return cfg.setJSON(params)
}

func (cfg *RequestConfig) setJSON(value any) (err error) {
	var data []byte
	if marshaler, ok := value.(json.Marshaler); ok {
		data, err = marshaler.MarshalJSON()
	} else {
		data, err = apijson.Marshal(value)
	}
	if err != nil {
		return err
	}
	cfg.body = body{bytes: data, isJSON: true}
	cfg.Request.Header["Content-Type"] = jsonType
	return nil
}

// SetBody makes the request send bytes, or what a reader has.
func (cfg *RequestConfig) SetBody(contentType string, content any) error {
	switch content := content.(type) {
	case []byte:
		cfg.body = body{bytes: content}
	case *bytes.Buffer:
		cfg.body = body{bytes: content.Bytes()}
	case io.Reader:
		cfg.body = body{reader: content, length: -1}
		if seeker, ok := content.(io.Seeker); ok {
			if err := cfg.body.measure(seeker); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("a request body is an io.Reader or []byte, not %T", content)
	}
	cfg.Request.Header.Set("Content-Type", contentType)
	return nil
}

// measure finds where a reader stands and what it has left.
func (b *body) measure(seeker io.Seeker) error {
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		// A pipe has the method but cannot seek: it is read once.
		b.offset = -1
		return nil
	}
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	b.offset, b.length = start, end-start
	_, err = seeker.Seek(start, io.SeekStart)
	return err
}

// EditJSON changes a body that this library has written; without a body it starts from nothing.
func (cfg *RequestConfig) EditJSON(edit func([]byte) ([]byte, error)) error {
	if cfg.body.reader != nil || cfg.body.form != nil || cfg.body.bytes != nil && !cfg.body.isJSON {
		return errors.New("only a JSON body that was made from parameters can be changed")
	}
	data, err := edit(cfg.body.bytes)
	if err != nil {
		return err
	}
	cfg.body = body{bytes: data, isJSON: true}
	cfg.Request.Header["Content-Type"] = jsonType
	return nil
}

// WithBodyType names the type of a body that the request sends, where it is not what its form says.
func WithBodyType(contentType string) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if !cfg.body.empty() {
			cfg.Request.Header.Set("Content-Type", contentType)
		}
		return nil
	})
}

// WithoutEmptyBody sends no body where none of its fields is given.
func WithoutEmptyBody() RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if cfg.body.empty() || cfg.body.isJSON && string(cfg.body.bytes) == "{}" {
			cfg.dropBody()
		}
		return nil
	})
}

// WithoutOmittedBody sends no body where content, which is the whole of it, is omitted.
func WithoutOmittedBody(content any) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if content == nil || param.IsOmitted(content) {
			cfg.dropBody()
		}
		return nil
	})
}

func (cfg *RequestConfig) dropBody() {
	cfg.body = body{}
	cfg.Request.Header.Del("Content-Type")
}

func (b *body) empty() bool {
	return b.reader == nil && len(b.bytes) == 0 && (b.form == nil || b.form.Empty())
}

// rewindable reports whether the body can be sent (again).
func (b *body) rewindable() bool {
	if !b.used || b.reader == nil && b.form == nil {
		return true
	}
	if b.form != nil {
		return b.form.Rewindable()
	}
	_, ok := b.reader.(io.Seeker)
	return ok && b.offset >= 0
}

// attach gives the body to one attempt.
func (b *body) attach(request *http.Request) error {
	switch {
	case b.form != nil:
		b.used = true
		request.ContentLength = b.form.Size()
		if b.form.Rewindable() {
			request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(b.form.Open()), nil }
			request.Body, _ = request.GetBody()
		} else {
			request.Body = io.NopCloser(newPipe(request.Context(), b.form.Open()))
		}
	case b.reader != nil:
		reader := b.reader
		if seeker, ok := reader.(io.Seeker); ok && b.offset >= 0 {
			if _, err := seeker.Seek(b.offset, io.SeekStart); err != nil {
				return err
			}
		} else {
			reader = newPipe(request.Context(), reader)
		}
		b.used = true
		request.GetBody = snapshot(b.reader)
		// The transport closes the body, but the reader belongs to the caller.
		request.Body = io.NopCloser(reader)
		request.ContentLength = b.length
		if said, err := strconv.ParseInt(request.Header.Get("Content-Length"), 10, 64); err == nil && b.length < 0 {
			// A reader that cannot be measured: an argument says what it has.
			request.ContentLength = said
		}
		if b.length == 0 {
			request.Body = http.NoBody
		}
	case len(b.bytes) > 0:
		request.ContentLength = int64(len(b.bytes))
		request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.bytes)), nil }
		request.Body, _ = request.GetBody()
	}
	return nil
}

// snapshot returns what reads the same text again, for the readers that can be copied.
func snapshot(reader io.Reader) func() (io.ReadCloser, error) {
	switch reader := reader.(type) {
	case *bytes.Reader:
		start := *reader
		return func() (io.ReadCloser, error) { again := start; return io.NopCloser(&again), nil }
	case *strings.Reader:
		start := *reader
		return func() (io.ReadCloser, error) { again := start; return io.NopCloser(&again), nil }
	}
	return nil
}

// isJSONType reports whether a content type says JSON.
func isJSONType(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	return media == "application/json" || strings.HasSuffix(media, "+json")
}
