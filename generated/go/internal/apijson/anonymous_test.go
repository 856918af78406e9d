package apijson_test

import (
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

func TestAnonymousStructsFollowOurRules(t *testing.T) {
	type user struct {
		A int  `json:"a,string"`
		B *int `json:"b,omitempty"`
	}
	value := []struct {
		On      param.Opt[time.Time] `json:"on,omitzero" format:"date"`
		Version int64                `json:"version" default:"2"`
		Names   []string             `json:"names,omitzero"`
		User    any                  `json:"user,omitzero"`
	}{{On: param.NewOpt(time.Date(2025, 4, 14, 1, 0, 0, 0, time.UTC)), Names: param.NullSlice[[]string]()}, {User: user{A: 1}}}
	got, err := apijson.Marshal(value)
	if want := `[{"on":"2025-04-14","version":2,"names":null},{"version":2,"user":{"a":"1"}}]`; err != nil || string(got) != want {
		t.Errorf("got %s %v, want %s", got, err, want)
	}
}

func TestOtherAnonymousStructsFollowTheRulesOfTheLibrary(t *testing.T) {
	type base struct {
		A int  `json:"a,string"`
		B *int `json:"b,omitempty"`
	}
	value := struct {
		base
		C []string  `json:"c,omitempty"`
		D time.Time `json:"d"`
	}{D: time.Unix(0, 5).UTC()}
	got, err := apijson.Marshal(value)
	if want, _ := json.Marshal(value); err != nil || string(got) != string(want) {
		t.Errorf("got %s %v, want %s", got, err, want)
	}
}

// tree refers to itself, so its plan must be complete before another goroutine sees it.
type tree struct {
	Name     string          `json:"name"`
	Children []tree          `json:"children,omitzero"`
	ByName   map[string]tree `json:"by_name,omitzero"`
	JSON     struct {
		Name        respjson.Field
		Children    respjson.Field
		ByName      respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

func (r tree) RawJSON() string { return r.JSON.raw }

func TestPlansAreMadeOnceForAllGoroutines(t *testing.T) {
	text := `{"name":"a","children":[{"name":"b"}],"by_name":{"c":{"name":"d"}}}`
	var group sync.WaitGroup
	for range 16 {
		group.Add(1)
		go func() {
			defer group.Done()
			var r tree
			if err := apijson.Unmarshal([]byte(text), &r); err != nil || r.Children[0].RawJSON() != `{"name":"b"}` || r.ByName["c"].Name != "d" {
				t.Errorf("got %+v %v", r, err)
			}
			// A response is written by its Go fields, whoever writes it.
			ours, _ := apijson.Marshal(r)
			theirs, _ := json.Marshal(r)
			if string(ours) != string(theirs) || string(ours) != text {
				t.Errorf("got %s and %s", ours, theirs)
			}
		}()
	}
	group.Wait()
}
