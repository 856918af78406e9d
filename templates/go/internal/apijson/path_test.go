package apijson_test

import (
	"encoding/json"
	"testing"

	"bessemer.invalid/module/internal/apijson"
)

func TestSet(t *testing.T) {
	for _, test := range []struct{ data, path, raw, want string }{
		{``, "a", "1", `{"a":1}`},
		{`{}`, "a.b", "1", `{"a":{"b":1}}`},
		{`{"a":1}`, "a", `"x"`, `{"a":"x"}`},
		{`{"a":{"b":[1,2]}}`, "a.b.1", "9", `{"a":{"b":[1,9]}}`},
		{`{"a":[1]}`, "a.-1", "2", `{"a":[1,2]}`},
		{`{"a":[1]}`, "a.1", "2", `{"a":[1,2]}`},
		{`{"a":1}`, `a\.b`, "2", `{"a":1,"a.b":2}`},
		{`{"a":null}`, "a.b", "2", `{"a":{"b":2}}`},
		{`{"a":1}`, "l.-1", "2", `{"a":1,"l":[2]}`},
		{`{"a":1}`, "a.b", "2", `{"a":{"b":2}}`},
		{`{"a":"x"}`, "a.1", "2", `{"a":[null,2]}`},
		{`{"a":[1]}`, "a.3.b", "2", `{"a":[1,null,null,{"b":2}]}`},
	} {
		got, err := apijson.Set([]byte(test.data), test.path, []byte(test.raw))
		if err != nil || string(got) != test.want {
			t.Errorf("%s %s: got %s %v, want %s", test.data, test.path, got, err, test.want)
		}
	}
	for _, path := range []string{"l.x", "l.50000", "l.-2"} {
		if got, err := apijson.Set([]byte(`{"a":1,"l":[]}`), path, []byte("1")); err == nil {
			t.Errorf("%s: got %s", path, got)
		}
	}
}

func TestDelete(t *testing.T) {
	for _, test := range []struct{ data, path, want string }{
		{`{"a":1}`, "a", `{}`},
		{`{"a":1,"b":2}`, "a", `{"b":2}`},
		{`{"a":1,"b":2,"c":3}`, "b", `{"a":1,"c":3}`},
		{`{"a":{"b":[1,2]}}`, "a.b.0", `{"a":{"b":[2]}}`},
		{`{"a":1}`, "b.c", `{"a":1}`},
		{`{"a":1}`, "a.c", `{"a":1}`},
	} {
		got, err := apijson.Delete([]byte(test.data), test.path)
		if err != nil || string(got) != test.want {
			t.Errorf("%s %s: got %s %v, want %s", test.data, test.path, got, err, test.want)
		}
	}
}

func FuzzSet(f *testing.F) {
	f.Add(`{"a":{"b":[1,2]}}`, "a.b.-1")
	f.Fuzz(func(t *testing.T, data, path string) {
		if !json.Valid([]byte(data)) {
			return
		}
		set, err := apijson.Set([]byte(data), path, []byte(`"x"`))
		if err == nil && !json.Valid(set) {
			t.Errorf("setting %q in %s made %s", path, data, set)
		}
		if deleted, err := apijson.Delete([]byte(data), path); err == nil && !json.Valid(deleted) {
			t.Errorf("deleting %q from %s made %s", path, data, deleted)
		}
	})
}
