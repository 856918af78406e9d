package apiform_test

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apiform"
	"github.com/anthropics/anthropic-sdk-go/internal/apiquery"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

type paramObj = param.APIObject

type paramUnion = param.APIUnion

type color struct {
	R int64            `json:"R"`
	G param.Opt[int64] `json:"G,omitzero"`
	paramObj
}

type upload struct {
	Name  string               `json:"name" api:"required"`
	File  io.Reader            `json:"file,omitzero" format:"binary"`
	Files []io.Reader          `json:"files,omitzero" format:"binary" content:"image/png"`
	Words []string             `json:"words,omitzero"`
	Piped []string             `json:"piped,omitzero" style:"pipeDelimited"`
	Color color                `json:"color,omitzero"`
	Note  param.Opt[string]    `json:"note,omitzero" content:"application/json"`
	Day   param.Opt[time.Time] `json:"day,omitzero" format:"date"`
	Page  param.Opt[int64]     `query:"page,omitzero" json:"-"`
	paramObj
}

type source struct {
	OfFile      io.Reader         `json:",omitzero,inline" format:"binary"`
	OfFileArray []io.Reader       `json:",omitzero,inline" format:"binary"`
	OfString    param.Opt[string] `json:",omitzero,inline"`
	paramUnion
}

type sources struct {
	One  source   `json:"one,omitzero"`
	Many []source `json:"many,omitzero"`
	paramObj
}

type form struct {
	OfSources *sources `json:",omitzero,inline"`
	OfSource  *source  `json:",omitzero,inline"`
	paramUnion
}

type named struct {
	io.Reader
	name, contentType string
}

func (n named) Filename() string    { return n.name }
func (n named) Unwrap() io.Reader   { return n.Reader }
func (n named) ContentType() string { return n.contentType }

func full() upload {
	return upload{
		Name:  "a b",
		File:  strings.NewReader("x"),
		Files: []io.Reader{named{strings.NewReader("y"), `q"u.png`, ""}, named{strings.NewReader("z"), "r.gif", "image/gif"}},
		Words: []string{"c", "d,e"},
		Piped: []string{"f", "g"},
		Color: color{R: 1, G: param.Null[int64]()},
		Note:  param.NewOpt("n"),
		Day:   param.NewOpt(time.Date(2025, 4, 14, 1, 2, 3, 0, time.UTC)),
		Page:  param.NewOpt[int64](2),
	}
}

func TestAFormIsWrittenAsDocumented(t *testing.T) {
	params := full()
	params.File, params.Files = nil, nil
	params.SetExtraFields(map[string]any{"more": []int{1, 2}, "name": "n", "words": param.Omit})
	data, contentType, err := apiform.AsDocumented.Marshal(params)
	want := "piped=f%7Cg&color=%7B%22R%22%3A1%2C%22G%22%3Anull%7D&note=%22n%22&day=2025-04-14&more=1&more=2&name=n"
	if string(data) != want || contentType != "application/x-www-form-urlencoded" || err != nil {
		t.Errorf("got %s %s %v", data, contentType, err)
	}
}

func TestAFormIsWrittenAsAQuery(t *testing.T) {
	for _, c := range []struct {
		params any
		want   string
	}{
		{upload{Name: "a b", Note: param.NewOpt("c")}, "name=a+b&note=%22c%22"},
		{map[string]any{"a": true, "d": nil}, "a=true"},
		{param.Override[color](map[string]any{"x": "y"}), "x=y"},
		{"already=written", "already=written"},
		{nil, ""},
	} {
		data, _, err := apiform.AsQuery.Marshal(c.params)
		if string(data) != c.want || err != nil {
			t.Errorf("got %s %v, want %s", data, err, c.want)
		}
	}
}

func TestListsAndObjectsAreWrittenAsInAQuery(t *testing.T) {
	params := map[string]any{"a": []any{1, "x y", true}, "b": map[string]any{"c": 1.5, "d": map[string]any{"e": "f"}}}
	query, err := apiquery.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	if data, _, err := apiform.AsQuery.Marshal(params); string(data) != query.Encode() || err != nil {
		t.Errorf("got %s %v, want %s", data, err, query.Encode())
	}
}

// parts reads a form as name, filename, type and content.
func parts(t *testing.T, data []byte, contentType string) (found []string) {
	t.Helper()
	media, parameters, err := mime.ParseMediaType(contentType)
	if media != "multipart/form-data" || err != nil {
		t.Fatal(contentType, err)
	}
	reader := multipart.NewReader(bytes.NewReader(data), parameters["boundary"])
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(part)
		found = append(found, strings.Join([]string{part.FormName(), part.FileName(), part.Header.Get("Content-Type"), string(content)}, "|"))
	}
}

func TestPartsAreWrittenAsDocumented(t *testing.T) {
	data, contentType, err := apiform.AsDocumented.MarshalMultipart(full())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`color||application/json|{"R":1,"G":null}`, "day|||2025-04-14", "file|anonymous_file|application/octet-stream|x",
		"files|q\"u.png|image/png|y", "files|r.gif|image/gif|z", "name|||a b", `note||application/json|"n"`, "piped|||f|g",
		"words|||c", "words|||d,e",
	}
	if got := parts(t, data, contentType); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestPartsAreWrittenAsAQuery(t *testing.T) {
	params := full()
	params.SetExtraFields(map[string]any{"more": strings.NewReader("w"), "none": nil})
	data, contentType, err := apiform.AsQuery.MarshalMultipart(params)
	if err != nil {
		t.Fatal(err)
	}
	got := parts(t, data, contentType)
	for _, want := range []string{"color[R]|||1", "files[]|r.gif|image/gif|z", "words[]|||c", "none|||null", "more|anonymous_file|application/octet-stream|w"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestAFileInAUnionIsAFile(t *testing.T) {
	x, y := func() io.Reader { return strings.NewReader("x") }, named{strings.NewReader("y"), "y.gif", "image/gif"}
	const anyX = "anonymous_file|application/octet-stream|x"
	for _, c := range []struct {
		params sources
		want   []string
	}{
		{sources{One: source{OfFile: x()}}, []string{"one|" + anyX}},
		{sources{One: source{OfFileArray: []io.Reader{x(), y}}}, []string{"one[]|" + anyX, "one[]|y.gif|image/gif|y"}},
		{sources{One: source{OfString: param.NewOpt("x")}}, []string{"one|||x"}},
		{sources{One: param.Override[source](x())}, []string{"one|" + anyX}},
		{
			sources{Many: []source{{OfString: param.NewOpt("z")}, {OfFile: x()}, {OfString: param.NewOpt("w")}}},
			[]string{"many[]|||z", "many[]|" + anyX, "many[]|||w"},
		},
	} {
		data, contentType, err := apiform.AsQuery.MarshalMultipart(c.params)
		if got := parts(t, data, contentType); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("got %q %v, want %q", got, err, c.want)
		}
	}
	data, contentType, err := apiform.AsQuery.MarshalMultipart(form{OfSources: &sources{One: source{OfFile: x()}}})
	if got := parts(t, data, contentType); err != nil || !slices.Equal(got, []string{"one|" + anyX}) {
		t.Errorf("a form that is one of several has %q %v", got, err)
	}
	two := source{OfFile: x(), OfString: param.NewOpt("x")}
	if _, _, err := apiform.AsQuery.MarshalMultipart(sources{One: two}); err == nil {
		t.Error("two variants are no error")
	}
}

type page struct {
	Scan  io.Reader `json:"scan,omitzero" format:"binary"`
	Size  color     `json:"size,omitzero"`
	Words []string  `json:"words,omitzero"`
	paramObj
}

type book struct {
	Cover page                 `json:"cover,omitzero"`
	Marks map[string]io.Reader `json:"marks,omitzero"`
	Pages []page               `json:"pages,omitzero"`
	Title string               `json:"title"`
	paramObj
}

func TestAFileInAnObjectIsAFile(t *testing.T) {
	x := func() io.Reader { return strings.NewReader("x") }
	const anyX = "|anonymous_file|application/octet-stream|x"
	full := func() book {
		return book{
			Cover: page{Scan: x(), Size: color{R: 1}, Words: []string{"a", "b"}},
			Marks: map[string]io.Reader{"red": x(), "blue": x()},
			Pages: []page{{Scan: x(), Words: []string{"c"}}, {Words: []string{"d"}}},
			Title: "t",
		}
	}
	for form, want := range map[apiform.Form][]string{
		apiform.AsDocumented: {
			"cover[scan]" + anyX, `cover[size]||application/json|{"R":1}`, "cover[words]|||a", "cover[words]|||b",
			"marks[blue]" + anyX, "marks[red]" + anyX,
			"pages[scan]" + anyX, "pages[words]|||c", `pages||application/json|{"words":["d"]}`,
			"title|||t",
		},
		apiform.AsQuery: {
			"cover[scan]" + anyX, "cover[size][R]|||1", "cover[words][]|||a", "cover[words][]|||b",
			"marks[blue]" + anyX, "marks[red]" + anyX,
			"pages[][scan]" + anyX, "pages[][words][]|||c", "pages[][words][]|||d",
			"title|||t",
		},
	} {
		data, contentType, err := form.MarshalMultipart(full())
		if got := parts(t, data, contentType); err != nil || !slices.Equal(got, want) {
			t.Errorf("got %q %v, want %q", got, err, want)
		}
	}
}

func TestAnObjectWithoutItsFileIsWrittenAsAnyOther(t *testing.T) {
	data, contentType, err := apiform.AsDocumented.MarshalMultipart(book{Cover: page{Words: []string{"a"}}, Title: "t"})
	want := []string{`cover||application/json|{"words":["a"]}`, "title|||t"}
	if got := parts(t, data, contentType); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q %v, want %q", got, err, want)
	}
}

func TestAFileOnDiskHasItsName(t *testing.T) {
	place := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(place, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(place)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	data, contentType, _ := apiform.AsDocumented.MarshalMultipart(upload{File: file})
	if got := parts(t, data, contentType); got[0] != "file|a.txt|application/octet-stream|x" {
		t.Errorf("got %q", got)
	}
}

func TestAPartIsNoPlaceForHeaders(t *testing.T) {
	file := named{strings.NewReader("x"), "a\r\nX-Evil: 1", "text/plain\r\nX-Evil: 1"}
	data, contentType, err := apiform.AsDocumented.MarshalMultipart(map[string]any{"a\r\nX-Evil: 1": file})
	if err != nil || bytes.Contains(data, []byte("\r\nX-Evil")) || len(parts(t, data, contentType)) != 1 {
		t.Errorf("got %s %v", data, err)
	}
}

func TestAFormOfNothingIsEmpty(t *testing.T) {
	if data, _, err := apiform.AsDocumented.MarshalMultipart(color{G: param.Null[int64]()}); err != nil || !bytes.Contains(data, []byte(`name="R"`)) || bytes.Contains(data, []byte(`name="G"`)) {
		t.Errorf("got %s %v", data, err)
	}
	if data, _, err := apiform.AsDocumented.MarshalMultipart(map[string]any{}); err != nil || len(data) != 0 {
		t.Errorf("got %s %v", data, err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAFileThatCannotBeReadIsAnError(t *testing.T) {
	if _, _, err := apiform.AsDocumented.MarshalMultipart(upload{File: broken{}}); err != io.ErrClosedPipe {
		t.Errorf("got %v", err)
	}
}
