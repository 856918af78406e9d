// Package pagination holds the pages of lists, and what goes through the items of all pages.
package pagination

import "iter"

// page is a page of items that leads on to the next; the zero value is none.
type page[T, P any] interface {
	comparable
	GetNextPage() (P, error)
	items() []T
}

// pager goes through the items of all pages, asking for each page when the one before is through.
type pager[T any, P page[T, P]] struct {
	page    P
	current T
	at      int
	index   int
	err     error
}

// Next goes on to the next item, which may ask for another page; false where there is none, or after an error.
func (r *pager[T, P]) Next() bool {
	var none P
	if r.page == none || r.err != nil {
		return false
	}
	if r.at >= len(r.page.items()) {
		r.page, r.err = r.page.GetNextPage()
		r.at = 0
		if r.err != nil || r.page == none || len(r.page.items()) == 0 {
			return false
		}
	}
	r.current = r.page.items()[r.at]
	r.at++
	r.index++
	return true
}

// Current returns the item that Next has gone to.
func (r *pager[T, P]) Current() T { return r.current }

// Err returns the error that has ended the list, nil where it has ended by itself.
func (r *pager[T, P]) Err() error { return r.err }

// Index returns how many items Next has gone to.
func (r *pager[T, P]) Index() int { return r.index }

// All returns the items for a range loop. An error comes last, with no item.
func (r *pager[T, P]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for r.Next() {
			if !yield(r.current, nil) {
				return
			}
		}
		if r.err != nil {
			var none T
			yield(none, r.err)
		}
	}
}
