package param_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

type plain struct {
	A string `json:"a"`
	B int64  `json:"b"`
	param.APIObject
}

func (r plain) MarshalJSON() ([]byte, error) {
	type shadow plain
	return param.MarshalObject(r, (*shadow)(&r))
}

type fields struct {
	A param.Opt[string]    `json:"a,omitzero"`
	B param.Opt[int64]     `json:"b,omitzero"`
	C plain                `json:"c,omitzero"`
	D time.Time            `json:"d,omitzero" format:"date"`
	E param.Opt[time.Time] `json:"e,omitzero" format:"date"`
	F param.Opt[time.Time] `json:"f,omitzero" format:"date-time"`
	G []string             `json:"g,omitzero"`
	H map[string]plain     `json:"h,omitzero"`
	I either               `json:"i,omitzero"`
	param.APIObject
}

func (r fields) MarshalJSON() ([]byte, error) {
	type shadow fields
	return param.MarshalObject(r, (*shadow)(&r))
}

type open struct {
	First       string         `json:"first"`
	ExtraFields map[string]any `json:"-"`
	param.APIObject
}

func (r open) MarshalJSON() ([]byte, error) {
	type shadow open
	return param.MarshalWithExtras(r, (*shadow)(&r), r.ExtraFields)
}

type either struct {
	OfString param.Opt[string]
	OfPlain  *plain
	OfDate   param.Opt[time.Time]
	OfTime   param.Opt[time.Time]
	OfList   []string
	param.APIUnion
}

func (u either) MarshalJSON() ([]byte, error) {
	return param.MarshalUnion(u, u.OfString, u.OfPlain, param.EncodedAsDate(u.OfDate), u.OfTime, u.OfList)
}

func TestStructsMadeByHandWriteThemselves(t *testing.T) {
	at := time.Date(2025, 4, 14, 1, 2, 3, 0, time.UTC)
	extended := plain{A: "x"}
	extended.SetExtraFields(map[string]any{"a": "won", "b": param.Omit, "a.b": plain{A: "in"}, "*": 1})
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"zero":            {plain{}, `{"a":"","b":0}`},
		"omitted":         {fields{}, `{}`},
		"null":            {fields{A: param.Null[string](), C: param.NullStruct[plain](), G: param.NullSlice[[]string](), H: param.NullMap[map[string]plain](), I: param.NullStruct[either]()}, `{"a":null,"c":null,"g":null,"h":null,"i":null}`},
		"dates":           {fields{D: at, E: param.NewOpt(at), F: param.NewOpt(at)}, `{"d":"2025-04-14","e":"2025-04-14","f":"2025-04-14T01:02:03Z"}`},
		"nested":          {fields{C: plain{A: "<"}, H: map[string]plain{"k": {B: 1}}}, `{"c":{"a":"\u003c","b":0},"h":{"k":{"a":"","b":1}}}`},
		"union":           {fields{I: either{OfDate: param.NewOpt(at)}}, `{"i":"2025-04-14"}`},
		"union of times":  {either{OfTime: param.NewOpt(at)}, `"2025-04-14T01:02:03Z"`},
		"union of object": {either{OfPlain: &plain{B: 2}}, `{"a":"","b":2}`},
		"empty list":      {either{OfList: []string{}}, `[]`},
		"null variant":    {either{OfString: param.Null[string]()}, `null`},
		"union of none":   {either{}, `null`},
		"override":        {param.Override[either](12), `12`},
		"override object": {fields{C: param.Override[plain](json.RawMessage(`{ "x" : "<" }`))}, `{"c":{"x":"\u003c"}}`},
		"extra":           {extended, `{"a":"won","*":1,"a.b":{"a":"in","b":0}}`},
		"additional":      {open{First: "f", ExtraFields: map[string]any{"z": 1, "y": []int{2}}}, `{"first":"f","y":[2],"z":1}`},
	} {
		if got, err := json.Marshal(test.value); err != nil || string(got) != test.want {
			t.Errorf("%s: got %s %v, want %s", name, got, err, test.want)
		}
	}
	both := either{OfString: param.NewOpt("a"), OfPlain: &plain{}}
	if _, err := both.MarshalJSON(); err == nil || err.Error() != "expected union to have only one present variant, got 2" {
		t.Errorf("got %v", err)
	}
	if _, err := json.Marshal(param.Override[plain](json.RawMessage("{"))); err == nil {
		t.Error("broken JSON was sent")
	}
}
