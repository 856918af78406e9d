package apijson

import (
	"encoding"
	"encoding/json"
	"errors"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/anthropics/anthropic-sdk-go/internal/paramstate"
)

// fit tells how well a JSON value suits the Go type it was read into.
type fit int

const (
	exact fit = iota
	coerced
	null
	invalid
)

// misfits counts what did not suit, to choose between the variants of a union. The first difference decides.
type misfits struct{ constants, missing, invalid, coerced, extra int }

type decoder struct {
	scanner
	misfits misfits
	// times is how often what is read now may be read.
	times int
	// read holds what unions inside others were read into that are tried too often.
	read map[place]reading
}

// decodeFunc reads the value at a position into v, which is the zero value, and moves behind it.
type decodeFunc func(d *decoder, at int, v reflect.Value) (end int, fit fit)

// UnmarshalRoot fills the struct that dst points to. Only malformed JSON is an error: values of a wrong type stay zero.
func UnmarshalRoot[T []byte | string](data T, dst any) error {
	v := reflect.ValueOf(dst).Elem()
	v.SetZero()
	return fill(string(data), v)
}

// Receive fills any target with what a server has sent. What is not UTF-8 is an error: reading would change it.
func Receive(data []byte, dst any) error {
	if !utf8.Valid(data) {
		return errNotUTF8
	}
	return Unmarshal(data, dst)
}

// ReceiveFirst is Receive for a target that is the zero value.
func ReceiveFirst(data []byte, dst any) error {
	if !utf8.Valid(data) {
		return errNotUTF8
	}
	if v, ok := lenient(dst); ok {
		return fill(string(data), v)
	}
	return json.Unmarshal(data, dst)
}

var errNotUTF8 = errors.New("the text is not UTF-8")

// Unmarshal fills any target: types of this module and times leniently, all others as encoding/json does.
func Unmarshal(data []byte, dst any) error {
	if v, ok := lenient(dst); ok {
		v.SetZero()
		return fill(string(data), v)
	}
	return json.Unmarshal(data, dst)
}

// lenient returns what dst points to, where that is read leniently.
func lenient(dst any) (reflect.Value, bool) {
	v := reflect.ValueOf(dst)
	if v.Kind() != reflect.Pointer || v.IsNil() || !holdsPlanned(v.Type().Elem()) {
		return reflect.Value{}, false
	}
	return v.Elem(), true
}

// holdsPlanned reports whether a type is one of ours or a time, or a pointer, list or map of one.
func holdsPlanned(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return holdsPlanned(t.Elem())
	case reflect.Struct:
		return t == timeType || isPlanned(t)
	}
	return false
}

// fill reads a whole text into the zero value.
func fill(text string, v reflect.Value) error {
	d := &decoder{scanner: scanner{text: text}, times: 1}
	at := d.space(0)
	if at == len(d.text) {
		return io.EOF
	}
	for v.Kind() == reflect.Pointer {
		// A response is never a nil pointer, not even when the server says null.
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	var decode decodeFunc
	if v.Kind() == reflect.Struct && v.Type() != timeType && !isOpt(v.Type()) {
		// Also when it has an UnmarshalJSON, which is where the call comes from.
		decode = planOf(v.Type()).decode
	} else {
		decode = builder{}.decoder(v.Type(), &field{})
	}
	end, _ := decode(d, at, v)
	if end < 0 {
		return d.err
	}
	if end = d.space(end); end < len(d.text) {
		d.fail(end, "the end of the text")
	}
	return d.err
}

// decoder returns the decoder of a type as it stands in field f; a null leaves the zero value.
func (b builder) decoder(t reflect.Type, f *field) decodeFunc {
	switch {
	case isOpt(t):
		return decodeOpt(b.decoder(t.Field(0).Type, f))
	case t == rawType:
		return decodeRaw
	case t.Kind() == reflect.Struct && isPlanned(t):
		return b.planned(t).decode
	}
	decode := b.plainDecoder(t, f)
	return func(d *decoder, at int, v reflect.Value) (int, fit) {
		if d.text[at] == 'n' {
			return d.literal(at, "null"), null
		}
		end, fit := decode(d, at, v)
		switch {
		case end < 0:
			return -1, invalid
		case fit == coerced:
			d.misfits.coerced++
		case fit == invalid:
			d.misfits.invalid++
		}
		return end, fit
	}
}

func (b builder) plainDecoder(t reflect.Type, f *field) decodeFunc {
	switch {
	case t == timeType:
		return decodeTime
	case t.Kind() == reflect.String && f.constant != "":
		return decodeConstant(f.constant)
	case reflect.PointerTo(t).Implements(unmarshalerType):
		return decodeUnmarshaler
	case t.Kind() != reflect.String && reflect.PointerTo(t).Implements(textUnmarshalerType):
		return decodeText
	}
	switch t.Kind() {
	case reflect.String:
		return decodeString
	case reflect.Bool:
		return decodeBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return decodeInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return decodeUint
	case reflect.Float32, reflect.Float64:
		return decodeFloat
	case reflect.Pointer:
		decode := b.decoder(t.Elem(), f)
		return func(d *decoder, at int, v reflect.Value) (int, fit) {
			v.Set(reflect.New(t.Elem()))
			return decode(d, at, v.Elem())
		}
	case reflect.Struct:
		return b.planned(t).decode
	case reflect.Map:
		return decodeMap(t, b.decoder(t.Elem(), &field{format: f.format}))
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 {
			return decodeSlice(t, b.decoder(t.Elem(), &field{format: f.format}))
		}
	}
	return decodeUnmarshaler
}

func decodeOpt(decode decodeFunc) decodeFunc {
	return func(d *decoder, at int, v reflect.Value) (int, fit) {
		end, fit := decode(d, at, v.Field(0))
		switch fit {
		case null:
			*optStateAt(v) = paramstate.Null
		case exact, coerced:
			*optStateAt(v) = paramstate.Set
		}
		return end, fit
	}
}

func decodeRaw(d *decoder, at int, v reflect.Value) (int, fit) {
	end := d.skip(at)
	if end >= 0 {
		v.SetBytes([]byte(d.text[at:end]))
	}
	return end, exact
}

// decodeUnmarshaler leaves the value to encoding/json.
func decodeUnmarshaler(d *decoder, at int, v reflect.Value) (int, fit) {
	end := d.skip(at)
	if end >= 0 && json.Unmarshal([]byte(d.text[at:end]), v.Addr().Interface()) != nil {
		v.SetZero()
		return end, invalid
	}
	return end, exact
}

func decodeText(d *decoder, at int, v reflect.Value) (int, fit) {
	if d.text[at] != '"' {
		return d.skip(at), invalid
	}
	text, end := d.str(at)
	if end >= 0 && v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) != nil {
		v.SetZero()
		return end, invalid
	}
	return end, exact
}

func decodeString(d *decoder, at int, v reflect.Value) (int, fit) {
	switch d.text[at] {
	case '"':
		text, end := d.str(at)
		v.SetString(text)
		return end, exact
	}
	end := d.skip(at)
	if end >= 0 {
		v.SetString(d.text[at:end])
	}
	if c := d.text[at]; c == '{' || c == '[' {
		return end, invalid
	}
	return end, coerced
}

func decodeConstant(constant string) decodeFunc {
	return func(d *decoder, at int, v reflect.Value) (int, fit) {
		end, fit := decodeString(d, at, v)
		if v.String() != constant {
			d.misfits.constants++
			if fit == exact {
				fit = coerced
			}
		}
		return end, fit
	}
}

func decodeBool(d *decoder, at int, v reflect.Value) (int, fit) {
	switch c := d.text[at]; {
	case c == 't':
		v.SetBool(true)
		return d.skip(at), exact
	case c == 'f':
		return d.skip(at), exact
	case c == '"':
		text, end := d.str(at)
		truth, _ := strconv.ParseBool(strings.ToLower(text))
		v.SetBool(truth)
		return end, invalid
	}
	text, end, fit := d.numeral(at)
	if fit != invalid {
		n, _ := strconv.ParseFloat(text, 64)
		v.SetBool(n != 0)
		fit = coerced
	}
	return end, fit
}

// numeral returns the text of a number, also of one in quotes and of true and false, which are 1 and 0.
func (d *decoder) numeral(at int) (text string, end int, fit fit) {
	switch c := d.text[at]; {
	case c == '"':
		text, end = d.str(at)
		return text, end, coerced
	case c == 't':
		return "1", d.skip(at), coerced
	case c == 'f':
		return "0", d.skip(at), coerced
	case c == '-' || '0' <= c && c <= '9':
		if end = d.number(at); end < 0 {
			return "", -1, invalid
		}
		return d.text[at:end], end, exact
	}
	return "", d.skip(at), invalid
}

func decodeInt(d *decoder, at int, v reflect.Value) (int, fit) {
	text, end, fit := d.numeral(at)
	if fit == invalid {
		return end, invalid
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || !(f > -1<<63 && f < 1<<63) {
			return end, invalid
		}
		n, fit = int64(f), coerced
	}
	if v.OverflowInt(n) {
		return end, invalid
	}
	v.SetInt(n)
	return end, fit
}

func decodeUint(d *decoder, at int, v reflect.Value) (int, fit) {
	text, end, fit := d.numeral(at)
	if fit == invalid {
		return end, invalid
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || !(f > -1 && f < 1<<64) {
			return end, invalid
		}
		n, fit = uint64(max(f, 0)), coerced
	}
	if v.OverflowUint(n) {
		return end, invalid
	}
	v.SetUint(n)
	return end, fit
}

func decodeFloat(d *decoder, at int, v reflect.Value) (int, fit) {
	text, end, fit := d.numeral(at)
	if fit == invalid {
		return end, invalid
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) || v.OverflowFloat(f) {
		return end, invalid
	}
	v.SetFloat(f)
	return end, fit
}

var timeLayouts = []string{
	time.RFC3339,
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05Z0700",
	time.DateTime,
	time.DateOnly,
}

func decodeTime(d *decoder, at int, v reflect.Value) (int, fit) {
	if d.text[at] != '"' {
		return d.skip(at), invalid
	}
	text, end := d.str(at)
	for i, layout := range timeLayouts {
		if parsed, err := time.Parse(layout, text); err == nil {
			*timeAt(v) = parsed
			if i > 0 && layout != time.DateOnly {
				return end, coerced
			}
			return end, exact
		}
	}
	return end, invalid
}
