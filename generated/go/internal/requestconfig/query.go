package requestconfig

import (
	"net/url"
	"slices"
	"strings"
)

// queryOf returns the query that a params struct has, percent-encoded.
func queryOf(params any) (string, error) {
	if styled, ok := params.(interface{ RawQuery() (string, error) }); ok {
		return styled.RawQuery()
	}
	if queryer, ok := params.(interface{ URLQuery() (url.Values, error) }); ok {
		values, err := queryer.URLQuery()
		return values.Encode(), err
	}
	return "", nil
}

// addQuery puts items after the query that the path has, of which those of the same names are replaced.
func (cfg *RequestConfig) addQuery(encoded string) {
	if encoded == "" {
		return
	}
	added := strings.Split(encoded, "&")
	replaced := make(map[string]bool, len(added))
	for _, item := range added {
		replaced[nameOf(item)] = true
	}
	cfg.keepQuery(func(name string) bool { return !replaced[name] }, added...)
}

// SetQuery sets a query parameter, in place of what it was.
func (cfg *RequestConfig) SetQuery(name, value string) {
	cfg.keepQuery(func(other string) bool { return other != name }, encodedItem(name, value))
}

// AddQuery adds a query parameter to those that are there.
func (cfg *RequestConfig) AddQuery(name, value string) {
	cfg.keepQuery(func(string) bool { return true }, encodedItem(name, value))
}

// DelQuery removes a query parameter.
func (cfg *RequestConfig) DelQuery(name string) {
	cfg.keepQuery(func(other string) bool { return other != name })
}

// keepQuery leaves the items of some names as they are written, and adds others.
func (cfg *RequestConfig) keepQuery(keep func(name string) bool, added ...string) {
	items := strings.Split(cfg.Request.URL.RawQuery, "&")
	kept := slices.DeleteFunc(items, func(item string) bool { return item == "" || !keep(nameOf(item)) })
	cfg.Request.URL.RawQuery = strings.Join(append(kept, added...), "&")
}

// hasName tells whether a query has an item of the name.
func hasName(query, name string) bool {
	return slices.ContainsFunc(strings.Split(query, "&"), func(item string) bool {
		return item != "" && nameOf(item) == name
	})
}

func encodedItem(name, value string) string {
	return url.QueryEscape(name) + "=" + url.QueryEscape(value)
}

// nameOf returns the name of an item as it is meant.
func nameOf(item string) string {
	name, _, _ := strings.Cut(item, "=")
	if plain, err := url.QueryUnescape(name); err == nil {
		return plain
	}
	return name
}
