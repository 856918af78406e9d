package apijson

import (
	"fmt"
	"strconv"
	"strings"
)

// Set returns data with the JSON text raw at a dotted path: names, indices, "-1" to append; a backslash makes a dot literal.
func Set(data []byte, path string, raw []byte) ([]byte, error) {
	text, err := set(string(data), split(path), string(raw))
	return []byte(text), err
}

// Delete returns data without what is at a dotted path; it is no error when there is nothing.
func Delete(data []byte, path string) ([]byte, error) {
	text, err := remove(string(data), split(path))
	return []byte(text), err
}

// split takes a path apart at its dots.
func split(path string) []string {
	var parts []string
	var part strings.Builder
	for i := 0; i < len(path); i++ {
		switch {
		case path[i] == '\\' && i+1 < len(path):
			i++
			part.WriteByte(path[i])
		case path[i] == '.':
			parts = append(parts, part.String())
			part.Reset()
		default:
			part.WriteByte(path[i])
		}
	}
	return append(parts, part.String())
}

// element is where an element of a container lies in its text.
type element struct {
	name              string
	start, value, end int
}

// elements lists what is in an object or array.
func elements(text string) (found []element, isObject bool, err error) {
	s := scanner{text: text}
	at := s.space(0)
	if at == len(text) || text[at] != '{' && text[at] != '[' {
		return nil, false, fmt.Errorf("cannot set a path inside %.20q", text)
	}
	isObject = text[at] == '{'
	closing := byte(']')
	if isObject {
		closing = '}'
	}
	at, done := s.next(s.open(at), true, closing)
	for !done {
		e := element{start: at, value: at}
		if isObject {
			e.name, e.value = s.key(at)
		}
		if e.value >= 0 {
			e.end = s.skip(e.value)
			found = append(found, e)
			at = e.end
		} else {
			at = -1
		}
		at, done = s.next(at, false, closing)
	}
	return found, isObject, s.err
}

func set(text string, path []string, raw string) (string, error) {
	if len(path) == 0 {
		return raw, nil
	}
	if trimmed := strings.TrimSpace(text); !strings.HasPrefix(trimmed, "{") && !strings.HasPrefix(trimmed, "[") {
		// what has no parts gives way to what has them
		text = "{}"
		if _, err := strconv.Atoi(path[0]); err == nil {
			text = "[]"
		}
	}
	found, isObject, err := elements(text)
	if err != nil {
		return "", err
	}
	at, err := locate(found, isObject, path[0])
	if err != nil {
		return "", err
	}
	if at < len(found) {
		inner, err := set(text[found[at].value:found[at].end], path[1:], raw)
		return text[:found[at].value] + inner + text[found[at].end:], err
	}
	inner, err := set("", path[1:], raw)
	if isObject {
		inner = string(keyOf(path[0])) + inner
	} else {
		inner = strings.Repeat("null,", at-len(found)) + inner
	}
	if len(found) > 0 {
		inner = "," + inner
	}
	closing := strings.LastIndexAny(text, "]}")
	return text[:closing] + inner + text[closing:], err
}

func remove(text string, path []string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return text, nil
	}
	found, isObject, err := elements(text)
	if err != nil {
		return "", err
	}
	at, err := locate(found, isObject, path[0])
	if err != nil || at >= len(found) {
		return text, err
	}
	if len(path) > 1 {
		value := text[found[at].value:found[at].end]
		if value[0] != '{' && value[0] != '[' {
			return text, nil
		}
		inner, err := remove(value, path[1:])
		return text[:found[at].value] + inner + text[found[at].end:], err
	}
	switch {
	case at > 0:
		return text[:found[at-1].end] + text[found[at].end:], nil
	case len(found) > 1:
		return text[:found[0].start] + text[found[1].start:], nil
	}
	return text[:found[0].start] + text[found[0].end:], nil
}

// mostNulls bounds how far behind the end of an array an element can be set.
const mostNulls = 10_000

// locate returns the index of a path part, or at least the number of elements when it is to be appended.
func locate(found []element, isObject bool, part string) (int, error) {
	if isObject {
		for i, e := range found {
			if e.name == part {
				return i, nil
			}
		}
		return len(found), nil
	}
	index, err := strconv.Atoi(part)
	if err != nil || index < -1 {
		return 0, fmt.Errorf("%q is no index of an array", part)
	}
	if index > len(found)+mostNulls {
		return 0, fmt.Errorf("index %d is far beyond the end of an array of %d", index, len(found))
	}
	if index == -1 {
		return len(found), nil
	}
	return index, nil
}

// At returns the JSON text of what lies below the names, one after the other; false where there is nothing.
func At(data string, names ...string) (string, bool) {
	for _, name := range names {
		found, isObject, err := elements(data)
		if err != nil || !isObject {
			return "", false
		}
		at, _ := locate(found, true, name)
		if at == len(found) {
			return "", false
		}
		data = data[found[at].value:found[at].end]
	}
	return data, true
}
