package apijson

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth keeps a hostile response from exhausting the stack.
const maxDepth = 1000

// scanner walks over one JSON text once and strictly. A position of -1 means that err is set.
type scanner struct {
	text  string
	depth int
	err   error
}

func (s *scanner) fail(at int, expected string) int {
	if s.err == nil {
		if at >= len(s.text) {
			s.err = io.ErrUnexpectedEOF
		} else {
			s.err = fmt.Errorf("invalid character %q at offset %d, expected %s", s.text[at], at, expected)
		}
	}
	return -1
}

func (s *scanner) space(at int) int {
	for at < len(s.text) {
		switch s.text[at] {
		case ' ', '\n', '\r', '\t':
			at++
		default:
			return at
		}
	}
	return at
}

// open enters the object or array at the given position.
func (s *scanner) open(at int) int {
	s.depth++
	if s.depth > maxDepth {
		s.err = fmt.Errorf("nested more than %d levels deep", maxDepth)
		return -1
	}
	return at + 1
}

// next moves to the next element of a container, or behind it when it is done.
func (s *scanner) next(at int, first bool, closing byte) (position int, done bool) {
	if at < 0 {
		return -1, true
	}
	at = s.space(at)
	if at < len(s.text) && s.text[at] == closing {
		s.depth--
		return at + 1, true
	}
	if !first {
		if at >= len(s.text) || s.text[at] != ',' {
			return s.fail(at, "a comma or the end of the container"), true
		}
		at = s.space(at + 1)
	}
	if at >= len(s.text) {
		return s.fail(at, "a value"), true
	}
	return at, false
}

// key reads the name of an object member and moves to its value.
func (s *scanner) key(at int) (name string, value int) {
	if s.text[at] != '"' {
		return "", s.fail(at, "a property name")
	}
	name, at = s.str(at)
	if at < 0 {
		return "", -1
	}
	at = s.space(at)
	if at >= len(s.text) || s.text[at] != ':' {
		return "", s.fail(at, "a colon")
	}
	at = s.space(at + 1)
	if at >= len(s.text) {
		return "", s.fail(at, "a value")
	}
	return name, at
}

// skip moves behind the value at the given position.
func (s *scanner) skip(at int) int {
	switch s.text[at] {
	case '{':
		end, done := s.next(s.open(at), true, '}')
		for !done {
			if _, end = s.key(end); end < 0 {
				return -1
			}
			end, done = s.next(s.skip(end), false, '}')
		}
		return end
	case '[':
		end, done := s.next(s.open(at), true, ']')
		for !done {
			end, done = s.next(s.skip(end), false, ']')
		}
		return end
	case '"':
		end, _ := s.stringEnd(at)
		return end
	case 't':
		return s.literal(at, "true")
	case 'f':
		return s.literal(at, "false")
	case 'n':
		return s.literal(at, "null")
	}
	return s.number(at)
}

func (s *scanner) literal(at int, word string) int {
	for i := range len(word) {
		if at+i >= len(s.text) || s.text[at+i] != word[i] {
			return s.fail(at+i, word)
		}
	}
	return at + len(word)
}

func (s *scanner) digits(at int) int {
	start := at
	for at < len(s.text) && '0' <= s.text[at] && s.text[at] <= '9' {
		at++
	}
	if at == start {
		return s.fail(at, "a digit")
	}
	return at
}

func (s *scanner) number(at int) int {
	text := s.text
	if text[at] == '-' {
		at++
	} else if text[at] < '0' || text[at] > '9' {
		return s.fail(at, "a value")
	}
	if at < len(text) && text[at] == '0' {
		at++
	} else if at = s.digits(at); at < 0 {
		return -1
	}
	if at < len(text) && text[at] == '.' {
		if at = s.digits(at + 1); at < 0 {
			return -1
		}
	}
	if at < len(text) && (text[at] == 'e' || text[at] == 'E') {
		at++
		if at < len(text) && (text[at] == '+' || text[at] == '-') {
			at++
		}
		return s.digits(at)
	}
	return at
}

// stringEnd moves behind a string. A plain one is its own value: no escapes, and ASCII only.
func (s *scanner) stringEnd(at int) (end int, plain bool) {
	plain = true
	for i := at + 1; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '"':
			return i + 1, plain
		case c < ' ':
			return s.fail(i, "no control character in a string"), false
		case c >= utf8.RuneSelf:
			plain = false
		case c == '\\':
			plain = false
			i++
			if i >= len(s.text) {
				break
			}
			if s.text[i] == 'u' {
				if _, ok := hex4(s.text[i+1:]); !ok {
					return s.fail(i, "four hexadecimal digits"), false
				}
				i += 4
			} else if !strings.ContainsRune(`"\/bfnrt`, rune(s.text[i])) {
				return s.fail(i, "an escape"), false
			}
		}
	}
	return s.fail(len(s.text), "a quote"), false
}

// str reads the string at the given position and moves behind it.
func (s *scanner) str(at int) (value string, end int) {
	end, plain := s.stringEnd(at)
	if end < 0 {
		return "", -1
	}
	inner := s.text[at+1 : end-1]
	if plain || !strings.Contains(inner, `\`) && utf8.ValidString(inner) {
		return inner, end
	}
	return unescape(inner), end
}

// unescape resolves the escapes of a well-formed string; what is no text becomes U+FFFD, as in encoding/json.
func unescape(inner string) string {
	out := make([]byte, 0, len(inner))
	for i := 0; i < len(inner); {
		c := inner[i]
		switch {
		case c != '\\' && c < utf8.RuneSelf:
			out = append(out, c)
			i++
		case c != '\\':
			r, size := utf8.DecodeRuneInString(inner[i:])
			out = utf8.AppendRune(out, r)
			i += size
		case inner[i+1] != 'u':
			out = append(out, unescaped(inner[i+1]))
			i += 2
		default:
			r, _ := hex4(inner[i+2:])
			i += 6
			if utf16.IsSurrogate(r) {
				low := rune(utf8.RuneError)
				if strings.HasPrefix(inner[i:], `\u`) {
					low, _ = hex4(inner[i+2:])
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					i += 6
				}
			}
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

func unescaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

func hex4(text string) (rune, bool) {
	if len(text) < 4 || text[0] == '+' || text[0] == '-' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[:4], 16, 32)
	return rune(n), err == nil
}
