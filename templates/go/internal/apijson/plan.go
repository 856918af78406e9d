// Package apijson writes request structs as JSON and fills response structs from it.
//
// Struct tags:
//   - json:"name,omitzero" is the wire name and whether the zero value is left out; ",inline" marks a union variant.
//   - wire:"name" is the exact wire name where the json tag cannot spell it (a comma, quote, backslash ...).
//   - api:"required" helps to choose a union variant; api:"extrafields" marks a map of additional properties.
//   - format:"date" writes a time as a date.
//   - default:"value" is the constant that a field stands for.
package apijson

import (
	"reflect"
	"strings"
	"sync"
)

// base tells which of the param types a struct embeds.
type base int

const (
	noBase base = iota
	objectBase
	unionBase
)

// plan is what must be known of a struct type to read and write it; it is made once for each type.
type plan struct {
	goType reflect.Type
	base   base
	baseAt int
	fields []*field
	byName map[string]int
	inline bool
	// lists and maps count into how many variants of a response union, or structs that are embedded, the inside of such a value is read
	// beside the struct's own fields
	lists, maps int
	// required counts the fields that must be there
	required int
	extras   int
	// element reads an additional property
	element decodeFunc
	meta    *meta
	within  []embedded
}

// embedded is a struct in a struct that tells of its own properties: it is filled from the same object, after the one it is in.
type embedded struct {
	at   int
	plan *plan
}

// meta locates the JSON member of a response struct.
type meta struct {
	at     int
	extras int
	raw    int
}

type field struct {
	goName   string
	tag      reflect.StructTag
	name     string
	key      []byte
	index    []int
	omitZero bool
	inline   bool
	// lists and maps count into how many variants of a response union, or structs that are embedded, the inside of such a value is read
	// beside the struct's own fields
	lists, maps int
	required    bool
	format      string
	constant    string
	meta        int
	// an embedded struct reads it
	inherited bool
	zero      func(reflect.Value) bool
	encode    encodeFunc
	decode    decodeFunc
}

var (
	plans    sync.Map
	planning sync.Mutex
)

// planOf returns the plan of a struct type.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	planning.Lock()
	defer planning.Unlock()
	b := builder{}
	p := b.plan(t)
	// Types refer to each other, so all plans become visible only when all are complete.
	for t, p := range b {
		plans.LoadOrStore(t, p)
	}
	return p
}

// builder holds the plans in the making.
type builder map[reflect.Type]*plan

func (b builder) plan(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	if p, ok := b[t]; ok {
		return p
	}
	p := &plan{goType: t, byName: map[string]int{}, extras: -1}
	b[t] = p
	b.addFields(p, t, nil, false)
	if p.meta != nil {
		metaType := t.Field(p.meta.at).Type
		for _, f := range p.fields {
			if !f.inherited {
				f.meta = memberOf(metaType, f.goName, metaFieldType)
			}
		}
	}
	return p
}

func (b builder) addFields(p *plan, t reflect.Type, path []int, inherited bool) {
	var last []int
	for i := range t.NumField() {
		sf := t.Field(i)
		index := append(append([]int(nil), path...), i)
		switch {
		case sf.Anonymous && baseOf(sf.Type) != noBase:
			if path == nil {
				p.baseAt, p.base = i, baseOf(sf.Type)
			}
		case isMeta(sf):
			if path == nil {
				p.meta = metaOf(sf.Type, i)
			}
		case sf.Tag.Get("api") == "extrafields":
			if path == nil {
				p.extras = len(p.fields)
				p.fields = append(p.fields, b.field(sf, index))
				p.element = b.decoder(sf.Type.Elem(), &field{})
			}
		case sf.Anonymous && sf.Type.Kind() == reflect.Struct && sf.Tag.Get("json") == "":
			if hasMeta(sf.Type) {
				last = append(last, i)
			} else {
				b.addFields(p, sf.Type, index, inherited)
			}
		case sf.IsExported() && (sf.Tag.Get("json") != "-" || sf.Tag.Get("wire") != ""):
			b.addField(p, sf, index, inherited)
		}
	}
	// what a struct has itself hides what it embeds
	for _, i := range last {
		sf := t.Field(i)
		if path == nil {
			p.within = append(p.within, embedded{i, b.plan(sf.Type)})
		}
		b.addFields(p, sf.Type, append(append([]int(nil), path...), i), true)
	}
}

func (b builder) addField(p *plan, sf reflect.StructField, index []int, inherited bool) {
	f := b.field(sf, index)
	if inherited {
		if _, hidden := p.byName[f.name]; hidden || f.inline {
			p.maps = max(p.maps, len(p.within))
			return
		}
		f.inherited, f.required = true, false
	}
	if f.inline {
		p.inline = true
		p.lists += holds(sf.Type, reflect.Slice)
		p.maps += holds(sf.Type, reflect.Map)
	} else {
		p.byName[f.name] = len(p.fields)
	}
	if f.required {
		p.required++
	}
	p.fields = append(p.fields, f)
}

func (b builder) field(sf reflect.StructField, index []int) *field {
	name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
	f := &field{goName: sf.Name, tag: sf.Tag, name: name, index: index, meta: -1, format: sf.Tag.Get("format")}
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitzero":
			f.omitZero = true
		case "inline":
			f.inline = true
		}
	}
	if exact, ok := sf.Tag.Lookup("wire"); ok {
		f.name = exact
	} else if f.name == "" {
		f.name = sf.Name
	}
	f.key = append(appendString(nil, f.name), ':')
	f.required = sf.Tag.Get("api") == "required"
	f.constant = constantOf(sf.Type)
	if value, ok := sf.Tag.Lookup("default"); ok && sf.Type.Kind() == reflect.String {
		f.constant = value
	}
	f.zero = zeroOf(sf.Type)
	f.encode = b.encoder(sf.Type, f)
	if value, ok := sf.Tag.Lookup("default"); ok && sf.Type.Kind() != reflect.String {
		f.encode = encodeDefault(value, f.encode)
	}
	f.decode = b.decoder(sf.Type, f)
	return f
}

// holds returns 1 where a type is of a kind, or a struct, which may hold any kind, and 0 for any other.
func holds(t reflect.Type, kind reflect.Kind) int {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == kind || t.Kind() == reflect.Struct && t != timeType && !isOpt(t) {
		return 1
	}
	return 0
}

// hasOurTags reports whether a field of a struct asks for rules that encoding/json does not have.
func hasOurTags(t reflect.Type) bool {
	for i := range t.NumField() {
		sf := t.Field(i)
		_, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
		for _, key := range []string{"api", "default", "format", "wire"} {
			if _, ok := sf.Tag.Lookup(key); ok {
				return true
			}
		}
		if isOpt(sf.Type) || strings.Contains(options, "omitzero") || strings.Contains(options, "inline") {
			return true
		}
	}
	return false
}

func metaOf(t reflect.Type, at int) *meta {
	return &meta{
		at:     at,
		extras: memberOf(t, "ExtraFields", extrasType),
		raw:    memberOf(t, "raw", reflect.TypeFor[string]()),
	}
}

func memberOf(t reflect.Type, name string, want reflect.Type) int {
	if sf, ok := t.FieldByName(name); ok && sf.Type == want {
		return sf.Index[0]
	}
	return -1
}

// constantOf returns the only value of a constant type, or nothing.
func constantOf(t reflect.Type) string {
	if t.Kind() != reflect.String {
		return ""
	}
	method, ok := t.MethodByName("Default")
	if !ok || method.Type.NumIn() != 1 || method.Type.NumOut() != 1 || method.Type.Out(0) != t {
		return ""
	}
	return method.Func.Call([]reflect.Value{reflect.Zero(t)})[0].String()
}

// zeroOf returns the test for what omitzero leaves out.
func zeroOf(t reflect.Type) func(reflect.Value) bool {
	if t == timeType {
		return func(v reflect.Value) bool { return timeAt(v).IsZero() }
	}
	return reflect.Value.IsZero
}

func (f *field) in(v reflect.Value) reflect.Value {
	if len(f.index) == 1 {
		return v.Field(f.index[0])
	}
	return v.FieldByIndex(f.index)
}
