package apiform

import (
	"cmp"
	"io"
	"net/textproto"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"

	"bessemer.invalid/module/internal/apistyle"
	"bessemer.invalid/module/internal/settings"
)

// MarshalMultipart returns what a multipart form has, sorted by name, and its type. A form without fields is empty.
func (form Form) MarshalMultipart(params any) (data []byte, contentType string, err error) {
	made, err := form.Multipart(params)
	if err != nil {
		return nil, "", err
	}
	if made.Empty() {
		return nil, made.ContentType, nil
	}
	data, err = io.ReadAll(made.Open())
	return data, made.ContentType, err
}

// Multipart returns a multipart form in the pieces that it is sent in, sorted by name; what is in one list or object stays
// in order.
func (form Form) Multipart(params any) (*Multipart, error) {
	fields, err := form.fieldsOf(reflect.ValueOf(params))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(fields, func(a, b field) int { return cmp.Compare(a.key(), b.key()) })
	made := newMultipart()
	for _, f := range fields {
		if err := form.write(made, f); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// key returns the name of the whole that a field is a part of.
func (f field) key() string {
	key, _, _ := strings.Cut(f.name, "[")
	return key
}

func (form Form) write(made *Multipart, f field) error {
	name := f.name
	if f.at >= 0 {
		name = form.item(name, f.at)
	}
	if f.file != nil {
		return f.writeFile(made, name)
	}
	if style := f.tag.Get("style"); style != "" {
		for _, item := range apistyle.Style(style).Query(f.name, f.value) {
			name, text, _ := strings.Cut(item, "=")
			name, _ = url.PathUnescape(name)
			text, _ = url.PathUnescape(text)
			if err := writePart(made, name, "", text); err != nil {
				return err
			}
		}
		return nil
	}
	return form.writeValue(made, name, f.tag.Get("content"), f.value)
}

// item returns the name of a part that is an item of a list.
func (form Form) item(name string, at int) string {
	if form == AsDocumented {
		return name
	}
	return numbered(settings.MultipartArrayFormat, name, at)
}

// isLine reports whether a list is one part, its texts between commas.
func (form Form) isLine(contentType string, list apistyle.Value) bool {
	if form == AsDocumented || settings.MultipartArrayFormat != "comma" || contentType != "" {
		return false
	}
	for _, item := range list.Members {
		if item.IsList() || item.IsObject() {
			return false
		}
	}
	return true
}

// writeValue writes lists as several parts, or in a line; an object is JSON, or a part for each property.
func (form Form) writeValue(made *Multipart, name, contentType string, value apistyle.Value) error {
	switch {
	case value.IsList() && value.Empty():
		return nil
	case value.IsList() && form.isLine(contentType, value):
		return writePart(made, name, "", strings.Join(texts(value), ","))
	case value.IsList():
		at := -1
		for _, item := range value.Members {
			at++
			if err := form.writeValue(made, form.item(name, at), contentType, item); err != nil {
				return err
			}
		}
		return nil
	case value.IsObject() && form != AsDocumented:
		for key, member := range value.Members {
			if err := form.writeValue(made, name+"["+key+"]", "", member); err != nil {
				return err
			}
		}
		return nil
	case value.IsObject():
		return writePart(made, name, cmp.Or(contentType, "application/json"), value.JSON())
	case value.Empty() && form == AsDocumented:
		return nil
	case value.Empty():
		return writePart(made, name, "", "null")
	case strings.HasSuffix(contentType, "json"):
		return writePart(made, name, contentType, value.JSON())
	}
	return writePart(made, name, contentType, value.Text())
}

func writePart(made *Multipart, name, contentType, text string) error {
	part, err := made.writer.CreatePart(header(name, "", contentType))
	if err != nil {
		return err
	}
	_, err = io.WriteString(part, text)
	return err
}

func (f field) writeFile(made *Multipart, name string) error {
	contentType := ""
	if typed, ok := f.file.(interface{ ContentType() string }); ok {
		contentType = typed.ContentType()
	}
	contentType = cmp.Or(contentType, f.tag.Get("content"), "application/octet-stream")
	if _, err := made.writer.CreatePart(header(name, filename(f.file), contentType)); err != nil {
		return err
	}
	return made.add(f.file)
}

func filename(file io.Reader) string {
	name := ""
	if named, ok := file.(interface{ Filename() string }); ok {
		name = named.Filename()
	} else if named, ok := file.(interface{ Name() string }); ok {
		name = path.Base(named.Name())
	}
	return cmp.Or(name, "anonymous_file")
}

// escaper quotes as mime/multipart does.
var escaper = strings.NewReplacer("\r", "%0D", "\n", "%0A", `"`, `\"`, `\`, `\\`)

// oneLine keeps a media type from being more than one header.
var oneLine = strings.NewReplacer("\r", "", "\n", "")

func header(name, filename, contentType string) textproto.MIMEHeader {
	disposition := `form-data; name="` + escaper.Replace(name) + `"`
	if filename != "" {
		disposition += `; filename="` + escaper.Replace(filename) + `"`
	}
	made := textproto.MIMEHeader{"Content-Disposition": {disposition}}
	if contentType != "" {
		made.Set("Content-Type", oneLine.Replace(contentType))
	}
	return made
}
