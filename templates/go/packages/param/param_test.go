package param_test

import (
	"encoding/json"
	"testing"
	"time"

	"bessemer.invalid/module/packages/param"
)

type object struct {
	param.APIObject
	Name string
}

func TestOptStates(t *testing.T) {
	for _, test := range []struct {
		opt   param.Opt[int64]
		valid bool
		text  string
		json  string
	}{
		{param.Opt[int64]{}, false, "0", "null"},
		{param.Null[int64](), false, "null", "null"},
		{param.NewOpt[int64](0), true, "0", "0"},
		{param.Opt[int64]{Value: 7}, true, "7", "7"},
	} {
		data, err := json.Marshal(test.opt)
		if err != nil || test.opt.Valid() != test.valid || test.opt.String() != test.text || string(data) != test.json {
			t.Errorf("got %v %q %s %v, want %v", test.opt.Valid(), test.opt.String(), data, err, test)
		}
	}
	if param.Null[int64]().Or(3) != 3 || param.NewOpt[int64](0).Or(3) != 0 {
		t.Error("Or does not follow Valid")
	}
}

func TestOptReadsJSON(t *testing.T) {
	var opt param.Opt[string]
	if err := json.Unmarshal([]byte(`""`), &opt); err != nil || !opt.Valid() {
		t.Errorf("got %v %v, want a valid empty string", opt, err)
	}
	if err := opt.UnmarshalJSON([]byte("null")); err != nil || !param.IsNull(opt) {
		t.Errorf("got %v %v, want null", opt, err)
	}
	if err := json.Unmarshal([]byte("1"), &opt); err == nil {
		t.Error("a number was read into a string")
	}
}

func TestOptTimeHasSeconds(t *testing.T) {
	data, err := json.Marshal(param.NewOpt(time.Date(2025, 4, 14, 1, 2, 3, 4, time.UTC)))
	if err != nil || string(data) != `"2025-04-14T01:02:03Z"` {
		t.Errorf("got %s %v", data, err)
	}
}

func TestNullIsNotOmitted(t *testing.T) {
	for _, v := range []any{
		param.Null[string](),
		param.NullStruct[object](),
		param.NullMap[map[string]int](),
		param.NullSlice[[]string](),
	} {
		if !param.IsNull(v) || param.IsOmitted(v) {
			t.Errorf("%T: null %v, omitted %v", v, param.IsNull(v), param.IsOmitted(v))
		}
	}
	for _, v := range []any{param.Opt[string]{}, object{}, map[string]int(nil), []string(nil)} {
		if param.IsNull(v) || !param.IsOmitted(v) {
			t.Errorf("%T: null %v, omitted %v", v, param.IsNull(v), param.IsOmitted(v))
		}
	}
	for _, v := range []any{[]string{}, map[string]int{}} {
		if param.IsNull(v) || param.IsOmitted(v) {
			t.Errorf("an empty %T is neither null nor omitted", v)
		}
	}
}

func TestAppendToNullSliceLeavesItNull(t *testing.T) {
	_ = append(param.NullSlice[[]string](), "x")
	if null := param.NullSlice[[]string](); len(null) != 0 || !param.IsNull(null) {
		t.Error("the null slice was written to")
	}
}

func TestOverrides(t *testing.T) {
	if _, ok := (object{}).Overrides(); ok {
		t.Error("a plain struct is overridden")
	}
	value, ok := param.Override[object](12).Overrides()
	if !ok || value != 12 {
		t.Errorf("got %v %v, want 12", value, ok)
	}
	var raw object
	param.SetJSON([]byte(`{"a":1}`), &raw)
	if value, ok := raw.Overrides(); !ok || string(value.(json.RawMessage)) != `{"a":1}` {
		t.Errorf("got %v %v", value, ok)
	}
	param.SetJSON([]byte("null"), &raw)
	if !param.IsNull(raw) {
		t.Error("the JSON text null is not null")
	}
}

func TestExtraFieldsAreKept(t *testing.T) {
	var o object
	o.SetExtraFields(map[string]any{"a.b": 1, "c": param.Omit})
	if len(o.ExtraFields()) != 2 {
		t.Errorf("got %v", o.ExtraFields())
	}
}
