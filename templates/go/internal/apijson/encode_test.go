package apijson_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/packages/param"
)

func extended(fields map[string]any) requestParams {
	var p requestParams
	p.MaxTokens = 1
	p.SetExtraFields(fields)
	return p
}

func TestEncodes(t *testing.T) {
	at := time.Date(2025, 4, 14, 1, 2, 3, 0, time.UTC)
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"zero struct sends required scalars": {requestParams{}, `{"max_tokens":0}`},
		"empty list is sent":                 {requestParams{Blocks: []blockUnion{}}, `{"max_tokens":0,"blocks":[]}`},
		"nulls": {
			requestParams{
				Names:  param.NullSlice[[]string](),
				Labels: param.NullMap[map[string]string](),
				Note:   param.NullStruct[noteParam](),
				Odd:    param.Null[string](),
			},
			`{"max_tokens":0,"labels":null,"names":null,"note":null,"a,b\"c":null}`,
		},
		"formats": {
			requestParams{On: param.NewOpt(at), At: at},
			`{"max_tokens":0,"on":"2025-04-14","at":"2025-04-14T01:02:03Z"}`,
		},
		"constants":     {textParam{Text: "x"}, `{"text":"x","type":"text"}`},
		"map is sorted": {requestParams{Labels: map[string]string{"b": "2", "a": "1"}}, `{"max_tokens":0,"labels":{"a":"1","b":"2"}}`},
		"union variants": {
			requestParams{Blocks: []blockUnion{
				{OfString: param.NewOpt("s")},
				{OfText: &textParam{Text: "t"}},
				{OfNotes: []noteParam{{Body: "n"}}},
				{},
			}},
			`{"max_tokens":0,"blocks":["s",{"text":"t","type":"text"},[{"body":"n"}],null]}`,
		},
		"free value":             {requestParams{Free: map[string]any{"n": 9007199254740993, "p": noteParam{}}}, `{"max_tokens":0,"free":{"n":9007199254740993,"p":{"body":""}}}`},
		"extra fields win":       {extended(map[string]any{"max_tokens": "many"}), `{"max_tokens":"many"}`},
		"extra fields follow":    {extended(map[string]any{"z": 1, "a.b": []int{2}, "free": true}), `{"max_tokens":1,"a.b":[2],"free":true,"z":1}`},
		"omitted by extra field": {extended(map[string]any{"max_tokens": param.Omit, "x": param.Omit}), `{}`},
		"override":               {param.Override[requestParams](12), `12`},
		"raw override":           {requestParams{Note: param.Override[noteParam](json.RawMessage("{ \"a\" : \"<\" }"))}, `{"max_tokens":0,"note":{"a":"\u003c"}}`},
		"overridden union":       {requestParams{Block: param.Override[blockUnion]([]int{1})}, `{"max_tokens":0,"block":[1]}`},
		"additional properties":  {schemaParam{ExtraFields: map[string]any{"type": "no", "q": 1}}, `{"type":"text","q":1}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(test.value)
			if err != nil || string(got) != test.want {
				t.Errorf("got  %s %v\nwant %s", got, err, test.want)
			}
		})
	}
}

func TestUnionWithTwoVariantsIsAnError(t *testing.T) {
	_, err := json.Marshal(blockUnion{OfString: param.NewOpt("a"), OfNote: &noteParam{}})
	if err == nil || !strings.Contains(err.Error(), "expected union to have only one present variant, got 2") {
		t.Errorf("got %v", err)
	}
}

func TestExtraFieldsOfAUnionAreThoseOfItsVariant(t *testing.T) {
	note := &noteParam{Body: "b"}
	note.SetExtraFields(map[string]any{"own": 1, "both": 2})
	for want, union := range map[string]blockUnion{
		`{"body":"x","both":3,"own":1}`: {OfNote: note}, `"text"`: {OfString: param.NewOpt("text")}, `null`: {},
	} {
		union.SetExtraFields(map[string]any{"body": "x", "both": 3})
		if got, err := json.Marshal(union); err != nil || string(got) != want || len(union.ExtraFields()) != 2 {
			t.Errorf("got %s %v, want %s", got, err, want)
		}
	}
}

func TestInvalidRawOverrideIsAnError(t *testing.T) {
	if data, err := json.Marshal(param.Override[noteParam](json.RawMessage(`{"a":`))); err == nil {
		t.Errorf("got %s", data)
	}
}

func TestEncodesPlainValuesAsTheStandardLibrary(t *testing.T) {
	type plain struct {
		A string `json:"a,omitempty"`
		B []byte
		C *int
		d int
		E [2]bool
	}
	text := "a\"\\\b\f\n\r\t\x00\x1f\x7f<>&\u2028\u2029é\xff世😀"
	for _, value := range []any{
		nil, text, true, 1, uint8(2), -1.5, 1e21, 1e-7, float32(0.1), math.MaxInt64, uint64(math.MaxUint64), 0.0,
		[]string(nil), map[string]int(nil), []byte("x"), plain{d: 1}, &plain{A: text}, []any{1, "a", nil},
		map[int]string{2: "b"}, json.Number("12"), time.UTC, [][]int{nil, {}},
	} {
		want, _ := json.Marshal(value)
		got, err := apijson.Marshal(value)
		if err != nil || spelledOut(got) != spelledOut(want) {
			t.Errorf("%T: got %s %v, want %s", value, got, err, want)
		}
	}
	for _, value := range []any{math.NaN(), math.Inf(1), make(chan int), func() {}} {
		if got, err := apijson.Marshal(value); err == nil {
			t.Errorf("%T: got %s", value, got)
		}
	}
}

// spelledOut has U+FFFD, which stands for invalid UTF-8, as itself: until Go 1.26 the standard library escapes it.
func spelledOut(data []byte) string {
	return strings.ReplaceAll(string(data), `\ufffd`, "\ufffd")
}

func BenchmarkEncode(b *testing.B) {
	blocks := make([]blockUnion, 100)
	for i := range blocks {
		blocks[i] = blockUnion{OfText: &textParam{Text: "The quick brown fox jumps over the lazy dog.", Caption: param.NewOpt("c")}}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (requestParams{MaxTokens: 1024, Blocks: blocks}).MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzEncodeString(f *testing.F) {
	f.Add("a\xff\u2028<")
	f.Fuzz(func(t *testing.T, text string) {
		want, _ := json.Marshal(text)
		if got, err := apijson.Marshal(text); err != nil || spelledOut(got) != spelledOut(want) {
			t.Errorf("got %s %v, want %s", got, err, want)
		}
	})
}
