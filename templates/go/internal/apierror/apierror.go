// Package apierror holds the error that an API answers with.
package apierror

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/internal/secret"
	"bessemer.invalid/module/internal/settings"
	"bessemer.invalid/module/packages/respjson"
)

// Error is an answer of the API whose status is not one of success. Find it with [errors.As].
type Error struct {
	// JSON holds the properties of the body, when it is a JSON object.
	JSON struct {
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
	// StatusCode is the HTTP status.
	StatusCode int `json:"-"`
	// Request is what was sent.
	Request *http.Request `json:"-"`
	// Response is what came back. Its body can be read.
	Response *http.Response `json:"-"`
	// RequestID identifies the request to the owner of the API.
	RequestID string `json:"-"`
	// content is the body of the response, for dumps after it was read.
	content []byte
}

// New returns the error that a response is. The body is read and put back; after a switch of protocols there is none.
func New(request *http.Request, response *http.Response) *Error {
	var content []byte
	var err error
	if response.StatusCode >= 200 {
		content, err = io.ReadAll(response.Body)
	}
	_ = response.Body.Close()
	response.Body = io.NopCloser(bytes.NewReader(content))
	failure := &Error{
		StatusCode: response.StatusCode,
		Request:    request,
		Response:   response,
		RequestID:  response.Header.Get(settings.RequestIDHeader),
		content:    content,
	}
	if err == nil {
		// A body that is not JSON, of a gateway perhaps, shows in the dump.
		_ = failure.UnmarshalJSON(content)
	}
	return failure
}

// RawJSON returns the body when it is JSON.
func (r Error) RawJSON() string {
	return r.JSON.raw
}

// Type returns what the body calls this kind of error; nothing where bodies of this API do not say.
func (r *Error) Type() string {
	if len(settings.ErrorKind) == 0 {
		return ""
	}
	var kind string
	raw, _ := apijson.At(r.JSON.raw, settings.ErrorKind...)
	_ = json.Unmarshal([]byte(raw), &kind)
	return kind
}

// UnmarshalJSON reads the body of an error; what is known of its request and response stays.
func (r *Error) UnmarshalJSON(data []byte) error {
	var body Error
	if err := apijson.UnmarshalRoot(data, &body); err != nil {
		return err
	}
	r.JSON = body.JSON
	return nil
}

// Error says which request failed, how, and what the API said.
func (r *Error) Error() string {
	text := fmt.Sprintf("%d %s", r.StatusCode, http.StatusText(r.StatusCode))
	if r.Request != nil {
		text = fmt.Sprintf("%s %q: %s", r.Request.Method, secret.URL(r.Request.URL), text)
	}
	if r.RequestID != "" {
		text += fmt.Sprintf(" (Request-ID: %s)", r.RequestID)
	}
	return text + " " + r.JSON.raw
}

// DumpRequest returns the request as text, with its body when wanted. It contains the credentials.
func (r *Error) DumpRequest(body bool) []byte {
	if r.Request == nil {
		return nil
	}
	// The context of the attempt is over, but the dump needs a live one.
	request := r.Request.WithContext(context.WithoutCancel(r.Request.Context()))
	if request.GetBody != nil {
		again, err := request.GetBody()
		if err != nil {
			return nil
		}
		request.Body = again
	}
	out, _ := httputil.DumpRequestOut(request, body && (request.Body == nil || request.GetBody != nil))
	return out
}

// DumpResponse returns the response as text, with its body when wanted.
func (r *Error) DumpResponse(body bool) []byte {
	if r.Response == nil {
		return nil
	}
	response := *r.Response
	if r.content != nil {
		response.Body = io.NopCloser(bytes.NewReader(r.content))
	}
	out, _ := httputil.DumpResponse(&response, body)
	if r.content == nil {
		// The dump has read the body and put it back.
		r.Response.Body = response.Body
	}
	return out
}

// OfEvent returns the error that an event of a stream says. The body of the response is not read.
func OfEvent(response *http.Response, said []byte) *Error {
	failure := &Error{
		StatusCode: response.StatusCode,
		Request:    response.Request,
		Response:   response,
		RequestID:  response.Header.Get(settings.RequestIDHeader),
		content:    said,
	}
	_ = failure.UnmarshalJSON(said)
	return failure
}
