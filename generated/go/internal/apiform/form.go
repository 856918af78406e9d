// Package apiform writes request structs as forms.
//
// Struct tags, beside those of package apijson:
//   - style:"pipeDelimited" is the style of OpenAPI in which a field is written.
//   - content:"image/png" is the media type of a part.
package apiform

import (
	"io"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/internal/apistyle"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
)

// Form says how a field is written that has no style of its own.
type Form string

// AsDocumented goes by the defaults of OpenAPI: lists are repeated, objects are JSON.
const AsDocumented Form = "as documented"

// AsQuery writes lists and objects as the client writes them: into a query, or into multipart forms.
const AsQuery Form = "as a query"

// field is a field of a form: a file, or a value.
type field struct {
	name string
	tag  reflect.StructTag
	// at is the place in the list that it is an item of: a list that has files comes item by item. It is -1 for all others.
	at    int
	file  io.Reader
	value apistyle.Value
}

// Marshal returns what a form-urlencoded body has, and its type. Text is a form already written.
func (form Form) Marshal(params any) (data []byte, contentType string, err error) {
	contentType = "application/x-www-form-urlencoded"
	if text, ok := params.(string); ok {
		return []byte(text), contentType, nil
	}
	fields, err := form.fieldsOf(reflect.ValueOf(params))
	if err != nil {
		return nil, "", err
	}
	var items []string
	for _, f := range fields {
		made, err := form.items(f)
		if err != nil {
			return nil, "", err
		}
		items = append(items, made...)
	}
	return []byte(strings.Join(items, "&")), contentType, nil
}

func (form Form) items(f field) ([]string, error) {
	if f.file != nil {
		content, err := io.ReadAll(f.file)
		if err != nil {
			return nil, err
		}
		return []string{url.QueryEscape(f.name) + "=" + url.QueryEscape(string(content))}, nil
	}
	if style := form.style(f); style != "" {
		return style.Query(f.name, f.value), nil
	}
	var items []string
	for name, text := range pairs(f.name, f.value) {
		items = append(items, url.QueryEscape(name)+"="+url.QueryEscape(text))
	}
	return items, nil
}

// style returns the style of a field; none where the document leaves it to the client.
func (form Form) style(f field) apistyle.Style {
	switch style := f.tag.Get("style"); {
	case style != "":
		return apistyle.Style(style)
	case strings.HasSuffix(f.tag.Get("content"), "json"):
		return "json"
	case form == AsDocumented:
		return "field"
	}
	return ""
}

// pairs returns names and texts in the formats of the client's queries.
func pairs(name string, value apistyle.Value) func(func(name, text string) bool) {
	return func(yield func(name, text string) bool) { write(name, value, yield) }
}

func write(name string, value apistyle.Value, yield func(name, text string) bool) bool {
	switch {
	case value.Empty():
		return true
	case value.IsList() && (settings.QueryArrayFormat == "comma" || settings.QueryArrayFormat == ""):
		return yield(name, strings.Join(texts(value), ","))
	case !value.IsList() && !value.IsObject():
		return yield(name, value.Text())
	}
	at := -1
	for key, member := range value.Members {
		at++
		below := nested(name, key)
		if value.IsList() {
			below = numbered(settings.QueryArrayFormat, name, at)
		}
		if !write(below, member, yield) {
			return false
		}
	}
	return true
}

func nested(name, key string) string {
	if settings.QueryNestedFormat == "dots" {
		return name + "." + key
	}
	return name + "[" + key + "]"
}

// numbered returns the name of an item of a list.
func numbered(format, name string, at int) string {
	switch format {
	case "brackets":
		return name + "[]"
	case "indices":
		return name + "[" + strconv.Itoa(at) + "]"
	}
	return name
}

func texts(value apistyle.Value) (found []string) {
	for _, member := range value.Members {
		if member.IsNull() {
			continue
		}
		found = append(found, member.Text())
	}
	return found
}

// fieldsOf returns the fields of a request struct, a map, or whatever is an object as JSON.
func (form Form) fieldsOf(v reflect.Value) ([]field, error) {
	if v = below(v); !v.IsValid() {
		return nil, nil
	}
	if replaced, ok := v.Interface().(interface{ Overrides() (any, bool) }); ok {
		if value, ok := replaced.Overrides(); ok {
			return form.fieldsOf(reflect.ValueOf(value))
		}
	}
	if members, ok := membersOf(v); ok {
		return form.ofMembers(members)
	}
	value, err := apistyle.Of(v, "")
	if err != nil {
		return nil, err
	}
	var fields []field
	for name, member := range value.Members {
		fields = append(fields, field{name: name, at: -1, value: member})
	}
	return fields, nil
}

// membersOf returns what a request struct or a map has; false for anything else.
func membersOf(v reflect.Value) ([]apijson.Member, bool) {
	if members, ok := apijson.Members(v); ok {
		return members, true
	}
	if v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String {
		return entriesOf(v), true
	}
	return nil, false
}

func entriesOf(v reflect.Value) (members []apijson.Member) {
	values := map[string]reflect.Value{}
	for entries := v.MapRange(); entries.Next(); {
		values[entries.Key().String()] = entries.Value()
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		members = append(members, apijson.Member{Name: name, Value: values[name]})
	}
	return members
}

func (form Form) ofMembers(members []apijson.Member) (fields []field, err error) {
	for _, member := range members {
		made, err := form.withFiles(member.Name, member.Tag, member.Value)
		if err != nil {
			return nil, err
		}
		if made == nil {
			data, err := member.JSON()
			if err != nil {
				return nil, err
			}
			value, err := apistyle.Parse(data)
			if err != nil {
				return nil, err
			}
			made = []field{{name: member.Name, tag: member.Tag, at: -1, value: value}}
		}
		fields = append(fields, made...)
	}
	return fields, nil
}

// withFiles returns the fields of a file, and of a list or an object that has files: its items, what it holds. It returns
// none for anything else.
func (form Form) withFiles(name string, tag reflect.StructTag, v reflect.Value) (fields []field, err error) {
	if file := fileIn(v); file != nil {
		return []field{{name: name, tag: tag, at: -1, file: file}}, nil
	}
	if v = below(v); !hasFiles(v) {
		return nil, nil
	}
	if v.Kind() == reflect.Slice {
		return form.ofItems(name, tag, v)
	}
	members, _ := membersOf(v)
	for i := range members {
		members[i].Name = name + "[" + members[i].Name + "]"
	}
	return form.ofMembers(members)
}

func (form Form) ofItems(name string, tag reflect.StructTag, list reflect.Value) (fields []field, err error) {
	for i := range list.Len() {
		if file := fileIn(list.Index(i)); file != nil {
			fields = append(fields, field{name: name, tag: tag, at: i, file: file})
			continue
		}
		made, err := form.withFiles(form.item(name, i), tag, list.Index(i))
		if err != nil {
			return nil, err
		}
		if made == nil {
			value, err := apistyle.Of(list.Index(i), "")
			if err != nil {
				return nil, err
			}
			made = []field{{name: name, tag: tag, at: i, value: value}}
		}
		fields = append(fields, made...)
	}
	return fields, nil
}

// hasFiles reports whether there is a reader in a list or an object, however deep.
func hasFiles(v reflect.Value) bool {
	if fileIn(v) != nil {
		return true
	}
	switch v = below(v); v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			if hasFiles(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct, reflect.Map:
		members, _ := membersOf(v)
		return slices.ContainsFunc(members, func(member apijson.Member) bool { return hasFiles(member.Value) })
	}
	return false
}

// fileIn returns the reader that a field or an item of a list holds, nil where there is none.
func fileIn(v reflect.Value) io.Reader {
	if v = held(v); v.IsValid() && v.CanInterface() {
		if reader, ok := v.Interface().(io.Reader); ok {
			return reader
		}
	}
	return nil
}

// below returns what an interface, a union or a pointer holds.
func below(v reflect.Value) reflect.Value {
	v = held(v)
	for v.Kind() == reflect.Pointer {
		v = held(v.Elem())
	}
	return v
}

// held returns what an interface or a union holds. A reader is what it is, whatever it holds.
func held(v reflect.Value) reflect.Value {
	v = apijson.Chosen(v)
	for v.Kind() == reflect.Interface {
		if _, ok := v.Interface().(io.Reader); ok {
			return v
		}
		v = apijson.Chosen(v.Elem())
	}
	return v
}
