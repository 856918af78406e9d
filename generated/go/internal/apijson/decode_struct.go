package apijson

import (
	"reflect"

	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

func decodeSlice(t reflect.Type, decode decodeFunc) decodeFunc {
	return func(d *decoder, at int, v reflect.Value) (int, fit) {
		switch d.text[at] {
		case '[':
		case '"':
			return decodeBareText(d, at, v, decode)
		default:
			return d.skip(at), invalid
		}
		start := at
		at, done := d.next(d.open(at), true, ']')
		for n := 0; !done; n++ {
			if n == v.Cap() {
				v.Grow(d.room(n, at-start, at))
			}
			v.SetLen(n + 1)
			at, _ = decode(d, at, v.Index(n))
			at, done = d.next(at, false, ']')
		}
		if v.IsNil() {
			v.Set(reflect.MakeSlice(t, 0, 0))
		}
		return at, exact
	}
}

// room returns for how many elements more there should be room in a list of n that took some text: for as many as the rest of the
// text holds of that length, but for no more than makes it four times as long. A short list grows as any slice does.
func (d *decoder) room(n, taken, at int) int {
	if n < 32 {
		return 1
	}
	return 1 + min((len(d.text)-at)/(taken/n), 3*n)
}

// decodeBareText takes a text for a list of one block of text, as APIs do, where the elements are params that can be one.
func decodeBareText(d *decoder, at int, v reflect.Value, decode decodeFunc) (int, fit) {
	end, element := d.skip(at), v.Type().Elem()
	if end < 0 || element.Kind() != reflect.Struct || !isPlanned(element) || planOf(element).base == noBase {
		return end, invalid
	}
	block := decoder{scanner: scanner{text: `{"type":"text","text":` + d.text[at:end] + "}", depth: d.depth}, times: 1}
	v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	_, how := decode(&block, 0, v.Index(0))
	if m := block.misfits; how != exact || m.constants+m.invalid+m.coerced+m.extra > 0 {
		v.SetZero()
		return end, invalid
	}
	return end, coerced
}

func decodeMap(t reflect.Type, decode decodeFunc) decodeFunc {
	if t.Key().Kind() != reflect.String {
		return decodeUnmarshaler
	}
	return func(d *decoder, at int, v reflect.Value) (int, fit) {
		if d.text[at] != '{' {
			return d.skip(at), invalid
		}
		v.Set(reflect.MakeMap(t))
		at, done := d.next(d.open(at), true, '}')
		for !done {
			name, value := d.key(at)
			if value < 0 {
				return -1, invalid
			}
			element := reflect.New(t.Elem()).Elem()
			if at, _ = decode(d, value, element); at < 0 {
				return -1, invalid
			}
			v.SetMapIndex(reflect.ValueOf(name).Convert(t.Key()), element)
			at, done = d.next(at, false, '}')
		}
		return at, exact
	}
}

func (p *plan) decode(d *decoder, at int, v reflect.Value) (end int, how fit) {
	if c := d.text[at]; c == '{' && (p.maps > 0 || p.base == unionBase) || c == '[' && (p.lists > 1 || p.base == unionBase) {
		return p.decodeAnew(d, at, v)
	}
	return p.decodeAny(d, at, v)
}

func (p *plan) decodeAny(d *decoder, at int, v reflect.Value) (end int, how fit) {
	switch {
	case d.text[at] == 'n':
		end, how = d.literal(at, "null"), null
		p.setNull(v)
	case p.base == unionBase:
		end, how = p.decodeRequestUnion(d, at, v)
	case d.text[at] != '{':
		end, how = p.decodeInline(d, at, v)
	default:
		end, how = p.decodeObject(d, at, v), exact
		if p.inline && end >= 0 {
			p.decodeInline(d, at, v)
		}
		if end >= 0 {
			p.decodeWithin(d, at, v)
		}
	}
	if p.meta != nil && p.meta.raw >= 0 && end >= 0 {
		*stringAt(v.Field(p.meta.at).Field(p.meta.raw)) = d.text[at:end]
	}
	return end, how
}

// decodeWithin gives the object to the structs that are embedded. What has no place in one of them may have one in another.
func (p *plan) decodeWithin(d *decoder, at int, v reflect.Value) {
	for _, e := range p.within {
		depth, extra := d.depth, d.misfits.extra
		e.plan.decode(d, at, v.Field(e.at))
		d.depth, d.misfits.extra = depth, extra
	}
}

func (p *plan) setNull(v reflect.Value) {
	if p.base != noBase {
		stateAt(v.Field(p.baseAt)).Override(nil)
	}
}

func (p *plan) decodeObject(d *decoder, at int, v reflect.Value) int {
	expected, missing := 0, p.required
	at, done := d.next(d.open(at), true, '}')
	for !done {
		name, value := d.key(at)
		if value < 0 {
			return -1
		}
		// Servers mostly send properties in the order of their schema.
		i, known := expected, expected < len(p.fields) && p.fields[expected].name == name && !p.fields[expected].inline
		if !known || i == p.extras {
			i, known = p.byName[name]
		}
		if known {
			at = p.decodeField(d, p.fields[i], value, v)
			expected = i + 1
			if p.fields[i].required {
				missing--
			}
		} else {
			at = p.decodeExtra(d, name, value, v)
		}
		at, done = d.next(at, false, '}')
	}
	d.misfits.missing += max(missing, 0)
	return at
}

func (p *plan) decodeField(d *decoder, f *field, at int, v reflect.Value) int {
	if f.inherited {
		return d.skip(at)
	}
	target := f.in(v)
	var info *respjson.Field
	if f.meta >= 0 {
		info = f.info(p, v)
		if info.Raw() != respjson.Omitted {
			target.SetZero()
		}
	}
	if info != nil && d.text[at] == 'n' && target.Type() != rawType {
		end := d.literal(at, "null")
		*info = respjson.NewField("null")
		return end
	}
	end, fit := f.decode(d, at, target)
	if info != nil && end >= 0 {
		*info = respjson.NewField(d.text[at:end])
		if fit == invalid {
			*info = respjson.NewInvalidField(d.text[at:end])
		}
	}
	return end
}

func (p *plan) decodeExtra(d *decoder, name string, at int, v reflect.Value) (end int) {
	d.misfits.extra++
	if p.extras >= 0 {
		f := p.fields[p.extras]
		additional := f.in(v)
		if additional.IsNil() {
			additional.Set(reflect.MakeMap(additional.Type()))
		}
		element := reflect.New(additional.Type().Elem()).Elem()
		if end, _ = p.element(d, at, element); end >= 0 {
			additional.SetMapIndex(reflect.ValueOf(name), element)
		}
	} else {
		end = d.skip(at)
	}
	if p.meta != nil && p.meta.extras >= 0 && end >= 0 {
		fields := v.Field(p.meta.at).Field(p.meta.extras).Addr().Interface().(*map[string]respjson.Field)
		if *fields == nil {
			*fields = map[string]respjson.Field{}
		}
		(*fields)[name] = respjson.NewField(d.text[at:end])
	}
	return end
}

// decodeInline gives the value to the variants of a response union that it suits: of lists that can all be read, to all
// whose items it suits as well as any. An object must suit exactly: it has been read into the properties of the variants
// that are objects.
func (p *plan) decodeInline(d *decoder, at int, v reflect.Value) (int, fit) {
	depth, before := d.depth, d.misfits
	var least misfits
	found := make([]trial, 0, 8)
	for _, f := range p.fields {
		if !f.inline {
			continue
		}
		d.depth, d.misfits = depth, misfits{}
		end, fit := f.decode(d, at, f.in(v))
		if end < 0 {
			return -1, invalid
		}
		if fit != exact || d.text[at] == '{' && d.misfits != (misfits{}) {
			f.in(v).SetZero()
			continue
		}
		found = append(found, trial{f, end, d.misfits.typed()})
		if len(found) == 1 || d.misfits.typed().less(least) {
			least = d.misfits.typed()
		}
	}
	d.misfits = before
	if len(found) == 0 {
		d.misfits.invalid++
		d.depth = depth
		return d.skip(at), invalid
	}
	d.misfits = before.plus(least)
	for _, t := range found {
		if least.less(t.misfits) {
			t.field.in(v).SetZero()
		} else if t.field.meta >= 0 {
			*t.field.info(p, v) = respjson.NewField(d.text[at:t.end])
		}
	}
	return found[0].end, exact
}

// trial is a variant that a value can be read into.
type trial struct {
	field   *field
	end     int
	misfits misfits
}

// typed returns what was of another type alone: items may lack properties, and have others.
func (m misfits) typed() misfits { return misfits{invalid: m.invalid, coerced: m.coerced} }

// info returns what the struct tells of a field.
func (f *field) info(p *plan, v reflect.Value) *respjson.Field {
	return v.Field(p.meta.at).Field(f.meta).Addr().Interface().(*respjson.Field)
}
