package requestconfig

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"bessemer.invalid/module/internal/apierror"
	"bessemer.invalid/module/internal/apijson"
)

// finish turns the last answer into the result or the error of the call.
func (cfg *RequestConfig) finish(request *http.Request, got *answer) error {
	response := got.response
	if cfg.ResponseInto != nil {
		*cfg.ResponseInto = response
	}
	if got.err != nil {
		got.cancel()
		return got.err
	}
	if !got.isGood() {
		defer got.cancel()
		return apierror.New(request, response)
	}
	if into, ok := cfg.ResponseBodyInto.(**http.Response); ok {
		*into = response
		return nil
	}
	if cfg.ResponseBodyInto == nil {
		// Whoever asked for the response reads its body.
		if cfg.ResponseInto == nil {
			got.discard()
		}
		return nil
	}
	return cfg.decode(response, got.content)
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
	} else if err := CheckEncoding(response); err != nil {
		return err
	} else if contentType := response.Header.Get("Content-Type"); !isJSONType(contentType) {
		return fmt.Errorf("expected a JSON response, got content type %q: only a string or []byte can hold it", contentType)
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(content)) == 0 {
		return fmt.Errorf("error parsing response json: %w", io.EOF)
	}
	if err := apijson.Receive(content, cfg.ResponseBodyInto); err != nil {
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
