package apijson_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

func decode(t *testing.T, text string) (r response) {
	t.Helper()
	if err := apijson.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDecodesExactNames(t *testing.T) {
	r := decode(t, `{"id":"low","ID":"up","Id":"extra","o,d\"d":"odd"}`)
	if r.ID != "low" || r.UpperID != "up" || r.Odd != "odd" || r.JSON.ExtraFields["Id"].Raw() != `"extra"` {
		t.Errorf("got %+v", r)
	}
}

func TestDecodeKeepsRawText(t *testing.T) {
	text := ` {"id":"a", "inner" : {"count": 1} ,"x":[1, 2]} `
	r := decode(t, text)
	if r.RawJSON() != strings.TrimSpace(text) || r.Inner.RawJSON() != `{"count": 1}` || r.JSON.ExtraFields["x"].Raw() != "[1, 2]" {
		t.Errorf("got %q %q %q", r.RawJSON(), r.Inner.RawJSON(), r.JSON.ExtraFields["x"].Raw())
	}
}

func TestDecodeNeverFailsOnDrift(t *testing.T) {
	for _, test := range []struct {
		text  string
		count int64
		id    string
		valid bool
	}{
		{`{}`, 0, "", false},
		{`{"count":null}`, 0, "", false},
		{`{"count":9007199254740993}`, 9007199254740993, "", true},
		{`{"count":"12"}`, 12, "", true},
		{`{"count":1.7}`, 1, "", true},
		{`{"count":-1e2}`, -100, "", true},
		{`{"count":"abc"}`, 0, "", false},
		{`{"count":1e300}`, 0, "", false},
		{`{"count":true}`, 1, "", true},
		{`{"count":{"a":[1]},"id":"x"}`, 0, "x", false},
		{`{"count":1,"id":123}`, 1, "123", true},
		{`{"count":1,"id":true}`, 1, "true", true},
		{`{"count":1,"id":{"a": 1}}`, 1, `{"a": 1}`, true},
		{`[1,{"count":2}]`, 0, "", false},
		{`"text"`, 0, "", false},
		{`null`, 0, "", false},
	} {
		r := decode(t, test.text)
		if r.Count != test.count || r.ID != test.id || r.JSON.Count.Valid() != test.valid || r.RawJSON() != test.text {
			t.Errorf("%s: got %d %q %v %q", test.text, r.Count, r.ID, r.JSON.Count.Valid(), r.RawJSON())
		}
	}
}

func TestTruthIsReadFromTextAndNumbers(t *testing.T) {
	for text, want := range map[string][2]bool{
		"true": {true, true}, "false": {false, true}, "1": {true, true}, "0.0": {false, true}, "2.5": {true, true},
		`"TRUE"`: {true, false}, `"1"`: {true, false}, `"yes"`: {false, false}, "null": {false, false}, "[true]": {false, false},
	} {
		if r := decode(t, `{"done":`+text+`}`); r.Done != want[0] || r.JSON.Done.Valid() != want[1] || r.JSON.Done.Raw() != text {
			t.Errorf("%s: got %v %v %q", text, r.Done, r.JSON.Done.Valid(), r.JSON.Done.Raw())
		}
	}
}

func TestAnObjectThatIsNullWasNotReceived(t *testing.T) {
	r := decode(t, `{"union":null,"items":[null]}`)
	if r.Union.RawJSON() != "" || r.JSON.Union.Raw() != "null" || r.JSON.Union.Valid() || len(r.Items) != 1 || r.Items[0].RawJSON() != "null" {
		t.Errorf("got %+v", r)
	}
}

func TestDecodesTimes(t *testing.T) {
	for text, want := range map[string]string{
		"2025-04-14T01:02:03.5Z":    "2025-04-14T01:02:03.5Z",
		"2025-04-14T01:02:03+02:00": "2025-04-14T01:02:03+02:00",
		"2025-04-14T01:02:03":       "2025-04-14T01:02:03Z",
		"2025-04-14 01:02:03":       "2025-04-14T01:02:03Z",
		"2025-04-14":                "2025-04-14T00:00:00Z",
	} {
		r := decode(t, `{"at":"`+text+`"}`)
		if got := r.At.Format("2006-01-02T15:04:05.999Z07:00"); got != want || !r.JSON.At.Valid() {
			t.Errorf("%s: got %s %v", text, got, r.JSON.At.Valid())
		}
	}
	if r := decode(t, `{"at":"soon"}`); !r.At.IsZero() || r.JSON.At.Valid() || r.JSON.At.Raw() != `"soon"` {
		t.Errorf("got %v", r.At)
	}
}

func TestDecodesCollections(t *testing.T) {
	r := decode(t, `{"tags":["a","b"],"items":[{"name":"x"},{"name":1,"y":2}],"sizes":{"k":3},"free":{"a":[1]}}`)
	if !reflect.DeepEqual(r.Tags, []string{"a", "b"}) || len(r.Items) != 2 || r.Items[1].Name != "1" ||
		r.Items[1].JSON.ExtraFields["y"].Raw() != "2" || r.Sizes["k"] != 3 ||
		!reflect.DeepEqual(r.Free, map[string]any{"a": []any{1.0}}) {
		t.Errorf("got %+v", r)
	}
	if r = decode(t, `{"tags":[]}`); r.Tags == nil || !r.JSON.Tags.Valid() {
		t.Error("an empty list is not nil")
	}
	if r = decode(t, `{"tags":["a"],"tags":["b"]}`); !reflect.DeepEqual(r.Tags, []string{"b"}) {
		t.Errorf("of two equal names the last wins, got %v", r.Tags)
	}
}

func TestDecodesUnions(t *testing.T) {
	if u := decode(t, `{"union":"hi"}`).Union; u.OfString != "hi" || !u.JSON.OfString.Valid() || u.RawJSON() != `"hi"` {
		t.Errorf("got %+v", u)
	}
	if u := decode(t, `{"union":[{"name":"a"}]}`).Union; len(u.OfItemArray) != 1 || u.OfString != "" {
		t.Errorf("got %+v", u)
	}
	if u := decode(t, `{"union":{"type":"new","text":"t","x":1}}`).Union; u.Type != "new" || u.Text != "t" || u.OfString != "" {
		t.Errorf("got %+v", u)
	}
	if u := decode(t, `{"union":12}`).Union; u.OfString != "" || u.OfItemArray != nil || u.RawJSON() != "12" {
		t.Errorf("got %+v", u)
	}
}

func TestStringsMatchTheStandardLibrary(t *testing.T) {
	for _, raw := range []string{
		`"\u0041\n\t\\\/\""`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ude00\ud83d"`, `"\ud83d\u0041"`, "\"a\xffb\"", "\"é世\"", `""`,
	} {
		var want string
		if err := json.Unmarshal([]byte(raw), &want); err != nil {
			t.Fatal(err)
		}
		if got := decode(t, `{"id":`+raw+`}`).ID; got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
}

// The corpus of malformed texts is small, but each must be refused wherever it stands.
func TestMalformedTextIsRefused(t *testing.T) {
	for _, bad := range []string{
		``, ` `, `{`, `{"id"`, `{"id":`, `{"id":1`, `{"id":1,`, `{"id":1,}`, `{id:1}`, `{"a" 1}`, `[1,]`, `[1 2]`, `tru`, `nul`, `nulls`, `01`, `1.`,
		`-`, `1e`, `.5`, `+1`, `"a`, `"\x"`, `"\u12"`, `"\u12g4"`, `"\u+123"`, "\"\n\"", `{} {}`, `]`, `}`, `NaN`, strings.Repeat("[", 2000),
	} {
		for _, text := range []string{bad, `{"id":` + bad + `}`, `{"count":` + bad + `}`, `{"free":` + bad + `}`, `{"union":` + bad + `}`, `{"other":` + bad + `}`} {
			var r response
			if json.Valid([]byte(text)) {
				continue
			}
			if err := apijson.Unmarshal([]byte(text), &r); err == nil {
				t.Errorf("%.40q was read", text)
			}
		}
	}
}

func TestRequestsAreReadBack(t *testing.T) {
	text := `{"max_tokens":1,"block":{"body":"n"},"blocks":["s",{"text":"t","caption":null,"type":"text"},[{"body":"n"}]],"labels":{"a":"b"},"note":null,"on":"2025-04-14","free":[1],"a,b\"c":"odd"}`
	var p requestParams
	if err := json.Unmarshal([]byte(strings.Replace(text, "{", `{"unknown":1,`, 1)), &p); err != nil {
		t.Fatal(err)
	}
	if p.Block.OfNote == nil || p.Blocks[1].OfText == nil || len(p.Blocks[2].OfNotes) != 1 || !param.IsNull(p.Note) {
		t.Errorf("got %+v", p)
	}
	if got, err := json.Marshal(p); err != nil || string(got) != text {
		t.Errorf("got  %s %v\nwant %s", got, err, text)
	}
}

func TestATextIsAListOfOneBlockOfText(t *testing.T) {
	var p struct {
		Blocks []blockUnion `json:"blocks"`
		Texts  []textParam  `json:"texts"`
		Notes  []noteParam  `json:"notes"`
		Names  []string     `json:"names"`
		Items  []item       `json:"items"`
		paramObj
	}
	text := `{"blocks":"a \"b\"","texts":"c","notes":"d","names":"e","items":"f"}`
	if err := apijson.UnmarshalRoot(text, &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Blocks) != 1 || p.Blocks[0].OfText == nil || p.Blocks[0].OfText.Text != `a "b"` || len(p.Texts) != 1 || p.Texts[0].Text != "c" {
		t.Errorf("got %+v", p)
	}
	if p.Notes != nil || p.Names != nil || p.Items != nil {
		t.Errorf("what is no block of text was taken: %+v", p)
	}
}

func TestNullResponseIsNotANilPointer(t *testing.T) {
	var r *response
	if err := apijson.Unmarshal([]byte("null"), &r); err != nil || r == nil {
		t.Errorf("got %v %v", r, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"id":"a","union":[{"name":"\ud83d"}],"count":1.5e3,"x":[null,true]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var r response
		err := apijson.Unmarshal([]byte(text), &r)
		if valid := json.Valid([]byte(text)); valid != (err == nil) && !(err != nil && strings.Contains(err.Error(), "deep")) {
			t.Errorf("%q: valid %v, error %v", text, valid, err)
		}
		if err == nil && r.RawJSON() != strings.Trim(text, " \t\r\n") {
			t.Errorf("%q: raw %q", text, r.RawJSON())
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	one := `{"id":"msg_1","count":12,"ratio":0.5,"done":true,"at":"2025-04-14T01:02:03Z","tags":["a","b"],"items":[{"name":"x"}],"union":{"type":"text","text":"The quick brown fox"}}`
	text := []byte(`[` + strings.Repeat(one+",", 199) + one + `]`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var r []response
		if err := apijson.Unmarshal(text, &r); err != nil || len(r) != 200 {
			b.Fatal(err)
		}
	}
}

// place has no JSON member, and reads itself leniently all the same.
type place struct {
	Name  string  `json:"name"`
	Size  int64   `json:"size"`
	Outer *place  `json:"outer"`
	Near  []place `json:"near"`
}

func (p *place) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, p) }

func TestStructsWithoutMetadataAreReadLeniently(t *testing.T) {
	var got place
	err := json.Unmarshal([]byte(`{"name":1,"size":"x","outer":{"size":"9007199254740993"},"near":[{"name":"n"},2]}`), &got)
	if err != nil || got.Name != "1" || got.Size != 0 || got.Outer.Size != 9007199254740993 || len(got.Near) != 2 || got.Near[0].Name != "n" {
		t.Errorf("got %+v %v", got, err)
	}
}

func TestListsInUnionsKeepItemsWithWhatIsNew(t *testing.T) {
	u := decode(t, `{"union":[{"name":"a","new":{"x":1}},{"name":7}]}`).Union
	if len(u.OfItemArray) != 2 || u.OfItemArray[0].Name != "a" || !u.JSON.OfItemArray.Valid() || u.OfString != "" {
		t.Errorf("got %+v", u)
	}
}

func TestTheListThatSuitsBestIsChosen(t *testing.T) {
	var u struct {
		OfNumbers []int64  `json:",inline"`
		OfItems   []item   `json:",inline"`
		OfTexts   []string `json:",inline"`
		JSON      struct {
			OfNumbers, OfItems, OfTexts respjson.Field
			raw                         string
		} `json:"-"`
	}
	if err := apijson.UnmarshalRoot(`["a"]`, &u); err != nil || u.OfNumbers != nil || u.OfItems != nil || len(u.OfTexts) != 1 {
		t.Errorf("got %+v and the error %v", u, err)
	}
	if err := apijson.UnmarshalRoot(`[{"name":"a","new":1}]`, &u); err != nil || u.OfNumbers != nil || len(u.OfItems) != 1 || u.OfTexts != nil {
		t.Errorf("got %+v and the error %v", u, err)
	}
}

func TestListsThatSuitAlikeAreAllThere(t *testing.T) {
	var u struct {
		OfItems []item `json:",inline"`
		OfTexts []struct {
			Text string `json:"text" api:"required"`
		} `json:",inline"`
		JSON struct {
			OfItems, OfTexts respjson.Field
			raw              string
		} `json:"-"`
	}
	if err := apijson.UnmarshalRoot(`[{"text":"a"}]`, &u); err != nil || len(u.OfItems) != 1 || len(u.OfTexts) != 1 || u.OfTexts[0].Text != "a" {
		t.Errorf("got %+v and the error %v", u, err)
	}
	if !u.JSON.OfItems.Valid() || u.JSON.OfTexts.Raw() != `[{"text":"a"}]` {
		t.Errorf("got %+v", u.JSON)
	}
}

func TestListsOfDatesAreRead(t *testing.T) {
	var dates *[]time.Time
	if err := apijson.Unmarshal([]byte(`["2021-01-02","2021-01-02T03:04:05Z"]`), &dates); err != nil {
		t.Fatal(err)
	}
	if len(*dates) != 2 || (*dates)[0].Day() != 2 || (*dates)[1].Hour() != 3 {
		t.Errorf("got %v", *dates)
	}
}

type embeddedBase struct {
	ID   string `json:"id" api:"required"`
	Name string `json:"name"`
	JSON struct {
		ID          respjson.Field
		Name        respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

type embeddedHeir struct {
	Size int64  `json:"size" api:"required"`
	ID   string `json:"id" api:"required"`
	JSON struct {
		Size        respjson.Field
		ID          respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
	embeddedBase
}

func TestAnEmbeddedStructTellsOfItsOwnFields(t *testing.T) {
	var heir embeddedHeir
	text := `{"name":null,"size":3,"id":"a","more":1}`
	if err := apijson.UnmarshalRoot([]byte(text), &heir); err != nil {
		t.Fatal(err)
	}
	if heir.ID != "a" || heir.embeddedBase.ID != "a" || heir.Size != 3 || heir.Name != "" {
		t.Errorf("got %q %d %q", heir.ID, heir.Size, heir.Name)
	}
	base := heir.embeddedBase.JSON
	if !base.ID.Valid() || base.ID.Raw() != `"a"` || base.Name.Raw() != "null" || !heir.JSON.Size.Valid() || !heir.JSON.ID.Valid() {
		t.Errorf("got %q %q %q", base.ID.Raw(), base.Name.Raw(), heir.JSON.Size.Raw())
	}
	if base.raw != text || heir.JSON.raw != text {
		t.Errorf("got %q and %q", base.raw, heir.JSON.raw)
	}
	if len(heir.JSON.ExtraFields) != 1 || heir.JSON.ExtraFields["more"].Raw() != "1" {
		t.Errorf("got %v", heir.JSON.ExtraFields)
	}
	made, err := apijson.Marshal(embeddedHeir{ID: "b", embeddedBase: embeddedBase{Name: "n"}})
	if want := `{"size":0,"id":"b","name":"n"}`; err != nil || string(made) != want {
		t.Errorf("got %s %v, want %s", made, err, want)
	}
}
