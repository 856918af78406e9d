package testutil

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// alike compares texts. The properties of an object may stand in another order: that of the fields of its struct.
func alike(got, want []string) bool {
	if slices.Equal(got, want) {
		return true
	}
	return slices.Equal(inAnyOrder(got), inAnyOrder(want))
}

// delimiters are those that are percent-encoded.
var delimiters = strings.NewReplacer("%20", " ", "%7C", "|")

func inAnyOrder(texts []string) (found []string) {
	for _, text := range texts {
		if cookies, ok := strings.CutPrefix(text, "cookie: "); ok {
			found = append(found, inAnyOrder(strings.Split(cookies, "; "))...)
			continue
		}
		sorted := cmp.Or(withSortedJSON(text, "="), withSortedJSON(text, ": "))
		found = append(found, cmp.Or(sorted, withSortedPairs(delimiters.Replace(withoutObjects(text)))))
	}
	slices.Sort(found)
	return found
}

// withSortedPairs returns a text whose names with their values are in order, be they `a=1,b=2` or `a,1,b,2`. What is
// no row of pairs stays as it is: the order of a list counts. Between pairs stands what makes most of them.
func withSortedPairs(text string) string {
	before, row, isLine := strings.Cut(text, ": ")
	if !isLine {
		before, row = "", text
	}
	// labels and matrices begin with a sign, whatever stands between their pairs
	if plain := strings.TrimLeft(row, ".;"); plain != row {
		before, row = before+row[:len(row)-len(plain)], plain
	}
	most, sorted := 1, text
	for _, delimiter := range []string{",", ";", ".", "&", " ", "|"} {
		if name, pairs := pairsOf(row, delimiter); len(pairs) > most {
			most, sorted = len(pairs), before+name+"="+strings.Join(pairs, delimiter)
		}
	}
	return sorted
}

// pairsOf returns names with their values, in order, and the name of the whole; none of what is no row of pairs.
func pairsOf(row, delimiter string) (name string, pairs []string) {
	tokens := strings.Split(row, delimiter)
	named := func(token string) bool { return strings.Contains(token, "=") }
	if len(tokens) > 1 && named(tokens[0]) && !slices.ContainsFunc(tokens[1:], named) {
		name, tokens[0], _ = strings.Cut(tokens[0], "=")
	}
	switch {
	case !slices.ContainsFunc(tokens, func(token string) bool { return !named(token) }):
		pairs = tokens
	case len(tokens)%2 == 0 && !slices.ContainsFunc(tokens, named):
		for pair := range slices.Chunk(tokens, 2) {
			pairs = append(pairs, strings.Join(pair, "="))
		}
	}
	slices.Sort(pairs)
	return name, pairs
}

// withoutObjects returns a text in which each object that is JSON, escaped or not, is one word, whatever the order of its
// properties.
func withoutObjects(text string) string {
	plain, places := unescaped(text)
	var made strings.Builder
	for i := 0; i < len(plain); {
		var object map[string]any
		decoder := json.NewDecoder(bytes.NewReader(plain[i:]))
		decoder.UseNumber()
		if plain[i] == '{' && decoder.Decode(&object) == nil {
			sorted, _ := json.Marshal(object)
			made.WriteString(hex.EncodeToString(sorted))
			i += int(decoder.InputOffset())
			continue
		}
		made.WriteString(text[places[i]:places[i+1]])
		i++
	}
	return made.String()
}

// unescaped returns a text with what is percent-encoded decoded, where each of its bytes stands in the text, and where that
// ends.
func unescaped(text string) (plain []byte, places []int) {
	for i := 0; i < len(text); {
		places = append(places, i)
		if decoded, err := url.PathUnescape(text[i:min(i+3, len(text))]); err == nil && text[i] == '%' {
			plain = append(plain, decoded...)
			i += 3
			continue
		}
		plain = append(plain, text[i])
		i++
	}
	return plain, append(places, len(text))
}

// withSortedJSON returns a text whose part after the separator is JSON, nothing where it is not.
func withSortedJSON(text, separator string) string {
	name, escaped, ok := strings.Cut(text, separator)
	if !ok {
		name, escaped = "", text
	}
	plain, err := url.PathUnescape(escaped)
	var value any
	if err != nil || json.Unmarshal([]byte(plain), &value) != nil {
		return ""
	}
	sorted, _ := json.Marshal(value)
	return name + separator + string(sorted)
}

// alikePaths compares segment by segment.
func alikePaths(got, want string) bool {
	return slices.EqualFunc(strings.Split(got, "/"), strings.Split(want, "/"), func(got, want string) bool {
		return alike([]string{got}, []string{want})
	})
}
