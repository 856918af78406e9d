package param

import (
	"reflect"

	"github.com/anthropics/anthropic-sdk-go/internal/paramstate"
)

// ParamNullable is a value that can be sent as null.
type ParamNullable interface{ isNull() bool }

// NullMap returns a map that is sent as null. Do not add entries to it.
func NullMap[T ~map[string]E, E any]() T { return paramstate.NullMap[T]() }

// NullSlice returns a slice that is sent as null.
func NullSlice[T ~[]E, E any]() T { return paramstate.NullSlice[T]() }

// IsNull reports whether v is sent as null: made by [Null], [NullStruct], [NullMap] or [NullSlice].
func IsNull[T any](v T) bool {
	if nullable, ok := any(v).(ParamNullable); ok {
		return nullable.isNull()
	}
	value := reflect.ValueOf(v)
	switch value.Kind() {
	case reflect.Map, reflect.Slice:
		return paramstate.IsNull(value)
	}
	return false
}

// IsOmitted reports whether v is the zero value of its type, which an optional field leaves out.
func IsOmitted(v any) bool {
	if v == nil {
		return false
	}
	return reflect.ValueOf(v).IsZero()
}
