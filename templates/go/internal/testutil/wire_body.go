package testutil

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"reflect"
	"slices"
	"strings"
)

// part is a part of a multipart form; a name or type that is nil was not sent.
type part struct {
	Name     string  `json:"name"`
	Filename *string `json:"filename"`
	Type     *string `json:"type"`
	Body     string  `json:"body"`
}

func (w *Wire) checkBody(got Request, want sent) {
	w.t.Helper()
	var sent, wanted any
	switch want.BodyKind {
	case "form":
		var items []string
		_ = json.Unmarshal(want.Body, &items)
		wanted = sorted(items)
		sent = sorted(strings.FieldsFunc(got.Body, func(r rune) bool { return r == '&' }))
	case "multipart":
		var parts []part
		_ = json.Unmarshal(want.Body, &parts)
		wanted, sent = written(parts), written(partsOf(got))
	case "raw":
		var text string
		_ = json.Unmarshal(want.Body, &text)
		wanted, sent = text, got.Body
	default:
		wanted, sent = jsonOf(string(want.Body)), jsonOf(got.Body)
	}
	lines, _ := sent.([]string)
	wantedLines, isLines := wanted.([]string)
	if same := reflect.DeepEqual(sent, wanted) || isLines && alike(lines, wantedLines); !same {
		where, sent, wanted := firstUnlike("the body", sent, wanted)
		w.t.Errorf("sent %s as %v, want %v", where, sent, wanted)
	}
}

// firstUnlike returns where two JSON values differ first, and what is there.
func firstUnlike(where string, got, want any) (string, any, any) {
	gotObject, isObject := got.(map[string]any)
	if wantObject, ok := want.(map[string]any); ok && isObject {
		for _, name := range slices.Sorted(maps.Keys(wantObject)) {
			if inner, ok := gotObject[name]; ok && !reflect.DeepEqual(inner, wantObject[name]) {
				return firstUnlike(where+"."+name, inner, wantObject[name])
			}
		}
		return where, slices.Sorted(maps.Keys(gotObject)), slices.Sorted(maps.Keys(wantObject))
	}
	gotList, isList := got.([]any)
	if wantList, ok := want.([]any); ok && isList && len(gotList) == len(wantList) {
		for index := range wantList {
			if !reflect.DeepEqual(gotList[index], wantList[index]) {
				return firstUnlike(fmt.Sprintf("%s[%d]", where, index), gotList[index], wantList[index])
			}
		}
	}
	return where, got, want
}

// written returns parts as lines; their order says nothing, but for those of one name.
func written(parts []part) (lines []string) {
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.Name, b.Name) })
	for _, part := range parts {
		said, _ := json.Marshal([]any{part.Name, part.Filename, part.Type})
		lines = append(lines, string(said)+"="+wholeSeconds(part.Body))
	}
	return lines
}

func partsOf(got Request) (parts []part) {
	_, parameters, _ := mime.ParseMediaType(got.Header.Get("Content-Type"))
	reader := multipart.NewReader(strings.NewReader(got.Body), parameters["boundary"])
	for {
		next, err := reader.NextRawPart()
		if err != nil {
			return parts
		}
		content, _ := io.ReadAll(next)
		read := part{Name: next.FormName(), Body: string(content)}
		if filename := next.FileName(); filename != "" {
			read.Filename = &filename
		}
		if media := next.Header.Get("Content-Type"); media != "" {
			read.Type = &media
		}
		parts = append(parts, read)
	}
}

// jsonOf reads JSON for comparison; a text that is not JSON stands for itself, an empty one for nothing.
func jsonOf(text string) any {
	var value any
	if text == "" {
		return nil
	}
	if json.Unmarshal([]byte(wholeSeconds(text)), &value) != nil {
		return text
	}
	return value
}
