package apijson

import "reflect"

// decodeRequestUnion reads a value into the variant of a request union that it suits best, the first one on a tie.
func (p *plan) decodeRequestUnion(d *decoder, at int, v reflect.Value) (int, fit) {
	candidates := p.candidates(d.text, at)
	if len(candidates) == 1 {
		return candidates[0].decode(d, at, candidates[0].in(v))
	}
	before := d.misfits
	var best *field
	var least misfits
	for _, f := range candidates {
		trial := decoder{scanner: scanner{text: d.text, depth: d.depth}}
		end, fit := f.decode(&trial, at, reflect.New(f.in(v).Type()).Elem())
		if end < 0 {
			d.err = trial.err
			return -1, invalid
		}
		if fit != invalid && (best == nil || trial.misfits.less(least)) {
			best, least = f, trial.misfits
		}
	}
	if best == nil {
		d.misfits.invalid++
		return d.skip(at), invalid
	}
	end, fit := best.decode(d, at, best.in(v))
	d.misfits = before.plus(least)
	return end, fit
}

// candidates returns the variants whose constants the object has, or all variants when there are none.
// It spares trials, which nested unions would multiply.
func (p *plan) candidates(text string, at int) []*field {
	members := constantMembers(text, at)
	var matching []*field
	for _, f := range p.fields {
		t := f.in(reflect.Zero(p.goType)).Type()
		if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && planOf(t.Elem()).hasConstants(members) {
			matching = append(matching, f)
		}
	}
	if matching == nil {
		return p.fields
	}
	return matching
}

// constantMembers returns the string members of an object.
func constantMembers(text string, at int) map[string]string {
	if text[at] != '{' {
		return nil
	}
	s := scanner{text: text}
	members := map[string]string{}
	at, done := s.next(s.open(at), true, '}')
	for !done {
		name, value := s.key(at)
		if value < 0 {
			return nil
		}
		if text[value] == '"' {
			members[name], at = s.str(value)
		} else {
			at = s.skip(value)
		}
		at, done = s.next(at, false, '}')
	}
	return members
}

// hasConstants reports whether a struct has constants and the members agree with all of them.
func (p *plan) hasConstants(members map[string]string) bool {
	found := false
	for _, f := range p.fields {
		if f.constant == "" {
			continue
		}
		if members[f.name] != f.constant {
			return false
		}
		found = true
	}
	return found
}

func (m misfits) less(other misfits) bool {
	for _, pair := range [][2]int{
		{m.constants, other.constants},
		{m.missing, other.missing},
		{m.invalid, other.invalid},
		{m.coerced, other.coerced},
		{m.extra, other.extra},
	} {
		if pair[0] != pair[1] {
			return pair[0] < pair[1]
		}
	}
	return false
}

func (m misfits) plus(other misfits) misfits {
	return misfits{
		constants: m.constants + other.constants,
		missing:   m.missing + other.missing,
		invalid:   m.invalid + other.invalid,
		coerced:   m.coerced + other.coerced,
		extra:     m.extra + other.extra,
	}
}
