package main

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	sdk "bessemer.invalid/module"
	"bessemer.invalid/module/packages/param"
)

// way is one way to fill arguments.
type way struct {
	name string
	// optional: fields that may be left out are given.
	optional bool
	// turn chooses the variants of unions and listed values.
	turn int
	// hard: text that is not easily written; empty: values that are there and empty.
	hard, empty, null, extra bool
}

var ways = func() []way {
	made := []way{
		{name: "zero"}, {name: "required"},
		{name: "hard", optional: true, hard: true}, {name: "empty", optional: true, empty: true},
		{name: "null", optional: true, null: true}, {name: "extra", optional: true, extra: true, turn: 1},
	}
	for turn := range 24 {
		made = append(made, way{name: fmt.Sprint("full", turn), optional: true, turn: turn})
	}
	return made
}()

var moments = []time.Time{
	time.Date(2024, 2, 29, 12, 30, 15, 0, time.UTC),
	time.Date(1999, 12, 31, 23, 59, 59, 123456789, time.FixedZone("", 5400)),
	time.Date(2030, 1, 1, 0, 0, 0, 500000000, time.FixedZone("", -8*3600)),
}

const hard = "a<b>&\"'\\/\u2028\u2029\x00\x1f\x7f\xff é 😀\n\t?#%+=;,:[]{}"

func (w way) text(plain string) string {
	switch {
	case w.hard:
		return hard
	case w.empty || w.name == "zero":
		return ""
	}
	return plain
}

func (w way) number() int64 {
	if w.empty {
		return 0
	}
	return []int64{1, 7, -3, 1 << 53, 9007199254740993}[w.turn%5]
}

func (w way) decimal() float64 {
	if w.empty {
		return 0
	}
	return []float64{0.5, 1, 1e21, 1e-7, 100000000, 123456.789}[w.turn%6]
}

const deepest = 7

// fill sets a value below the place that name says.
func (w way) fill(v reflect.Value, name string, depth int) {
	if w.name == "zero" {
		return
	}
	switch known := v.Addr().Interface().(type) {
	case *param.Opt[string]:
		*known = opt(w, w.text(name))
		return
	case *param.Opt[int64]:
		*known = opt(w, w.number())
		return
	case *param.Opt[float64]:
		*known = opt(w, w.decimal())
		return
	case *param.Opt[bool]:
		*known = opt(w, !w.empty)
		return
	case *param.Opt[time.Time]:
		*known = opt(w, w.moment())
		return
	case *time.Time:
		*known = w.moment()
		return
	case *io.Reader:
		*known = w.file()
		return
	case *any:
		*known = map[string]any{"b": []any{1, nil, w.text("x"), 1.5, true}, "a": map[string]any{}}
		return
	}
	w.fillKind(v, name, depth)
}

func opt[T comparable](w way, value T) param.Opt[T] {
	if w.null {
		return param.Null[T]()
	}
	return param.NewOpt(value)
}

func (w way) moment() time.Time { return moments[w.turn%len(moments)] }

func (w way) file() io.Reader {
	if w.turn%2 == 1 {
		return bytes.NewReader([]byte("plain\r\nreader"))
	}
	return sdk.File(strings.NewReader("content\x00"), w.text("name.txt"), "text/x-thing")
}

func (w way) fillKind(v reflect.Value, name string, depth int) {
	switch v.Kind() {
	case reflect.String:
		if values := listed[v.Type().Name()]; len(values) > 0 && !w.hard && !w.empty {
			v.SetString(values[w.turn%len(values)])
		} else if _, isConstant := v.Interface().(interface{ Default() string }); !isConstant && v.Type().PkgPath() != "" {
			v.SetString(w.text("some_" + name))
		} else if v.Type().PkgPath() == "" {
			v.SetString(w.text(name))
		}
	case reflect.Int64:
		v.SetInt(w.number())
	case reflect.Float64:
		v.SetFloat(w.decimal())
	case reflect.Bool:
		v.SetBool(!w.empty)
	case reflect.Slice:
		length := 1 + w.turn%3
		if w.empty || depth > deepest {
			length = 0
		}
		v.Set(reflect.MakeSlice(v.Type(), length, length))
		for i := range length {
			inner := w
			inner.turn += i
			inner.fill(v.Index(i), name, depth+1)
		}
	case reflect.Map:
		w.fillMap(v, name, depth)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		w.fill(v.Elem(), name, depth+1)
	case reflect.Struct:
		w.fillStruct(v, depth)
	}
}

func (w way) fillMap(v reflect.Value, name string, depth int) {
	v.Set(reflect.MakeMap(v.Type()))
	if w.empty || depth > deepest {
		return
	}
	for _, key := range []string{"zeta", w.text("alpha"), "a.b"} {
		value := reflect.New(v.Type().Elem()).Elem()
		w.fill(value, name, depth+1)
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), value)
	}
}

func (w way) fillStruct(v reflect.Value, depth int) {
	var choices []int
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		if strings.Contains(field.Tag.Get("json"), "inline") {
			choices = append(choices, i)
			continue
		}
		_, required := field.Tag.Lookup("api")
		required = required || strings.Contains(field.Tag.Get("path"), ",required")
		if field.Name == "ExtraFields" && field.Type.Kind() == reflect.Map {
			if w.extra {
				v.Field(i).Set(reflect.ValueOf(map[string]any{"zz": 1, "additional": hard}))
			}
		} else if required || (w.optional && depth < deepest) {
			inner := w
			inner.hard = w.hard && field.Tag.Get("header") == "" && field.Tag.Get("path") == ""
			inner.fill(v.Field(i), strings.ToLower(field.Name), depth+1)
		}
	}
	if len(choices) > 0 {
		chosen := choices[w.turn%len(choices)]
		w.fill(v.Field(chosen), v.Type().Field(chosen).Name, depth+1)
	}
	if extended, ok := v.Addr().Interface().(interface{ SetExtraFields(map[string]any) }); ok && w.extra && !inQuery(v.Type()) {
		// one that is new: the order of several is left to chance
		extra := map[string]any{"new.key*": hard, "max_tokens": param.Omit}
		if v.FieldByName("Type").IsValid() {
			extra["type"] = map[string]any{"q": []any{hard, nil}}
		}
		extended.SetExtraFields(extra)
	}
}

// id is a part of a path; what must be escaped there has no way of its own in published modules.
func (w way) id() string {
	if w.empty || w.name == "zero" {
		return ""
	}
	return "id_1"
}

// inQuery: published modules leave further fields of a query out, ours sends them.
func inQuery(kind reflect.Type) bool {
	for i := range kind.NumField() {
		if kind.Field(i).Tag.Get("query") != "" {
			return true
		}
	}
	return false
}
