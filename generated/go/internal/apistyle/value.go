// Package apistyle writes parameters and the fields of forms in the styles of OpenAPI.
package apistyle

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
)

// Value is what a parameter holds: nothing, a scalar, a list or an object.
type Value struct {
	kind    kind
	text    string
	quoted  bool
	names   []string
	members []Value
}

type kind int

const (
	none kind = iota
	scalar
	list
	object
)

// Of returns what v holds, read by the rules of request structs. The format is that of the field's tag.
func Of(v reflect.Value, format string) (Value, error) {
	data, err := apijson.MarshalValue(v, format)
	if err != nil {
		return Value{}, err
	}
	return Parse(data)
}

// Parse reads a JSON text.
func Parse(data []byte) (Value, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return parse(decoder)
}

func parse(decoder *json.Decoder) (Value, error) {
	token, err := decoder.Token()
	if err != nil {
		return Value{}, err
	}
	switch token := token.(type) {
	case json.Delim:
		return parseContainer(decoder, token == '{')
	case string:
		return Value{kind: scalar, text: token, quoted: true}, nil
	case json.Number:
		return Value{kind: scalar, text: token.String()}, nil
	case bool:
		if token {
			return Value{kind: scalar, text: "true"}, nil
		}
		return Value{kind: scalar, text: "false"}, nil
	}
	return Value{}, nil
}

func parseContainer(decoder *json.Decoder, named bool) (Value, error) {
	value := Value{kind: list}
	if named {
		value.kind = object
	}
	for decoder.More() {
		if named {
			token, err := decoder.Token()
			if err != nil {
				return Value{}, err
			}
			name, _ := token.(string)
			value.names = append(value.names, name)
		}
		member, err := parse(decoder)
		if err != nil {
			return Value{}, err
		}
		value.members = append(value.members, member)
	}
	_, err := decoder.Token()
	return value, err
}

// Empty reports whether nothing is sent of the value: null, or a container that holds nothing.
func (v Value) Empty() bool {
	return v.kind == none || v.kind != scalar && len(v.members) == 0
}

// IsNull reports whether the value is null.
func (v Value) IsNull() bool { return v.kind == none }

// IsObject reports whether the value is an object.
func (v Value) IsObject() bool { return v.kind == object }

// IsList reports whether the value is a list.
func (v Value) IsList() bool { return v.kind == list }

// Members goes through the items of a list, whose names are empty, or the properties of an object.
func (v Value) Members(yield func(string, Value) bool) {
	for i, member := range v.members {
		name := ""
		if v.kind == object {
			name = v.names[i]
		}
		if !yield(name, member) {
			return
		}
	}
}

// Text returns a scalar as URLs and headers show it, and anything else as JSON.
func (v Value) Text() string {
	if v.kind == scalar {
		return v.text
	}
	return v.JSON()
}

// JSON returns the value as JSON, with nothing escaped that JSON lets stand.
func (v Value) JSON() string {
	var text strings.Builder
	v.write(&text)
	return text.String()
}

func (v Value) write(text *strings.Builder) {
	switch v.kind {
	case none:
		text.WriteString("null")
	case scalar:
		if v.quoted {
			quote(text, v.text)
		} else {
			text.WriteString(v.text)
		}
	case list, object:
		v.writeMembers(text)
	}
}

func (v Value) writeMembers(text *strings.Builder) {
	opening, closing := byte('['), byte(']')
	if v.kind == object {
		opening, closing = '{', '}'
	}
	text.WriteByte(opening)
	for i, member := range v.members {
		if i > 0 {
			text.WriteByte(',')
		}
		if v.kind == object {
			quote(text, v.names[i])
			text.WriteByte(':')
		}
		member.write(text)
	}
	text.WriteByte(closing)
}

func quote(text *strings.Builder, plain string) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	// a string can always be written
	_ = encoder.Encode(plain)
	text.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
}
