package apijson_test

import (
	"fmt"
	"strings"
	"testing"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/packages/respjson"
)

// Trees are told apart by their properties alone.

type firstParam struct {
	Inner treeUnion `json:"inner,omitzero" api:"required"`
	paramObj
}

type secondParam struct {
	Inner treeUnion `json:"inner,omitzero" api:"required"`
	More  int64     `json:"more,omitzero"`
	paramObj
}

type thirdParam struct {
	Inner  treeUnion `json:"inner,omitzero" api:"required"`
	Needed int64     `json:"needed" api:"required"`
	paramObj
}

type treeUnion struct {
	OfFirst  *firstParam  `json:",omitzero,inline"`
	OfSecond *secondParam `json:",omitzero,inline"`
	OfThird  *thirdParam  `json:",omitzero,inline"`
	OfTrees  []treeUnion  `json:",omitzero,inline"`
	OfNote   *noteParam   `json:",omitzero,inline"`
	paramUnion
}

func (r firstParam) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *firstParam) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

func (r secondParam) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *secondParam) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

func (r thirdParam) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *thirdParam) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

func (r treeUnion) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *treeUnion) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

func TestRequestUnionsInsideEachOtherAreToldApartHoweverDeepTheyAre(t *testing.T) {
	for _, leaf := range []string{`{"body":"text"}`, `{"nothing":"of all"}`, `7`} {
		for _, depth := range []int{1, 2, 5, 60, 300} {
			text := strings.Repeat(`{"needed":1,"inner":[`, depth) + leaf + strings.Repeat(`]}`, depth)
			var tree treeUnion
			if err := apijson.UnmarshalRoot(text, &tree); err != nil {
				t.Fatal(err)
			}
			for level := range depth {
				if tree.OfThird == nil || tree.OfThird.Needed != 1 || len(tree.OfThird.Inner.OfTrees) != 1 {
					t.Fatalf("%s below %d levels: level %d is %+v", leaf, depth, level, tree)
				}
				tree = tree.OfThird.Inner.OfTrees[0]
			}
			if isNote := strings.Contains(leaf, "body"); isNote != (tree.OfNote != nil && tree.OfNote.Body == "text") {
				t.Errorf("%s below %d levels is %+v", leaf, depth, tree)
			}
		}
	}
}

func TestMalformedTextInsideNestedUnionsIsRefused(t *testing.T) {
	var tree treeUnion
	if err := apijson.UnmarshalRoot(strings.Repeat(`{"inner":`, 60)+`{"body":}`+strings.Repeat(`}`, 60), &tree); err == nil {
		t.Error("there is no error")
	}
}

// knot is a response union of an object, a map and two lists, each of which holds it.
type knot struct {
	Next    *knot           `json:"next"`
	OfKnots []knot          `json:",inline"`
	OfPairs []*knot         `json:",inline"`
	OfMap   map[string]knot `json:",inline"`
	OfText  string          `json:",inline"`
	JSON    struct {
		Next, OfKnots, OfPairs, OfMap, OfText respjson.Field
		raw                                   string
	} `json:"-"`
}

func (k knot) RawJSON() string                  { return k.JSON.raw }
func (k *knot) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, k) }

func TestAnswersThatCanBeReadInSeveralWaysAreReadInAllOfThem(t *testing.T) {
	for _, depth := range []int{1, 3, 8, 60, 300} {
		text := strings.Repeat(`{"next":[`, depth) + `"end"` + strings.Repeat(`]}`, depth)
		var got knot
		if err := apijson.UnmarshalRoot(text, &got); err != nil || got.RawJSON() != text {
			t.Fatalf("got %v", err)
		}
		for range depth {
			inner := got.OfMap["next"]
			if got.Next == nil || !got.JSON.OfMap.Valid() || got.Next.RawJSON() != inner.RawJSON() || len(inner.OfPairs) != 1 {
				t.Fatalf("%d levels: got %+v", depth, got)
			}
			if !inner.JSON.OfKnots.Valid() || inner.OfKnots[0].RawJSON() != inner.OfPairs[0].RawJSON() {
				t.Fatalf("%d levels: got %+v", depth, inner)
			}
			got = inner.OfKnots[0]
		}
		if got.OfText != "end" {
			t.Errorf("%d levels: got %+v", depth, got)
		}
	}
}

// heir has what its base has, and reads the list of its base as one of heirs.
type heir struct {
	Children []heir `json:"children"`
	base
	JSON struct {
		Children respjson.Field
		raw      string
	} `json:"-"`
}

type base struct {
	Children []heir `json:"children"`
	Name     string `json:"name"`
	JSON     struct {
		Children, Name respjson.Field
		raw            string
	} `json:"-"`
}

func (h heir) RawJSON() string                  { return h.JSON.raw }
func (h *heir) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, h) }

func (b base) RawJSON() string                  { return b.JSON.raw }
func (b *base) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, b) }

func TestWhatAStructAndItsBaseBothReadIsReadHoweverDeepItIs(t *testing.T) {
	for _, depth := range []int{1, 3, 8, 60, 300} {
		var text strings.Builder
		for level := range depth {
			fmt.Fprintf(&text, `{"name":"%d","children":[`, level)
		}
		text.WriteString(strings.Repeat(`]}`, depth))
		var got heir
		if err := apijson.UnmarshalRoot(text.String(), &got); err != nil {
			t.Fatal(err)
		}
		for level := range depth {
			if got.Name != fmt.Sprint(level) || len(got.Children) != len(got.base.Children) {
				t.Fatalf("%d levels: got %q with %d and %d", depth, got.Name, len(got.Children), len(got.base.Children))
			}
			if level < depth-1 {
				got = got.base.Children[0]
			}
		}
	}
}
