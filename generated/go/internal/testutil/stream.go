package testutil

// Events reads a stream to its end, or a list to its last page.
func Events[T any](stream interface {
	Next() bool
	Current() T
	Err() error
}) ([]T, error) {
	var found []T
	for stream.Next() {
		found = append(found, stream.Current())
	}
	return found, stream.Err()
}
