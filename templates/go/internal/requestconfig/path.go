package requestconfig

import (
	"fmt"
	"net/url"
	"strings"
)

// Path puts values into the places of a path template, which may go on with a query. The values are given as pairs of wire name and value, in path order.
// An empty value, or one that makes a dot segment, is an error: it would reach another endpoint.
func Path(template string, namesAndValues ...any) (string, error) {
	path, query, hasQuery := strings.Cut(template, "?")
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		name, value := fmt.Sprint(namesAndValues[i]), fmt.Sprint(namesAndValues[i+1])
		if value == "" {
			return "", fmt.Errorf("missing required %s parameter", name)
		}
		// A braced text inside a value must not be taken for a place.
		path = strings.Replace(path, "{"+name+"}", url.PathEscape(value), 1)
		query = strings.Replace(query, "{"+name+"}", url.QueryEscape(value), 1)
	}
	for segment := range strings.SplitSeq(path, "/") {
		if isDotSegment(segment) {
			return "", fmt.Errorf("the path %q has a dot segment, which would reach another endpoint", path)
		}
	}
	if hasQuery {
		path += "?" + query
	}
	return path, nil
}

// isDotSegment reports whether a server, or a proxy that decodes it again and again, would take the segment for . or .. .
func isDotSegment(segment string) bool {
	for {
		if segment == "." || segment == ".." {
			return true
		}
		decoded, err := url.PathUnescape(segment)
		if err != nil || decoded == segment {
			return false
		}
		segment = decoded
	}
}
