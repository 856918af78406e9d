package apistyle

import (
	"strconv"
	"strings"
)

// Style is how a value is written: the name of a style of OpenAPI. A star after it explodes the value, a plus after
// that leaves reserved characters alone. Others are `json` (JSON text), `text` (as it is), `field` (a field of a form:
// lists are repeated, objects are JSON), `*` and `*json` (the whole query).
//
// Sources: OpenAPI 3.1.1 section 4.8.12; RFC 6570 section 3.2.
type Style string

type writer struct {
	style   string
	explode bool
	safe    string
}

// pair is a key, "" where there is none, and its text.
type pair struct {
	key  string
	text string
	// keyed tells an empty key from none.
	keyed bool
}

func (s Style) writer() writer {
	text, reserved := strings.CutSuffix(string(s), "+")
	w := writer{style: text}
	if text != "*" {
		w.style, w.explode = strings.CutSuffix(text, "*")
	}
	if reserved {
		w.safe = reservedInQuery
	}
	return w
}

// Query returns the items of a query or a form, percent-encoded.
func (s Style) Query(name string, v Value) []string {
	if v.Empty() {
		return nil
	}
	return s.writer().query(name, v)
}

func (w writer) query(name string, v Value) []string {
	key := Escape(name, "")
	switch {
	case strings.HasPrefix(w.style, "*"):
		return whole(v, w.style)
	case w.style == "json" || w.style == "field" && v.kind == object:
		return []string{key + "=" + Escape(v.JSON(), w.safe)}
	case w.style == "text":
		return []string{key + "=" + Escape(v.Text(), w.safe)}
	case w.style == "deepObject" && v.kind != scalar:
		return w.deep(name, v)
	case v.kind == object && w.explode:
		return w.spread(v)
	}
	pairs := flat(v)
	if v.kind == list && (w.explode || w.style == "field") {
		var items []string
		for _, p := range pairs {
			items = append(items, key+"="+Escape(p.text, w.safe))
		}
		return items
	}
	return []string{key + "=" + w.joined(pairs)}
}

// joined writes a list in one item, with the delimiter of its style.
func (w writer) joined(pairs []pair) string {
	delimiter := ","
	switch w.style {
	case "spaceDelimited":
		delimiter = "%20"
	case "pipeDelimited":
		delimiter = "%7C"
	}
	texts := inLine(pairs)
	for i, text := range texts {
		texts[i] = Escape(text, w.safe)
	}
	return strings.Join(texts, delimiter)
}

// spread writes each property as an item. What is nested in one OpenAPI leaves open; servers read brackets.
func (w writer) spread(v Value) (items []string) {
	for i, member := range v.members {
		below := writer{style: "form", explode: true, safe: w.safe}
		if member.kind == object {
			below.style = "deepObject"
		}
		if !member.Empty() {
			items = append(items, below.query(v.names[i], member)...)
		}
	}
	return items
}

// deep writes paths in brackets: of names, nothing for the items of a list, their index where they hold others.
func (w writer) deep(path string, v Value) (items []string) {
	switch v.kind {
	case object:
		for i, member := range v.members {
			items = append(items, w.deep(path+"["+v.names[i]+"]", member)...)
		}
	case list:
		for i, member := range v.members {
			index := ""
			if member.kind == object || member.kind == list {
				index = strconv.Itoa(i)
			}
			items = append(items, w.deep(path+"["+index+"]", member)...)
		}
	case scalar:
		items = append(items, Escape(path, "")+"="+Escape(v.text, w.safe))
	}
	return items
}

// whole writes a value that is all of a query.
func whole(v Value, style string) (items []string) {
	switch {
	case style == "*json":
		return []string{Escape(v.JSON(), "")}
	case v.kind == object:
		for i, member := range v.members {
			items = append(items, Style("form*").Query(v.names[i], member)...)
		}
		return items
	}
	return []string{Escape(v.Text(), "")}
}

// Path returns what stands in the place of a path parameter.
func (s Style) Path(name string, v Value) string {
	w := s.writer()
	isContainer := v.kind == list || v.kind == object
	switch {
	case w.style == "json":
		return Escape(v.JSON(), safeInPath)
	case w.style == "text" || w.style == "simple" && !isContainer:
		return Escape(v.Text(), safeInPath)
	case isContainer && v.Empty():
		return ""
	}
	prefix, separator := "", ","
	switch w.style {
	case "label":
		prefix, separator = ".", "."
	case "matrix":
		prefix, separator = ";", ";"
	}
	pairs := flat(v)
	for i, p := range pairs {
		pairs[i] = pair{Escape(p.key, ""), Escape(p.text, ""), p.keyed}
	}
	if w.explode && isContainer {
		var rows []string
		for _, p := range pairs {
			switch {
			case p.keyed:
				rows = append(rows, assigned(p.key, p.text))
			case w.style == "matrix":
				rows = append(rows, assigned(name, p.text))
			default:
				rows = append(rows, p.text)
			}
		}
		return prefix + strings.Join(rows, separator)
	}
	text := strings.Join(inLine(pairs), ",")
	if w.style == "matrix" {
		text = assigned(name, text)
	}
	return prefix + text
}

// Header returns the value of a header, in which nothing is percent-encoded.
func (s Style) Header(v Value) string {
	w := s.writer()
	switch {
	case w.style == "json":
		return asciiJSON(v.JSON())
	case w.style == "text":
		return v.Text()
	case w.explode && v.kind == object:
		var rows []string
		for _, p := range flat(v) {
			rows = append(rows, p.key+"="+p.text)
		}
		return strings.Join(rows, ",")
	}
	return strings.Join(inLine(flat(v)), ",")
}

// Cookie returns the pairs of a cookie header.
func (s Style) Cookie(name string, v Value) string {
	w := s.writer()
	switch {
	case w.style != "cookie":
		return strings.Join(s.Query(name, v), "; ")
	case !w.explode:
		return name + "=" + s.Header(v)
	}
	var rows []string
	for _, p := range flat(v) {
		if !p.keyed {
			p.key = name
		}
		rows = append(rows, p.key+"="+p.text)
	}
	return strings.Join(rows, "; ")
}

// flat returns keys and texts; what is nested is JSON, and null is left out.
func flat(v Value) (pairs []pair) {
	switch v.kind {
	case list, object:
		for i, member := range v.members {
			if member.kind == none {
				continue
			}
			p := pair{text: member.Text()}
			if v.kind == object {
				p.key, p.keyed = v.names[i], true
			}
			pairs = append(pairs, p)
		}
	default:
		pairs = []pair{{text: v.Text()}}
	}
	return pairs
}

// inLine puts keys among the values.
func inLine(pairs []pair) (texts []string) {
	for _, p := range pairs {
		if p.keyed {
			texts = append(texts, p.key)
		}
		texts = append(texts, p.text)
	}
	return texts
}

func assigned(name, text string) string {
	if text == "" {
		return name
	}
	return name + "=" + text
}
