package respjson_test

import (
	"testing"

	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

func TestFieldTellsPresentNullAbsentAndWrong(t *testing.T) {
	for _, test := range []struct {
		field respjson.Field
		valid bool
		raw   string
	}{
		{respjson.Field{}, false, respjson.Omitted},
		{respjson.NewField("null"), false, respjson.Null},
		{respjson.NewField(`"x"`), true, `"x"`},
		{respjson.NewInvalidField("12"), false, "12"},
	} {
		if test.field.Valid() != test.valid || test.field.Raw() != test.raw {
			t.Errorf("got valid %v raw %q, want %v %q", test.field.Valid(), test.field.Raw(), test.valid, test.raw)
		}
	}
}
