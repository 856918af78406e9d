package requestconfig

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"

	"bessemer.invalid/module/internal/apistyle"
)

// Path puts values into the places of a path template, which may go on with a query. The values are given as pairs of wire name and value, in path order.
// An empty value, or one that makes a dot segment, is an error: it would reach another endpoint.
func Path(template string, namesAndValues ...any) (string, error) {
	path, query, hasQuery := strings.Cut(template, "?")
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		name := fmt.Sprint(namesAndValues[i])
		text, err := pathText(name, namesAndValues[i+1])
		if err != nil {
			return "", err
		}
		if text == "" {
			return "", fmt.Errorf("missing required %s parameter", name)
		}
		// A braced text inside a value must not be taken for a place.
		path = strings.Replace(path, "{"+name+"}", text, 1)
		query = strings.Replace(query, "{"+name+"}", inQuery.Replace(text), 1)
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

// inQuery escapes what a path can hold and an item of a query cannot.
var inQuery = strings.NewReplacer("&", "%26", "=", "%3D", "+", "%2B")

// Styled is a value of a path in a style of OpenAPI.
func Styled(style apistyle.Style, value any) any { return styled{style, value} }

type styled struct {
	style apistyle.Style
	value any
}

// pathText returns what stands in a place, percent-encoded.
func pathText(name string, given any) (string, error) {
	if text, ok := given.(string); ok {
		return apistyle.EscapePath(text), nil
	}
	wanted, ok := given.(styled)
	if !ok {
		wanted = styled{"simple", given}
	}
	value, err := apistyle.Of(reflect.ValueOf(wanted.value), "")
	if err != nil || value.IsNull() || value.Text() == "" {
		return "", err
	}
	return wanted.style.Path(name, value), nil
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
