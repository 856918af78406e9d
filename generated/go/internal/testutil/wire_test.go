package testutil_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/internal/testutil"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
	"github.com/anthropics/anthropic-sdk-go/packages/ssestream"
)

type answer struct {
	ID     string         `json:"id"`
	At     time.Time      `json:"at"`
	Counts map[string]int `json:"counts"`
	Tags   []string       `json:"tags"`
	JSON   struct {
		ID          respjson.Field
		At          respjson.Field
		Counts      respjson.Field
		Tags        respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

func (r *answer) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

const text = `{"id":"x","at":"2025-04-14T01:02:03.5Z","counts":{"a":1},"tags":["b"],"new":true}`

func parsed(t *testing.T, text string) (value any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestEqualResponsesHaveNoDifferences(t *testing.T) {
	var got answer
	if err := got.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if problems := testutil.Differences(&got, parsed(t, text)); problems != nil {
		t.Error(problems)
	}
	if problems := testutil.Differences(&[]answer{got}, []any{parsed(t, text)}); problems != nil {
		t.Error(problems)
	}
}

func TestNumbersAreComparedAsTheyAreWritten(t *testing.T) {
	large := json.Number("1629574695515050031")
	if problems := testutil.Differences(int64(1629574695515050031), large); problems != nil {
		t.Error(problems)
	}
	if testutil.Differences(int64(1629574695515050000), large) == nil {
		t.Error("two large numbers are taken for one")
	}
	for _, same := range []any{int64(1), 1.0} {
		if problems := testutil.Differences(same, json.Number("1.0")); problems != nil {
			t.Error(problems)
		}
	}
}

func TestEveryDifferenceIsFound(t *testing.T) {
	var got answer
	if err := got.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"id":"y"}`,
		`{"id":null}`,
		`{"at":"2025-04-14T01:02:04Z"}`,
		`{"counts":{"a":2}}`,
		`{"counts":{"b":1}}`,
		`{"tags":["b","c"]}`,
		`{"tags":["c"]}`,
		`{"newer":true}`,
		`[1]`,
		`"x"`,
	} {
		if testutil.Differences(&got, parsed(t, want)) == nil {
			t.Errorf("%s is not told from %s", want, text)
		}
	}
}

func TestAnEventIsItsData(t *testing.T) {
	got := []ssestream.Event{{Type: "message", Data: []byte("text")}}
	if problems := testutil.Differences(got, []any{"text"}); problems != nil {
		t.Error(problems)
	}
	if testutil.Differences(got, []any{"message"}) == nil {
		t.Error("the data of an event is not compared")
	}
}

func TestTimesAreRead(t *testing.T) {
	if testutil.Time("2025-04-14").Year() != 2025 || testutil.Time("2025-04-14T00:00:00Z").IsZero() {
		t.Error("a time was not read")
	}
	if !testutil.Time("soon").IsZero() {
		t.Error("what is not a time was read")
	}
}
