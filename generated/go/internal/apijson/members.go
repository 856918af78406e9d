package apijson

import (
	"maps"
	"reflect"
	"slices"

	"github.com/anthropics/anthropic-sdk-go/internal/paramstate"
)

// Member is a property of a request struct that is sent.
type Member struct {
	// Name is the wire name.
	Name string
	// Tag is that of its field, empty for one that has none.
	Tag reflect.StructTag
	// Value is what it holds.
	Value reflect.Value

	encode encodeFunc
}

// JSON returns the JSON text of the member.
func (m Member) JSON() ([]byte, error) {
	if m.encode == nil {
		return appendAny(nil, m.Value)
	}
	return m.encode(nil, m.Value)
}

// Members returns what is sent of a request struct: its fields, then what it has no field for. What is no object has none.
func Members(v reflect.Value) (members []Member, ok bool) {
	if v.Kind() != reflect.Struct || !isPlanned(v.Type()) {
		return nil, false
	}
	p, value := planOf(v.Type()), addressable(v)
	if p.base == unionBase {
		return nil, false
	}
	var extra map[string]any
	if p.base == objectBase {
		extra = stateAt(value.Field(p.baseAt)).ExtraFields()
	}
	for i, f := range p.fields {
		if _, replaced := extra[f.name]; i == p.extras || replaced || f.omitZero && f.zero(f.in(value)) {
			continue
		}
		members = append(members, Member{f.name, f.tag, f.in(value), f.encode})
	}
	if p.extras >= 0 {
		members = append(members, p.additional(value, extra)...)
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if _, omitted := extra[name].(paramstate.Omit); !omitted {
			members = append(members, Member{Name: name, Value: reflect.ValueOf(extra[name])})
		}
	}
	return members, true
}

// Chosen returns the variant that a request union holds, and anything else as it is.
func Chosen(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Struct && isPlanned(v.Type()) {
		p, union := planOf(v.Type()), addressable(v)
		if p.base != unionBase {
			return v
		}
		if value, replaced := stateAt(union.Field(p.baseAt)).Overrides(); replaced {
			return reflect.ValueOf(value)
		}
		chosen, present := p.chosen(union)
		if present != 1 {
			return v
		}
		v = chosen.in(union)
	}
	return v
}

// additional returns the additional properties, but for names that are sent otherwise.
func (p *plan) additional(v reflect.Value, extra map[string]any) (members []Member) {
	entries := p.fields[p.extras].in(v)
	names := make([]string, 0, entries.Len())
	for _, key := range entries.MapKeys() {
		names = append(names, key.String())
	}
	slices.Sort(names)
	for _, name := range names {
		if _, replaced := extra[name]; !replaced && !p.isWritten(v, name) {
			members = append(members, Member{Name: name, Value: entries.MapIndex(reflect.ValueOf(name))})
		}
	}
	return members
}
