// Package constant holds a type for each value that the API knows only as a constant.
package constant

import "encoding/json"

// Constant is a type with one value. Its zero value is sent as that value.
type Constant[T any] interface {
	~string
	// Default returns the value.
	Default() T
}

// ValueOf returns the value of a constant type.
func ValueOf[T Constant[T]]() T {
	var zero T
	return zero.Default()
}

// marshal writes a constant, the zero value as the value that it stands for.
func marshal[T Constant[T]](v T) ([]byte, error) {
	if v == "" {
		v = v.Default()
	}
	return json.Marshal(string(v))
}
