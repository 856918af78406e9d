// Package respjson tells what a response said about one of its properties.
package respjson

// Null is the raw text of a property that is present and null.
const Null string = "null"

// Omitted is the raw text of a property that is absent.
const Omitted string = ""

// Field tells whether a property was present in a response, and with which text.
type Field struct {
	raw     string
	invalid bool
}

// NewField returns the field of a property whose value fits its Go type.
func NewField(raw string) Field {
	return Field{raw: raw}
}

// NewInvalidField returns the field of a property whose value does not fit its Go type.
func NewInvalidField(raw string) Field {
	return Field{raw: raw, invalid: true}
}

// Valid reports whether the property was present, not null, and of the expected type.
func (f Field) Valid() bool {
	return !f.invalid && f.raw != Omitted && f.raw != Null
}

// Raw returns the JSON text of the property: [Omitted] when it is absent, [Null] when it is null.
func (f Field) Raw() string {
	return f.raw
}
