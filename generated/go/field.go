package anthropic

import (
	"io"
	"time"

	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

// String returns an optional string that is sent.
func String(s string) param.Opt[string] { return param.NewOpt(s) }

// Int returns an optional integer that is sent.
func Int(i int64) param.Opt[int64] { return param.NewOpt(i) }

// Bool returns an optional boolean that is sent.
func Bool(b bool) param.Opt[bool] { return param.NewOpt(b) }

// Float returns an optional number that is sent.
func Float(f float64) param.Opt[float64] { return param.NewOpt(f) }

// Time returns an optional time that is sent.
func Time(t time.Time) param.Opt[time.Time] { return param.NewOpt(t) }

// Opt returns an optional value that is sent.
func Opt[T comparable](v T) param.Opt[T] { return param.NewOpt(v) }

// Ptr returns a pointer to a copy of v.
func Ptr[T any](v T) *T { return &v }

// StringPtr returns a pointer to a string.
func StringPtr(v string) *string { return &v }

// IntPtr returns a pointer to an integer.
func IntPtr(v int64) *int64 { return &v }

// BoolPtr returns a pointer to a boolean.
func BoolPtr(v bool) *bool { return &v }

// FloatPtr returns a pointer to a number.
func FloatPtr(v float64) *float64 { return &v }

// TimePtr returns a pointer to a time.
func TimePtr(v time.Time) *time.Time { return &v }

// File gives a reader the name and content type with which it is uploaded.
func File(reader io.Reader, filename string, contentType string) file {
	return file{reader, filename, contentType}
}

type file struct {
	io.Reader
	name        string
	contentType string
}

// Unwrap returns the reader.
func (f file) Unwrap() io.Reader { return f.Reader }

// Filename returns the name under which the file is uploaded.
func (f file) Filename() string { return f.name }

// ContentType returns the media type of the file.
func (f file) ContentType() string { return f.contentType }
