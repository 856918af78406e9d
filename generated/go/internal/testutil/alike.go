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
		tokens := strings.FieldsFunc(delimiters.Replace(text), func(r rune) bool { return strings.ContainsRune(",;=.& |", r) })
		slices.Sort(tokens)
		found = append(found, cmp.Or(withSortedJSON(text, "="), withSortedJSON(text, ": "), strings.Join(tokens, " ")))
	}
	slices.Sort(found)
	return found
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
