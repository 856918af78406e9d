package apistyle

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// safeInPath is RFC 3986 pchar, less what would end a segment.
const safeInPath = "!$&'()*+,;=:@"

// reservedInQuery are reserved characters that a query can hold without meaning anything there.
const reservedInQuery = ":/?@!$'()*,;="

const upperHex = "0123456789ABCDEF"

// EscapePath percent-encodes the value of a path parameter.
func EscapePath(text string) string { return Escape(text, safeInPath) }

// Escape percent-encodes all but what RFC 3986 calls unreserved, and what is safe here.
func Escape(text, safe string) string {
	var escaped strings.Builder
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 || strings.IndexByte(safe, c) >= 0 {
			escaped.WriteByte(c)
			continue
		}
		escaped.WriteByte('%')
		escaped.WriteByte(upperHex[c>>4])
		escaped.WriteByte(upperHex[c&0xf])
	}
	return escaped.String()
}

// asciiJSON writes the text of JSON with escapes for what is more than ASCII, which a header cannot hold.
func asciiJSON(text string) string {
	var escaped strings.Builder
	for _, r := range text {
		if r < 0x80 {
			escaped.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&escaped, "\\u%04x", unit)
		}
	}
	return escaped.String()
}
