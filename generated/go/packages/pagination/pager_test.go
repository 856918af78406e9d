package pagination

import (
	"errors"
	"slices"
	"testing"
)

// chain is a list of pages in memory.
type chain struct {
	listed []int
	next   *chain
	err    error
}

func (c *chain) GetNextPage() (*chain, error) { return c.next, c.err }

func (c *chain) items() []int { return c.listed }

func TestAPagerGoesThroughAllPages(t *testing.T) {
	pages := &chain{listed: []int{1, 2}, next: &chain{listed: []int{3}}}
	items := &pager[int, *chain]{page: pages}
	var got []int
	for items.Next() {
		got = append(got, items.Current())
		if items.Index() != len(got) {
			t.Errorf("the index is %d after %d items", items.Index(), len(got))
		}
	}
	if !slices.Equal(got, []int{1, 2, 3}) || items.Err() != nil || items.Next() {
		t.Errorf("got %v and the error %v", got, items.Err())
	}
}

func TestAPagerKeepsTheErrorOfAPage(t *testing.T) {
	broken := errors.New("broken")
	items := &pager[int, *chain]{page: &chain{listed: []int{1}, err: broken}}
	var got []int
	var last error
	for item, err := range items.All() {
		got, last = append(got, item), err
	}
	if !slices.Equal(got, []int{1, 0}) || last != broken || items.Err() != broken {
		t.Errorf("got %v, ending with %v", got, last)
	}
}

func TestAPagerOfAFailedCallHasNoItems(t *testing.T) {
	failed := errors.New("failed")
	items := &pager[int, *chain]{err: failed}
	if items.Next() || items.Err() != failed {
		t.Errorf("got the item %d and the error %v", items.Current(), items.Err())
	}
}

func TestALoopOverAllItemsCanBeLeft(t *testing.T) {
	items := &pager[int, *chain]{page: &chain{listed: []int{1, 2, 3}}}
	for item := range items.All() {
		if item == 2 {
			break
		}
	}
	if items.Index() != 2 {
		t.Errorf("went to %d items, want 2", items.Index())
	}
}
