package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// answered are the types that methods give, by name.
var answered = map[string]reflect.Type{}

// note keeps what a method gives, and all that it has.
func note(kind reflect.Type) {
	for kind.Kind() == reflect.Pointer || kind.Kind() == reflect.Slice || kind.Kind() == reflect.Map {
		kind = kind.Elem()
	}
	pointer := reflect.PointerTo(kind)
	if current, ok := pointer.MethodByName("Current"); ok {
		note(current.Type.Out(0))
		return
	}
	if kind.Kind() != reflect.Struct || answered[kind.String()] != nil {
		return
	}
	if _, ok := pointer.MethodByName("RawJSON"); !ok || isPart(kind) {
		return
	}
	answered[kind.String()] = kind
	for i := range kind.NumField() {
		if kind.Field(i).IsExported() && kind.Field(i).Name != "JSON" {
			note(kind.Field(i).Type)
		}
	}
	for _, variant := range variants(kind) {
		note(variant.Type.Out(0))
	}
}

// variants are the methods that read a union as one of what it can be.
func variants(kind reflect.Type) (found []reflect.Method) {
	for i := range kind.NumMethod() {
		method := kind.Method(i)
		if strings.HasPrefix(method.Name, "As") && method.Name != "AsAny" && method.Type.NumIn() == 1 && method.Type.NumOut() == 1 {
			found = append(found, method)
		}
	}
	return found
}

// answers reads texts of every type that methods give, and prints what came of them.
func answers() {
	var names []string
	for name := range answered {
		names = append(names, name)
	}
	for _, name := range sorted(names) {
		kind := answered[name]
		turns := max(2, len(variants(kind)))
		for turn := range turns {
			read(kind, fmt.Sprint("full", turn), sample{turn: turn}.of(kind, "top", 0))
		}
		for _, style := range []string{"null", "wrong", "empty", "extra"} {
			read(kind, style, sample{style: style}.of(kind, "top", 0))
		}
		read(kind, "nothing", "{}")
		read(kind, "spaced", " { \"id\" : \"x\\u0041\\/\" , \"type\":\"unknown_type\", \"ID\": 7, \"zz\" : [ 1 , 2 ] } ")
		read(kind, "text", `"text"`)
		read(kind, "list", `[{"type":"text","text":"t"}]`)
		read(kind, "broken", `{"id":"x","type":`)
	}
}

func read(kind reflect.Type, style, text string) {
	fmt.Fprintf(out, "== answer %s %s\n%s\n", kind, style, text)
	defer func() {
		if failed := recover(); failed != nil {
			fmt.Fprintln(out, "panic", failed)
		}
	}()
	made := reflect.New(kind)
	if err := json.Unmarshal([]byte(text), made.Interface()); err != nil {
		fmt.Fprintln(out, "error", err)
		return
	}
	show("", made.Elem(), 0)
	if again, err := json.Marshal(made.Interface()); err == nil {
		fmt.Fprintf(out, "written %s\n", again)
	} else {
		fmt.Fprintln(out, "not written", err)
	}
	if method := made.MethodByName("ToParam"); method.IsValid() {
		again, err := json.Marshal(method.Call(nil)[0].Interface())
		fmt.Fprintf(out, "sent %s %v\n", again, err)
	}
}

// sample writes a text of a type.
type sample struct {
	turn  int
	style string
}

func (s sample) of(kind reflect.Type, name string, depth int) string {
	if s.style == "null" && depth == 1 {
		return "null"
	}
	if kind == reflect.TypeFor[time.Time]() {
		return s.otherwise(`"2024-01-02T03:04:05.678+02:00"`, `"no time"`, `""`)
	}
	switch kind.Kind() {
	case reflect.String:
		if constant, ok := reflect.Zero(kind).Interface().(interface{ Default() string }); ok && s.style != "wrong" {
			return strconv.Quote(constant.Default())
		}
		text := strconv.Quote(name + " é\n")
		if values := listed[kind.Name()]; len(values) > 0 {
			text = strconv.Quote(values[s.turn%len(values)])
		}
		return s.otherwise(text, "17", `""`)
	case reflect.Int64:
		return s.otherwise([]string{"12", "-9007199254740993", "0"}[s.turn%3], `"12"`, "1.5")
	case reflect.Float64:
		return s.otherwise([]string{"1.5", "-2", "1e3"}[s.turn%3], `"1.5"`, "0")
	case reflect.Bool:
		return s.otherwise("true", `"true"`, "false")
	case reflect.Pointer:
		return s.of(kind.Elem(), name, depth)
	case reflect.Slice:
		if kind.Elem().Kind() == reflect.Uint8 || depth > 5 {
			return "[]"
		}
		next := s
		next.turn++
		return s.otherwise("["+s.of(kind.Elem(), name, depth+1)+","+next.of(kind.Elem(), name, depth+1)+"]", "{}", "[]")
	case reflect.Map:
		return s.otherwise(`{"b":`+s.of(kind.Elem(), name, depth+1)+`,"a":null}`, "[1]", "{}")
	case reflect.Struct:
		return s.object(kind, depth)
	}
	return s.otherwise(`{"any":[1,2.5,null,"x"]}`, "3", "null")
}

// otherwise chooses by style.
func (s sample) otherwise(full, wrong, empty string) string {
	switch s.style {
	case "wrong":
		return wrong
	case "empty":
		return empty
	}
	return full
}

func (s sample) object(kind reflect.Type, depth int) string {
	if depth > 5 {
		return "{}"
	}
	if found := variants(kind); len(found) > 0 {
		return s.of(found[s.turn%len(found)].Type.Out(0), "variant", depth)
	}
	var members, inner []string
	for i := range kind.NumField() {
		field := kind.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case strings.Contains(options, "inline"):
			inner = append(inner, s.of(field.Type, field.Name, depth+1))
		case field.IsExported() && name != "" && name != "-":
			members = append(members, strconv.Quote(name)+":"+s.of(field.Type, name, depth+1))
		}
	}
	if len(inner) > 0 && (s.turn%2 == 0 || len(members) == 0) {
		return inner[s.turn/2%len(inner)]
	}
	if s.style == "extra" {
		members = append(members, `"further <key>":{"a":[1, 2]}`, `"none":null`)
	}
	if s.turn%2 == 1 {
		slices.Reverse(members)
	}
	return "{" + strings.Join(members, ",") + "}"
}
