package testutil

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
	"github.com/anthropics/anthropic-sdk-go/packages/ssestream"
)

// Differences says where a response as a method returns it is not what the JSON value says.
// Each property must have a field that holds it and says that it was there, or be among the extra fields.
func Differences(got, want any) []string {
	return differences("the response", reflect.ValueOf(got), want)
}

func differences(where string, got reflect.Value, want any) []string {
	for got.Kind() == reflect.Pointer || got.Kind() == reflect.Interface {
		if got.IsNil() {
			if want == nil {
				return nil
			}
			return unlike(where, nil, want)
		}
		got = got.Elem()
	}
	switch {
	case want == nil:
		return nullDifferences(where, got)
	case !got.IsValid():
		return unlike(where, nil, want)
	}
	if at, ok := got.Interface().(time.Time); ok {
		text, _ := want.(string)
		if !at.Equal(Time(text)) {
			return unlike(where, at, want)
		}
		return nil
	}
	if event, ok := got.Interface().(ssestream.Event); ok {
		// where nothing is known of the events of a stream, a vector says their data
		return differences(where, reflect.ValueOf(string(event.Data)), want)
	}
	switch got.Kind() {
	case reflect.Struct:
		return structDifferences(where, got, want)
	case reflect.Slice:
		return sliceDifferences(where, got, want)
	case reflect.Map:
		return mapDifferences(where, got, want)
	}
	text, _ := json.Marshal(got.Interface())
	if number, ok := want.(json.Number); ok {
		if _, err := number.Int64(); err != nil || !got.CanInt() {
			want, _ = number.Float64()
		}
	}
	if expected, _ := json.Marshal(want); string(text) != string(expected) {
		return unlike(where, string(text), string(expected))
	}
	return nil
}

// nullDifferences compares with null, which leaves a zero value; a struct keeps the text of it.
func nullDifferences(where string, got reflect.Value) []string {
	if !got.IsValid() || got.IsZero() {
		return nil
	}
	if object, ok := got.Interface().(interface{ RawJSON() string }); ok && object.RawJSON() == respjson.Null {
		return nil
	}
	return unlike(where, got.Interface(), nil)
}

func structDifferences(where string, got reflect.Value, want any) []string {
	properties, ok := want.(map[string]any)
	if !ok {
		return nonObjectDifferences(where, got, want)
	}
	fields := fieldsOf(got.Type())
	metadata := got.FieldByName("JSON")
	var problems []string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		inner := where + "." + name
		field, known := fields[name]
		if !known {
			extra := metadata.FieldByName("ExtraFields")
			if extra.IsValid() && !extra.MapIndex(reflect.ValueOf(name)).IsValid() {
				problems = append(problems, inner+" is lost")
			}
			continue
		}
		holder := got.FieldByIndex(field.Index[:len(field.Index)-1])
		told, _ := holder.FieldByName("JSON").FieldByName(field.Name).Interface().(respjson.Field)
		if told.Valid() != (properties[name] != nil) {
			problems = append(problems, fmt.Sprintf("%s: Valid() is %v for %v", inner, told.Valid(), properties[name]))
		}
		problems = append(problems, differences(inner, got.FieldByIndex(field.Index), properties[name])...)
	}
	return problems
}

// nonObjectDifferences compares a union with a variant that is not an object, or a page with its list.
func nonObjectDifferences(where string, got reflect.Value, want any) []string {
	for i := range got.NumField() {
		if strings.Contains(got.Type().Field(i).Tag.Get("json"), "inline") && len(differences(where, got.Field(i), want)) == 0 {
			return nil
		}
	}
	// a union in a union has it
	for i := range got.NumMethod() {
		method := got.Type().Method(i)
		isVariant := strings.HasPrefix(method.Name, "As") && method.Type.NumIn() == 1 && method.Type.Out(0).Kind() == reflect.Struct
		if isVariant && len(differences(where, got.Method(i).Call(nil)[0], want)) == 0 {
			return nil
		}
	}
	return unlike(where, got.Interface(), want)
}

// fieldsOf returns the fields of a struct by their wire names, with those of the structs that it embeds and does not hide.
func fieldsOf(t reflect.Type) map[string]reflect.StructField {
	fields, embedded := map[string]reflect.StructField{}, map[string]reflect.StructField{}
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		exact, spelled := field.Tag.Lookup("wire")
		if spelled {
			name = exact
		}
		if (name != "" || spelled) && field.Name != "JSON" {
			fields[name] = field
		} else if field.Anonymous && field.Type.Kind() == reflect.Struct {
			for name, inner := range fieldsOf(field.Type) {
				inner.Index = append(slices.Clone(field.Index), inner.Index...)
				embedded[name] = inner
			}
		}
	}
	maps.Copy(embedded, fields)
	return embedded
}

func sliceDifferences(where string, got reflect.Value, want any) []string {
	items, ok := want.([]any)
	if !ok || len(items) != got.Len() {
		return unlike(where, got.Interface(), want)
	}
	var problems []string
	for i, item := range items {
		problems = append(problems, differences(fmt.Sprintf("%s[%d]", where, i), got.Index(i), item)...)
	}
	return problems
}

func mapDifferences(where string, got reflect.Value, want any) []string {
	entries, ok := want.(map[string]any)
	if !ok || len(entries) != got.Len() {
		return unlike(where, got.Interface(), want)
	}
	var problems []string
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		entry := got.MapIndex(reflect.ValueOf(name))
		if !entry.IsValid() {
			problems = append(problems, where+"."+name+" is lost")
			continue
		}
		problems = append(problems, differences(where+"."+name, entry, entries[name])...)
	}
	return problems
}

func unlike(where string, got, want any) []string {
	return []string{fmt.Sprintf("%s is %v, want %v", where, got, want)}
}
