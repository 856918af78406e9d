package requestconfig

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/anthropics/anthropic-sdk-go/internal/apierror"
	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
)

// finish turns the last response into the result or the error of the call.
func (cfg *RequestConfig) finish(request *http.Request, response *http.Response, err error, cancel context.CancelFunc) error {
	if cfg.ResponseInto != nil {
		*cfg.ResponseInto = response
	}
	if err != nil {
		cancel()
		if cause := cfg.Context.Err(); cause != nil {
			return cause
		}
		return err
	}
	if response.Body == nil {
		response.Body = http.NoBody
	}
	if response.StatusCode >= 400 {
		defer cancel()
		return apierror.New(request, response)
	}
	// The deadline of the attempt also bounds the reading of the body.
	response.Body = &cancelingBody{response.Body, cancel}
	if into, ok := cfg.ResponseBodyInto.(**http.Response); ok {
		*into = response
		return nil
	}
	if cfg.ResponseBodyInto == nil {
		// Whoever asked for the response reads its body.
		if cfg.ResponseInto == nil {
			discard(response)
		}
		return nil
	}
	content, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		if cause := cfg.Context.Err(); cause != nil {
			return cause
		}
		return fmt.Errorf("error reading response body: %w", err)
	}
	// Whoever asked for the response can read its body again.
	response.Body = io.NopCloser(bytes.NewReader(content))
	return cfg.decode(response, content)
}

// decode fills what was asked for from the whole body.
func (cfg *RequestConfig) decode(response *http.Response, content []byte) error {
	switch into := cfg.ResponseBodyInto.(type) {
	case *[]byte:
		*into = content
		return nil
	case *string:
		*into = textOf(response, content)
		return nil
	case **string:
		text := textOf(response, content)
		*into = &text
		return nil
	}
	if response.StatusCode == http.StatusNoContent || cfg.Request.Method == http.MethodHead {
		// There is no body to read, yet the call has succeeded.
		content = []byte("null")
	} else if contentType := response.Header.Get("Content-Type"); !isJSONType(contentType) {
		return fmt.Errorf("expected a JSON response, got content type %q: only a string or []byte can hold it", contentType)
	}
	if err := apijson.Unmarshal(content, cfg.ResponseBodyInto); err != nil {
		return fmt.Errorf("error parsing response json: %w", err)
	}
	return nil
}

// textOf returns what a JSON string says, and the whole body of anything else.
func textOf(response *http.Response, content []byte) string {
	var text *string
	if isJSONType(response.Header.Get("Content-Type")) && json.Unmarshal(content, &text) == nil && text != nil {
		return *text
	}
	return string(content)
}

// cancelingBody ends the context of the attempt when the body is closed.
type cancelingBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close closes the body.
func (b *cancelingBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}
