// Package param holds the types from which requests are built.
package param

import (
	"encoding/json"
	"fmt"
	"time"

	"bessemer.invalid/module/internal/paramstate"
)

// Opt is an optional value. The zero Opt is left out of the request.
type Opt[T comparable] struct {
	// Value is what is sent when the Opt is valid.
	Value T
	state paramstate.Opt
}

// NewOpt returns an Opt that sends v, even when v is the zero value.
func NewOpt[T comparable](v T) Opt[T] {
	return Opt[T]{Value: v, state: paramstate.Set}
}

// Null returns an Opt that sends null.
func Null[T comparable]() Opt[T] {
	return Opt[T]{state: paramstate.Null}
}

// Valid reports whether the Opt has a value: it is neither omitted nor null.
func (o Opt[T]) Valid() bool {
	var zero T
	return o.state == paramstate.Set || o.state == paramstate.Unset && o.Value != zero
}

// Or returns the value, or fallback when there is none.
func (o Opt[T]) Or(fallback T) T {
	if o.Valid() {
		return o.Value
	}
	return fallback
}

// String returns the value as text, or "null".
func (o Opt[T]) String() string {
	if o.state == paramstate.Null {
		return "null"
	}
	return fmt.Sprint(o.Value)
}

// MarshalJSON writes the value, or null when there is none.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if !o.Valid() {
		return []byte("null"), nil
	}
	if at, ok := any(o.Value).(time.Time); ok {
		return json.Marshal(at.Format(time.RFC3339))
	}
	return json.Marshal(o.Value)
}

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*o = Null[T]()
		return nil
	}
	var value T
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	*o = NewOpt(value)
	return nil
}

func (o Opt[T]) isNull() bool {
	return o.state == paramstate.Null
}

// Optional is an [Opt] of any type.
type Optional interface {
	ParamNullable
	// Valid reports whether there is a value.
	Valid() bool
	isOpt()
}

func (Opt[T]) isOpt() {}
