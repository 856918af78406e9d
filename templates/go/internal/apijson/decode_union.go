package apijson

import "reflect"

// mostTimes is how often a value may be read anew, once in each of the variants around it that are tried, before what it was read
// into is remembered: unions that hold themselves would double that with each level.
const mostTimes = 64

// place is where a union is read.
type place struct {
	plan *plan
	at   int
}

// reading is what came of it.
type reading struct {
	value   reflect.Value
	end     int
	fit     fit
	misfits misfits
}

// decodeAnew decodes what is read into several places that may be meant. Where it was read too often, all of them have what came of
// it once.
func (p *plan) decodeAnew(d *decoder, at int, v reflect.Value) (end int, how fit) {
	times, before := d.times, d.misfits
	if times < mostTimes {
		d.times = times * p.readings(d.text[at])
		end, how = p.decodeAny(d, at, v)
		d.times = times
		return end, how
	}
	here := place{p, at}
	known, ok := d.read[here]
	if !ok {
		d.misfits = misfits{}
		known.value = reflect.New(p.goType).Elem()
		known.end, known.fit = p.decodeAny(d, at, known.value)
		known.misfits = d.misfits
		if d.read == nil {
			d.read = map[place]reading{}
		}
		d.read[here] = known
	}
	v.Set(known.value)
	d.misfits = before.plus(known.misfits)
	return known.end, known.fit
}

// readings returns how often the inside of an object or a list is read, but for the trials of a request union.
func (p *plan) readings(c byte) int {
	if c == '{' {
		return 1 + p.maps
	}
	return max(1, p.lists)
}

// decodeRequestUnion reads a value into the variant of a request union that it suits best, the first one on a tie.
func (p *plan) decodeRequestUnion(d *decoder, at int, v reflect.Value) (int, fit) {
	candidates := p.candidates(d.text, at)
	if len(candidates) == 1 {
		return candidates[0].decode(d, at, candidates[0].in(v))
	}
	depth, before, times := d.depth, d.misfits, d.times
	d.times = min(times*len(candidates), mostTimes)
	var best *field
	var found reading
	for _, f := range candidates {
		d.depth, d.misfits = depth, misfits{}
		value := reflect.New(f.in(v).Type()).Elem()
		end, fit := f.decode(d, at, value)
		if end < 0 {
			return -1, invalid
		}
		if fit != invalid && (best == nil || d.misfits.less(found.misfits)) {
			best, found = f, reading{value, end, fit, d.misfits}
		}
	}
	d.depth, d.misfits, d.times = depth, before, times
	if best == nil {
		d.misfits.invalid++
		return d.skip(at), invalid
	}
	best.in(v).Set(found.value)
	d.misfits = before.plus(found.misfits)
	return found.end, found.fit
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
