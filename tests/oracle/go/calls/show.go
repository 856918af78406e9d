package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// field tells of a property what was received.
type field interface {
	Valid() bool
	Raw() string
}

// show prints a value with all that its methods say of it.
func show(place string, v reflect.Value, depth int) {
	if moment, ok := v.Interface().(time.Time); ok {
		fmt.Fprintln(out, place, moment.Format(time.RFC3339Nano))
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			fmt.Fprintln(out, place, "nil")
			return
		}
		show(place, v.Elem(), depth)
	case reflect.Slice:
		fmt.Fprintln(out, place, "items", v.Len(), v.IsNil())
		for i := range v.Len() {
			show(fmt.Sprintf("%s[%d]", place, i), v.Index(i), depth)
		}
	case reflect.Map:
		fmt.Fprintln(out, place, "entries", v.Len(), v.IsNil())
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			show(place+"{"+key.String()+"}", v.MapIndex(key), depth)
		}
	case reflect.Struct:
		showStruct(place, v, depth)
	default:
		fmt.Fprintf(out, "%s %#v\n", place, v.Interface())
	}
}

func showStruct(place string, v reflect.Value, depth int) {
	if told, ok := v.Interface().(field); ok {
		// published modules hold no further property for valid
		fmt.Fprintf(out, "%s %v %q\n", place, told.Valid() || strings.Contains(place, ".ExtraFields{"), told.Raw())
		return
	}
	if written, ok := v.Interface().(interface{ RawJSON() string }); ok && !isPart(v.Type()) {
		fmt.Fprintf(out, "%s raw %q\n", place, written.RawJSON())
	}
	for i := range v.NumField() {
		if at := v.Type().Field(i); at.IsExported() {
			show(place+"."+at.Name, v.Field(i), depth)
		}
	}
	if depth > 0 {
		return
	}
	for i := range v.Type().NumMethod() {
		method := v.Type().Method(i)
		if method.Type.NumIn() != 1 || method.Type.NumOut() != 1 || method.Name == "RawJSON" || method.Name == "ToParam" {
			continue
		}
		made := v.Method(i).Call(nil)[0]
		if made.Kind() == reflect.Interface && !made.IsNil() {
			fmt.Fprintln(out, place, method.Name, made.Elem().Type())
			continue
		}
		show(place+"."+method.Name+"()", made, depth+1)
	}
}

// isPart reports whether a type stands for a property of a union: only ours says what was written there.
func isPart(kind reflect.Type) bool {
	return strings.Contains(kind.Name(), "Union") && !strings.HasSuffix(kind.Name(), "Union")
}
