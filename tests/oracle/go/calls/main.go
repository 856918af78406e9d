// Calls every method of a client in many ways, reads many answers, and prints what was sent and what came back. The same
// program stands on two modules of one API: where what it prints differs, they do.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	sdk "bessemer.invalid/module"
	"bessemer.invalid/module/option"
)

// listed are the constants of the published module, by type.
var listed map[string][]string

var out = bufio.NewWriter(os.Stdout)

func main() {
	defer out.Flush()
	if content, err := os.ReadFile(os.Args[1]); err != nil || json.Unmarshal(content, &listed) != nil {
		panic("no list of constants")
	}
	server := newServer()
	opts := []option.RequestOption{option.WithBaseURL(server.url), option.WithMaxRetries(0)}
	client := sdk.NewClient(append(opts, credentials()...)...)
	walk(reflect.ValueOf(&client), "", func(name string, method reflect.Value) { call(server, name, method) })
	answers()
	behaviour()
}

// walk gives each method of the services below a client, in the order of their names.
func walk(service reflect.Value, path string, visit func(name string, method reflect.Value)) {
	kind := service.Type()
	for i := range kind.NumMethod() {
		if name := kind.Method(i).Name; path != "" {
			visit(path+name, service.Method(i))
		}
	}
	var names []string
	for i := range kind.Elem().NumField() {
		if field := kind.Elem().Field(i); field.IsExported() && strings.HasSuffix(field.Type.Name(), "Service") {
			names = append(names, field.Name)
		}
	}
	for _, name := range sorted(names) {
		walk(service.Elem().FieldByName(name).Addr(), path+name+".", visit)
	}
}

// call calls a method with arguments of each kind.
func call(server *server, name string, method reflect.Value) {
	kind := method.Type()
	if kind.NumIn() == 0 || !kind.IsVariadic() || kind.In(0) != reflect.TypeFor[context.Context]() {
		return
	}
	note(kind.Out(0))
	for _, way := range ways {
		arguments := []reflect.Value{reflect.ValueOf(context.Background())}
		is := false
		for i := 1; i < kind.NumIn()-1; i++ {
			argument := reflect.New(kind.In(i)).Elem()
			is = is || kind.In(i).Kind() == reflect.Struct
			if kind.In(i).Kind() == reflect.String {
				argument.SetString(way.id())
			} else {
				way.fill(argument, name, 0)
			}
			arguments = append(arguments, argument)
		}
		if !is && way.name != "zero" {
			continue
		}
		server.begin()
		results := attempt(method, arguments)
		fmt.Fprintf(out, "== request %s %s\n", name, way.name)
		for _, sent := range server.sent {
			fmt.Fprintln(out, sent)
		}
		finish(results)
	}
}

func attempt(method reflect.Value, arguments []reflect.Value) (results []reflect.Value) {
	defer func() {
		if failed := recover(); failed != nil {
			fmt.Fprintln(out, "panic", failed)
		}
	}()
	return method.Call(arguments)
}

// finish says how a call ended, and reads pages and streams.
func finish(results []reflect.Value) {
	for _, result := range results {
		if err, ok := result.Interface().(error); ok {
			fmt.Fprintln(out, "error", clean(err.Error()))
			return
		}
		next, current := result.MethodByName("Next"), result.MethodByName("Current")
		if !next.IsValid() || !current.IsValid() {
			continue
		}
		count := 0
		for count < 5 && next.Call(nil)[0].Bool() {
			count++
		}
		fmt.Fprintln(out, "items", count, clean(fmt.Sprint(result.MethodByName("Err").Call(nil)[0].Interface())))
	}
}
