package apijson

// Turns holds the value that a stream has gone to, and the memory of the one before, into which the next one is read: a stream of
// large structs takes no memory for each.
type Turns[T any] struct {
	values [2]T
	at     int
}

// Current returns the value that was read last.
func (t *Turns[T]) Current() T { return t.values[t.at] }

// Next returns the place of the next value, which is the zero value.
func (t *Turns[T]) Next() *T {
	var zero T
	next := &t.values[1-t.at]
	*next = zero
	return next
}

// Turn makes the next value the current one.
func (t *Turns[T]) Turn() { t.at = 1 - t.at }
