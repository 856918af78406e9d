package apijson_test

import (
	"strings"
	"testing"

	"bessemer.invalid/module/internal/apijson"
)

type page struct {
	Items []int64 `json:"items"`
	Note  string  `json:"note"`
}

func TestALongListTakesItsMemoryInFewPieces(t *testing.T) {
	text := []byte(`{"items":[` + strings.Repeat("12345678,", 49_999) + `12345678],"note":""}`)
	pieces := testing.AllocsPerRun(5, func() {
		var got page
		if err := apijson.UnmarshalRoot(text, &got); err != nil || len(got.Items) != 50_000 || cap(got.Items) > 60_000 {
			t.Errorf("got %d items in room for %d, and the error %v", len(got.Items), cap(got.Items), err)
		}
	})
	if pieces > 20 {
		t.Errorf("it took %v pieces", pieces)
	}
}

func TestAListIsNotTakenToBeAsLongAsTheText(t *testing.T) {
	for _, count := range []int{1, 2, 20, 33, 100, 1000} {
		text := `{"items":[` + strings.Repeat("1,", count-1) + `1],"note":"` + strings.Repeat("x", 1<<20) + `"}`
		var got page
		if err := apijson.UnmarshalRoot(text, &got); err != nil || len(got.Items) != count || cap(got.Items) > 5*count {
			t.Errorf("%d items: got %d in room for %d, and the error %v", count, len(got.Items), cap(got.Items), err)
		}
	}
}
