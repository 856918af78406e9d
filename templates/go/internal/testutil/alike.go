package testutil

import (
	"cmp"
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
		plain := delimiters.Replace(text)
		found = append(found, cmp.Or(withSortedJSON(text, "="), withSortedJSON(text, ": "), withSortedPairs(plain)))
	}
	slices.Sort(found)
	return found
}

// withSortedPairs returns a text whose names with their values are in order, be they `a=1,b=2` or `a,1,b,2`. What is
// no row of pairs stays as it is: the order of a list counts.
func withSortedPairs(text string) string {
	before, row, isLine := strings.Cut(text, ": ")
	if !isLine {
		before, row = "", text
	}
	tokens := strings.FieldsFunc(row, func(r rune) bool { return strings.ContainsRune(",;.& |", r) })
	named := func(token string) bool { return strings.Contains(token, "=") }
	if len(tokens) > 1 && named(tokens[0]) && !slices.ContainsFunc(tokens[1:], named) {
		name, first, _ := strings.Cut(tokens[0], "=")
		before, tokens[0] = before+name, first
	}
	var pairs []string
	switch {
	case !slices.ContainsFunc(tokens, func(token string) bool { return !named(token) }):
		pairs = tokens
	case len(tokens)%2 == 0 && !slices.ContainsFunc(tokens, named):
		for pair := range slices.Chunk(tokens, 2) {
			pairs = append(pairs, strings.Join(pair, "="))
		}
	default:
		return text
	}
	slices.Sort(pairs)
	return before + "=" + strings.Join(pairs, " ")
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
