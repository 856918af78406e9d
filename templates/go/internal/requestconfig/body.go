package requestconfig

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"bessemer.invalid/module/internal/apijson"
)

// body is what a request sends: bytes, or a reader of which the first attempt starts at offset.
type body struct {
	bytes  []byte
	isJSON bool
	reader io.Reader
	offset int64
	length int64
	used   bool
}

// setParams takes query and body from what a method was given.
func (cfg *RequestConfig) setParams(params any) error {
	if queryer, ok := params.(interface{ URLQuery() (url.Values, error) }); ok {
		values, err := queryer.URLQuery()
		if err != nil {
			return err
		}
		cfg.addQuery(values.Encode())
	}
	switch params := params.(type) {
	case nil:
		return nil
	case []byte, io.Reader:
		return cfg.SetBody("application/json", params)
	case interface {
		MarshalMultipart() (data []byte, contentType string, err error)
	}:
		data, contentType, err := params.MarshalMultipart()
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

// addQuery puts items after the query that the path has, of which those of the same names are replaced.
func (cfg *RequestConfig) addQuery(encoded string) {
	if encoded == "" {
		return
	}
	added := strings.Split(encoded, "&")
	replaced := make(map[string]bool, len(added))
	for _, item := range added {
		name, _, _ := strings.Cut(item, "=")
		replaced[name] = true
	}
	var kept []string
	for _, item := range strings.Split(cfg.Request.URL.RawQuery, "&") {
		if name, _, _ := strings.Cut(item, "="); item != "" && !replaced[name] {
			kept = append(kept, item)
		}
	}
	cfg.Request.URL.RawQuery = strings.Join(append(kept, added...), "&")
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
	cfg.Request.Header.Set("Content-Type", "application/json")
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
	if cfg.body.reader != nil || cfg.body.bytes != nil && !cfg.body.isJSON {
		return errors.New("only a JSON body that was made from parameters can be changed")
	}
	data, err := edit(cfg.body.bytes)
	if err != nil {
		return err
	}
	cfg.body = body{bytes: data, isJSON: true}
	cfg.Request.Header.Set("Content-Type", "application/json")
	return nil
}

// rewindable reports whether the body can be sent (again).
func (b *body) rewindable() bool {
	if b.reader == nil || !b.used {
		return true
	}
	_, ok := b.reader.(io.Seeker)
	return ok && b.offset >= 0
}

// attach gives the body to one attempt.
func (b *body) attach(request *http.Request) error {
	switch {
	case b.reader != nil:
		if seeker, ok := b.reader.(io.Seeker); ok && b.offset >= 0 {
			if _, err := seeker.Seek(b.offset, io.SeekStart); err != nil {
				return err
			}
		}
		b.used = true
		request.GetBody = snapshot(b.reader)
		// The transport closes the body, but the reader belongs to the caller.
		request.Body = io.NopCloser(b.reader)
		request.ContentLength = b.length
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
