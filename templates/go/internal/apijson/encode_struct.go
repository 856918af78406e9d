package apijson

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"unicode/utf8"

	"bessemer.invalid/module/internal/paramstate"
)

func (p *plan) encode(dst []byte, v reflect.Value) ([]byte, error) {
	v = addressable(v)
	if p.base == noBase {
		return p.encodeObject(dst, v, nil)
	}
	state := stateAt(v.Field(p.baseAt))
	if value, ok := state.Overrides(); ok {
		return appendAny(dst, reflect.ValueOf(value))
	}
	if p.base == unionBase {
		return p.encodeUnion(dst, v, state.ExtraFields())
	}
	return p.encodeObject(dst, v, state.ExtraFields())
}

func (p *plan) encodeUnion(dst []byte, v reflect.Value, extra map[string]any) ([]byte, error) {
	chosen, present := p.chosen(v)
	switch present {
	case 0:
		return append(dst, "null"...), nil
	case 1:
		if len(extra) > 0 {
			return chosen.encodeWith(dst, chosen.in(v), extra)
		}
		return chosen.encode(dst, chosen.in(v))
	}
	return nil, fmt.Errorf("expected union to have only one present variant, got %d", present)
}

// chosen returns a variant of a union that is set, and how many are.
func (p *plan) chosen(v reflect.Value) (chosen *field, present int) {
	for _, f := range p.fields {
		if !f.zero(f.in(v)) {
			chosen = f
			present++
		}
	}
	return chosen, present
}

// encodeWith writes a variant with properties that its union was given; what is no object has none.
func (f *field) encodeWith(dst []byte, v reflect.Value, extra map[string]any) ([]byte, error) {
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() != reflect.Struct {
		return f.encode(dst, v)
	}
	p, inner := planOf(v.Type().Elem()), v.Elem()
	if p.base != objectBase {
		return f.encode(dst, v)
	}
	state := stateAt(inner.Field(p.baseAt))
	if _, replaced := state.Overrides(); replaced {
		return f.encode(dst, v)
	}
	all := maps.Clone(extra)
	for name, value := range state.ExtraFields() {
		if _, ok := all[name]; !ok {
			all[name] = value
		}
	}
	return p.encodeObject(dst, inner, all)
}

func (p *plan) encodeObject(dst []byte, v reflect.Value, extra map[string]any) (_ []byte, err error) {
	dst = append(dst, '{')
	start := len(dst)
	for i, f := range p.fields {
		if i == p.extras {
			continue
		}
		value := f.in(v)
		if f.omitZero && f.zero(value) {
			continue
		}
		if replacement, ok := extra[f.name]; ok {
			dst, err = appendMember(dst, start, f.key, reflect.ValueOf(replacement))
		} else {
			dst, err = f.encode(append(separate(dst, start), f.key...), value)
		}
		if err != nil {
			return nil, err
		}
	}
	if p.extras >= 0 {
		if dst, err = p.encodeAdditional(dst, start, v, extra); err != nil {
			return nil, err
		}
	}
	if len(extra) == 0 {
		return append(dst, '}'), nil
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if p.isWritten(v, name) {
			continue
		}
		if dst, err = appendMember(dst, start, keyOf(name), reflect.ValueOf(extra[name])); err != nil {
			return nil, err
		}
	}
	return append(dst, '}'), nil
}

// encodeAdditional writes the map of additional properties, but for names that are written otherwise.
func (p *plan) encodeAdditional(dst []byte, start int, v reflect.Value, extra map[string]any) (_ []byte, err error) {
	additional := p.fields[p.extras].in(v)
	names := make([]string, 0, additional.Len())
	for _, key := range additional.MapKeys() {
		names = append(names, key.String())
	}
	slices.Sort(names)
	for _, name := range names {
		if _, replaced := extra[name]; replaced || p.isWritten(v, name) {
			continue
		}
		value := additional.MapIndex(reflect.ValueOf(name))
		if dst, err = appendMember(dst, start, keyOf(name), value); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

// isWritten reports whether the struct itself has written a property of that name.
func (p *plan) isWritten(v reflect.Value, name string) bool {
	i, ok := p.byName[name]
	if !ok {
		return false
	}
	f := p.fields[i]
	return !f.omitZero || !f.zero(f.in(v))
}

var omitType = reflect.TypeFor[paramstate.Omit]()

func appendMember(dst []byte, start int, key []byte, value reflect.Value) ([]byte, error) {
	if value.IsValid() && value.Type() == omitType {
		return dst, nil
	}
	return appendAny(append(separate(dst, start), key...), value)
}

// separate writes a comma unless dst has just entered the object that starts at start.
func separate(dst []byte, start int) []byte {
	if len(dst) == start {
		return dst
	}
	return append(dst, ',')
}

func keyOf(name string) []byte {
	return append(appendString(nil, name), ':')
}

const hexDigits = "0123456789abcdef"

// appendString quotes text as encoding/json does, with the characters escaped that matter in HTML and JavaScript.
func appendString(dst []byte, text string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			dst = appendEscape(append(dst, text[start:i]...), c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(append(dst, text[start:i]...), `\ufffd`...)
			start = i + size
		case r == '\u2028' || r == '\u2029':
			dst = append(append(dst, text[start:i]...), `\u202`...)
			dst = append(dst, hexDigits[r&0xf])
			start = i + size
		}
		i += size
	}
	return append(append(dst, text[start:]...), '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
}
