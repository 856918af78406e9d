package param

import (
	"encoding/json"

	"bessemer.invalid/module/internal/paramstate"
)

// APIObject is embedded in the structs that are sent as JSON objects.
type APIObject struct{ metadata }

// APIUnion is embedded in the structs that are sent as one of several variants.
type APIUnion struct{ metadata }

// ParamStruct is a request struct or union.
type ParamStruct interface {
	ParamNullable
	// Overrides returns the value that is sent in place of the struct, if there is one. It is nil for null.
	Overrides() (any, bool)
}

// InferPtr is the pointer to a request struct, as type parameter that is inferred.
type InferPtr[T any] interface {
	*T
	override(value any)
}

// Omit as the value of an extra field removes the property of that name.
const Omit paramstate.Omit = -1

// Its methods are not inlined: each request struct has wrappers of them, and a large module has thousands of those.
type metadata struct{ state paramstate.Object }

// Overrides returns the value that is sent in place of the struct, if there is one. It is nil for null.
//
//go:noinline
func (m metadata) Overrides() (any, bool) {
	return m.state.Overrides()
}

//go:noinline
func (m metadata) isNull() bool {
	value, ok := m.state.Overrides()
	return ok && value == nil
}

//go:noinline
func (m *metadata) override(value any) {
	m.state.Override(value)
}

// SetExtraFields adds properties that the struct does not have. They win over its fields, those of a union over the fields
// of the variant that it holds.
//
//go:noinline
func (m *metadata) SetExtraFields(fields map[string]any) {
	m.state.SetExtraFields(fields)
}

// ExtraFields returns what SetExtraFields was given.
//
//go:noinline
func (m metadata) ExtraFields() map[string]any {
	return m.state.ExtraFields()
}

// NullStruct returns a struct or union that is sent as null.
func NullStruct[T ParamStruct, P InferPtr[T]]() T {
	return Override[T, P](nil)
}

// Override returns a struct or union in whose place value is sent.
func Override[T ParamStruct, P InferPtr[T]](value any) T {
	var result T
	P(&result).override(value)
	return result
}

// SetJSON makes the struct that ptr points to be sent as the given JSON text.
func SetJSON(raw []byte, ptr interface{ override(value any) }) {
	if string(raw) == "null" {
		ptr.override(nil)
		return
	}
	ptr.override(json.RawMessage(raw))
}
