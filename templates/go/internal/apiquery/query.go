// Package apiquery writes request structs into the query of a URL.
package apiquery

import (
	"encoding"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"bessemer.invalid/module/internal/apistyle"
	"bessemer.invalid/module/internal/paramstate"
	"bessemer.invalid/module/internal/settings"
	"bessemer.invalid/module/packages/param"
)

// ArrayQueryFormat is how a list is written: brackets (a[]=1&a[]=2), comma (a=1,2), repeat (a=1&a=2) or indices (a[0]=1).
type ArrayQueryFormat string

// NestedQueryFormat is how an object is written: brackets (a[b]=1) or dots (a.b=1).
type NestedQueryFormat string

// ArrayQueryFormatBrackets writes a[]=1&a[]=2.
const ArrayQueryFormatBrackets ArrayQueryFormat = "brackets"

// ArrayQueryFormatComma writes a=1,2.
const ArrayQueryFormatComma ArrayQueryFormat = "comma"

// ArrayQueryFormatRepeat writes a=1&a=2.
const ArrayQueryFormatRepeat ArrayQueryFormat = "repeat"

// ArrayQueryFormatIndices writes a[0]=1&a[1]=2.
const ArrayQueryFormatIndices ArrayQueryFormat = "indices"

// NestedQueryFormatBrackets writes a[b]=1.
const NestedQueryFormatBrackets NestedQueryFormat = "brackets"

// NestedQueryFormatDots writes a.b=1.
const NestedQueryFormatDots NestedQueryFormat = "dots"

// QuerySettings is how lists and objects are written; with commas and brackets when nothing is said.
type QuerySettings struct {
	// ArrayFormat is how lists are written.
	ArrayFormat ArrayQueryFormat
	// NestedFormat is how objects are written.
	NestedFormat NestedQueryFormat
}

// Marshal writes a struct into a query in the formats of the API.
func Marshal(params any) (url.Values, error) {
	return MarshalWithSettings(params, QuerySettings{settings.QueryArrayFormat, settings.QueryNestedFormat})
}

// MarshalWithSettings writes the fields of a struct that have a query tag, or the entries of a map.
func MarshalWithSettings(params any, format QuerySettings) (url.Values, error) {
	w, err := written(params, format)
	if err != nil {
		return nil, err
	}
	for _, item := range w.items {
		name, text, _ := strings.Cut(item, "=")
		name, _ = url.QueryUnescape(name)
		text, _ = url.QueryUnescape(text)
		w.values.Add(name, text)
	}
	return w.values, nil
}

// Encode writes a struct as the text of a query, each field in the style of its tag.
func Encode(params any) (string, error) {
	return EncodeWithSettings(params, QuerySettings{settings.QueryArrayFormat, settings.QueryNestedFormat})
}

// EncodeWithSettings writes a struct as the text of a query; fields without a style are written in the given formats.
func EncodeWithSettings(params any, format QuerySettings) (string, error) {
	w, err := written(params, format)
	if err != nil {
		return "", err
	}
	if others := w.values.Encode(); others != "" {
		w.items = append(w.items, others)
	}
	return strings.Join(w.items, "&"), nil
}

func written(params any, format QuerySettings) (*writer, error) {
	w := &writer{QuerySettings: format, values: url.Values{}}
	return w, w.value("", reflect.ValueOf(params), "")
}

var (
	objectType        = reflect.TypeFor[param.APIObject]()
	unionType         = reflect.TypeFor[param.APIUnion]()
	timeType          = reflect.TypeFor[time.Time]()
	rawType           = reflect.TypeFor[json.RawMessage]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
)

// writer collects a query: items of the fields that have a style, and the values of all others.
type writer struct {
	QuerySettings
	items  []string
	values url.Values
}

// value writes v under name; at the root the name is empty.
func (w *writer) value(name string, v reflect.Value, format string) error {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if !v.IsValid() {
		return nil
	}
	if text, ok, err := Scalar(v, format); ok || err != nil {
		w.values.Add(name, text)
		return err
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		return w.list(name, v, format)
	case reflect.Map:
		return w.entries(name, v, format)
	case reflect.Struct:
		return w.object(name, v, format)
	}
	return fmt.Errorf("cannot write a %s into a query", v.Type())
}

// Scalar returns the text of a value that is neither list nor object.
func Scalar(v reflect.Value, format string) (text string, ok bool, err error) {
	t := v.Type()
	switch {
	case isOpt(t):
		state := paramstate.Opt(v.Field(1).Uint())
		if state == paramstate.Null || state == paramstate.Unset && v.Field(0).IsZero() {
			return "null", true, nil
		}
		return Scalar(v.Field(0), format)
	case t.ConvertibleTo(timeType):
		layout := time.RFC3339
		if format == "date" {
			layout = time.DateOnly
		}
		return v.Convert(timeType).Interface().(time.Time).Format(layout), true, nil
	case t == rawType:
		return string(v.Bytes()), true, nil
	case t.Kind() == reflect.String:
		return constant(v), true, nil
	case t.Implements(textMarshalerType):
		data, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		return string(data), true, err
	}
	switch {
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), true, nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), true, nil
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'f', -1, v.Type().Bits()), true, nil
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), true, nil
	}
	return "", false, nil
}

// constant returns the text of a string; the zero value of a constant type stands for its only value.
func constant(v reflect.Value) string {
	if method := v.MethodByName("Default"); v.Len() == 0 && method.IsValid() && method.Type().NumIn() == 0 && method.Type().NumOut() == 1 {
		return method.Call(nil)[0].String()
	}
	return v.String()
}

func isOpt(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == objectType.PkgPath() && strings.HasPrefix(t.Name(), "Opt[")
}

func (w *writer) list(name string, v reflect.Value, format string) error {
	if v.Kind() == reflect.Slice && paramstate.IsNull(v) {
		w.values.Add(name, "null")
		return nil
	}
	if w.ArrayFormat == ArrayQueryFormatComma || w.ArrayFormat == "" {
		return w.commas(name, v, format)
	}
	for i := range v.Len() {
		element := name
		switch w.ArrayFormat {
		case ArrayQueryFormatBrackets:
			element += "[]"
		case ArrayQueryFormatIndices:
			element = w.nest(name, strconv.Itoa(i))
		}
		if err := w.value(element, v.Index(i), format); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) commas(name string, v reflect.Value, format string) error {
	var parts []string
	for i := range v.Len() {
		inner := writer{QuerySettings: w.QuerySettings, values: url.Values{}}
		if err := inner.value("", v.Index(i), format); err != nil {
			return err
		}
		if len(inner.values) > 1 || len(inner.values) == 1 && !inner.values.Has("") {
			return fmt.Errorf("cannot write a list of objects with commas into the query parameter %s", name)
		}
		parts = append(parts, inner.values[""]...)
	}
	if parts != nil {
		w.values.Add(name, strings.Join(parts, ","))
	}
	return nil
}

func (w *writer) entries(name string, v reflect.Value, format string) error {
	if paramstate.IsNull(v) {
		w.values.Add(name, "null")
		return nil
	}
	for entries := v.MapRange(); entries.Next(); {
		key, _, err := Scalar(entries.Key(), "")
		if err != nil {
			return err
		}
		if err := w.value(w.nest(name, key), entries.Value(), format); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) object(name string, v reflect.Value, format string) error {
	if overridden, ok := v.Interface().(interface{ Overrides() (any, bool) }); ok {
		if value, ok := overridden.Overrides(); ok {
			if value == nil {
				w.values.Add(name, "null")
				return nil
			}
			return w.value(name, reflect.ValueOf(value), format)
		}
	}
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if sf.Anonymous && sf.Type != objectType && sf.Type != unionType && sf.Type.Kind() == reflect.Struct {
			if err := w.object(name, v.Field(i), format); err != nil {
				return err
			}
		} else if err := w.field(name, sf, v.Field(i)); err != nil {
			return err
		}
	}
	if extended, ok := v.Interface().(interface{ ExtraFields() map[string]any }); ok {
		for key, value := range extended.ExtraFields() {
			w.drop(w.nest(name, key))
			if value == param.Omit {
				continue
			}
			if err := w.value(w.nest(name, key), reflect.ValueOf(value), ""); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) field(name string, sf reflect.StructField, v reflect.Value) error {
	tag, ok := sf.Tag.Lookup("query")
	if !ok || tag == "-" || !sf.IsExported() {
		return nil
	}
	// The options are cut from the end: a name may have commas.
	key, omitZero := strings.CutSuffix(strings.TrimSuffix(tag, ",inline"), ",omitzero")
	inline := strings.HasSuffix(tag, ",inline")
	if omitZero && v.IsZero() {
		return nil
	}
	if style := sf.Tag.Get("style"); name == "" && style != "" {
		return w.styled(apistyle.Style(style), key, v, sf.Tag.Get("format"))
	}
	if !inline {
		name = w.nest(name, key)
	}
	return w.value(name, v, sf.Tag.Get("format"))
}

func (w *writer) styled(style apistyle.Style, name string, v reflect.Value, format string) error {
	value, err := apistyle.Of(v, format)
	w.items = append(w.items, style.Query(name, value)...)
	return err
}

// drop takes a parameter back.
func (w *writer) drop(name string) {
	w.values.Del(name)
	w.items = slices.DeleteFunc(w.items, func(item string) bool {
		return strings.HasPrefix(item, apistyle.Escape(name, "")+"=")
	})
}

func (w *writer) nest(name, key string) string {
	switch {
	case name == "":
		return key
	case w.NestedFormat == NestedQueryFormatDots:
		return name + "." + key
	}
	return name + "[" + key + "]"
}
