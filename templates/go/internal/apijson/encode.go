package apijson

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"

	"bessemer.invalid/module/internal/paramstate"
)

// encodeFunc appends the JSON of an addressable value.
type encodeFunc func(dst []byte, v reflect.Value) ([]byte, error)

// MarshalObject writes the request struct or union that v points to. It is not generic: one copy for each type costs the compiler.
func MarshalObject(v any) ([]byte, error) {
	value := reflect.ValueOf(v).Elem()
	return planOf(value.Type()).encode(make([]byte, 0, 256), value)
}

// MarshalFields writes the fields of the struct that v points to; the extra ones win over its own.
func MarshalFields(v any, extra map[string]any) ([]byte, error) {
	value := reflect.ValueOf(v).Elem()
	return planOf(value.Type()).encodeObject(make([]byte, 0, 256), value, extra)
}

// Marshal writes any value by the rules of request structs.
func Marshal(v any) ([]byte, error) {
	return appendAny(nil, reflect.ValueOf(v))
}

// MarshalValue writes a value as the field of a request struct whose tag has that format.
func MarshalValue(v reflect.Value, format string) ([]byte, error) {
	if !v.IsValid() {
		return []byte("null"), nil
	}
	return builder{}.encoder(v.Type(), &field{format: format})(nil, addressable(v))
}

func appendAny(dst []byte, v reflect.Value) ([]byte, error) {
	if !v.IsValid() {
		return append(dst, "null"...), nil
	}
	return encoderOf(v.Type())(dst, addressable(v))
}

// encoderOf returns the encoder of a type that is met in an interface.
func encoderOf(t reflect.Type) encodeFunc {
	if t.Kind() == reflect.Struct && isPlanned(t) && !isMadeByHand(t) {
		return planOf(t).encode
	}
	return builder{}.encoder(t, &field{})
}

// encoder returns the encoder of a type as it stands in field f.
func (b builder) encoder(t reflect.Type, f *field) encodeFunc {
	switch {
	case isOpt(t):
		return encodeOpt(b.encoder(t.Field(0).Type, f))
	case t == timeType:
		return encodeTime(f.format)
	case t == rawType:
		return encodeRaw
	case t == numberType:
		return encodeNumber
	case t.Kind() == reflect.String && (f.constant != "" || constantOf(t) != ""):
		return encodeConstant(f, constantOf(t))
	case t.Kind() == reflect.Struct && isPlanned(t) && !isMadeByHand(t):
		return b.planned(t).encode
	case reflect.PointerTo(t).Implements(marshalerType):
		return encodeMarshaler
	case reflect.PointerTo(t).Implements(textMarshalerType):
		return encodeText
	}
	return b.kindEncoder(t, f)
}

// planned returns the plan of a struct that a field has; a lone builder looks it up for good.
func (b builder) planned(t reflect.Type) *plan {
	if len(b) == 0 {
		return planOf(t)
	}
	return b.plan(t)
}

func (b builder) kindEncoder(t reflect.Type, f *field) encodeFunc {
	switch t.Kind() {
	case reflect.String:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return appendString(dst, v.String()), nil }
	case reflect.Bool:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return strconv.AppendBool(dst, v.Bool()), nil }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return strconv.AppendInt(dst, v.Int(), 10), nil }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return strconv.AppendUint(dst, v.Uint(), 10), nil }
	case reflect.Float32:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return appendFloat(dst, v.Float(), 32) }
	case reflect.Float64:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return appendFloat(dst, v.Float(), 64) }
	case reflect.Interface:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return appendAny(dst, v.Elem()) }
	case reflect.Pointer:
		return encodePointer(b.encoder(t.Elem(), f))
	case reflect.Struct:
		if t.Name() != "" || !hasOurTags(t) {
			// A struct of the user, with the rules the user knows.
			return encodeMarshaler
		}
		return b.planned(t).encode
	case reflect.Map:
		return encodeMap(t, b.encoder(t.Elem(), &field{format: f.format}))
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return encodeBytes
		}
		return encodeList(b.encoder(t.Elem(), &field{format: f.format}))
	case reflect.Array:
		return encodeList(b.encoder(t.Elem(), &field{format: f.format}))
	}
	return func([]byte, reflect.Value) ([]byte, error) { return nil, fmt.Errorf("cannot write a %s as JSON", t) }
}

func encodeOpt(encode encodeFunc) encodeFunc {
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		value, state := v.Field(0), *optStateAt(v)
		if state == paramstate.Set || state == paramstate.Unset && !value.IsZero() {
			return encode(dst, value)
		}
		return append(dst, "null"...), nil
	}
}

func encodeTime(format string) encodeFunc {
	layout := time.RFC3339
	if format == "date" {
		layout = time.DateOnly
	}
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		dst = timeAt(v).AppendFormat(append(dst, '"'), layout)
		return append(dst, '"'), nil
	}
}

func encodeRaw(dst []byte, v reflect.Value) ([]byte, error) {
	if v.IsNil() {
		return append(dst, "null"...), nil
	}
	// The standard library checks, compacts and escapes raw text.
	data, err := json.Marshal(json.RawMessage(v.Bytes()))
	return append(dst, data...), err
}

// encodeNumber leaves a json.Number, which is text, to the library that knows it.
func encodeNumber(dst []byte, v reflect.Value) ([]byte, error) {
	data, err := json.Marshal(json.Number(v.String()))
	return append(dst, data...), err
}

func encodeConstant(f *field, constant string) encodeFunc {
	if f.constant != "" {
		constant = f.constant
	}
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		if value := v.String(); value != "" {
			return appendString(dst, value), nil
		}
		return appendString(dst, constant), nil
	}
}

// encodeDefault writes the only value of a number or boolean for its zero value.
func encodeDefault(literal string, encode encodeFunc) encodeFunc {
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		if v.IsZero() {
			return append(dst, literal...), nil
		}
		return encode(dst, v)
	}
}

func encodeMarshaler(dst []byte, v reflect.Value) ([]byte, error) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
	}
	data, err := json.Marshal(v.Addr().Interface())
	return append(dst, data...), err
}

func encodeText(dst []byte, v reflect.Value) ([]byte, error) {
	text, err := v.Addr().Interface().(encoding.TextMarshaler).MarshalText()
	return appendString(dst, string(text)), err
}

func encodePointer(encode encodeFunc) encodeFunc {
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
		return encode(dst, v.Elem())
	}
}

func encodeBytes(dst []byte, v reflect.Value) ([]byte, error) {
	if v.IsNil() {
		return append(dst, "null"...), nil
	}
	dst = base64.StdEncoding.AppendEncode(append(dst, '"'), v.Bytes())
	return append(dst, '"'), nil
}

func encodeList(encode encodeFunc) encodeFunc {
	return func(dst []byte, v reflect.Value) (_ []byte, err error) {
		if v.Kind() == reflect.Slice && (v.IsNil() || paramstate.IsNull(v)) {
			return append(dst, "null"...), nil
		}
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = encode(dst, v.Index(i)); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	}
}

func encodeMap(t reflect.Type, encode encodeFunc) encodeFunc {
	return func(dst []byte, v reflect.Value) (_ []byte, err error) {
		if t.Key().Kind() != reflect.String {
			data, err := json.Marshal(v.Interface())
			return append(dst, data...), err
		}
		if v.IsNil() || paramstate.IsNull(v) {
			return append(dst, "null"...), nil
		}
		values := make(map[string]reflect.Value, v.Len())
		for entries := v.MapRange(); entries.Next(); {
			values[entries.Key().String()] = entries.Value()
		}
		dst = append(dst, '{')
		for i, name := range slices.Sorted(maps.Keys(values)) {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(appendString(dst, name), ':')
			if dst, err = encode(dst, addressable(values[name])); err != nil {
				return nil, err
			}
		}
		return append(dst, '}'), nil
	}
}

// appendFloat writes a number as encoding/json does, which follows ECMAScript.
func appendFloat(dst []byte, value float64, bits int) ([]byte, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return nil, fmt.Errorf("JSON has no number %v", value)
	}
	if abs := math.Abs(value); abs != 0 && (abs < 1e-6 || abs >= 1e21) || bits == 32 {
		data, err := json.Marshal(value)
		if bits == 32 {
			data, err = json.Marshal(float32(value))
		}
		return append(dst, data...), err
	}
	return strconv.AppendFloat(dst, value, 'f', -1, bits), nil
}
