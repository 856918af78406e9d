// Package paramstate holds what the encoders know of the types of package param and their users do not see.
package paramstate

import (
	"reflect"
	"sync"
)

// Opt tells whether an optional value is sent.
type Opt uint8

// Unset means that only a Value other than the zero value is sent.
const Unset Opt = 0

// Null means that null is sent.
const Null Opt = 1

// Set means that the Value is sent even when it is the zero value.
const Set Opt = 2

// Omit is the type of the extra field that removes a property.
type Omit int

// Object is what a request struct has beside its fields: nothing, what is sent in its place, or extra fields.
type Object struct{ value any }

type override struct{ value any }

// Override makes value to be sent in place of the struct; nil is null.
func (o *Object) Override(value any) {
	o.value = override{value}
}

// Overrides returns the value that is sent in place of the struct, if there is one.
func (o Object) Overrides() (any, bool) {
	replaced, ok := o.value.(override)
	return replaced.value, ok
}

// SetExtraFields adds properties that the struct has no field for.
func (o *Object) SetExtraFields(fields map[string]any) {
	o.value = fields
}

// ExtraFields returns what [Object.SetExtraFields] was given.
func (o Object) ExtraFields() map[string]any {
	fields, _ := o.value.(map[string]any)
	return fields
}

// nulls holds, for each slice or map type, the one value that stands for null.
var nulls sync.Map

// NullMap returns the map that stands for null in its type.
func NullMap[T ~map[string]E, E any]() T {
	made, _ := nulls.LoadOrStore(reflect.TypeFor[T](), T{})
	return made.(T)
}

// NullSlice returns the slice that stands for null in its type.
func NullSlice[T ~[]E, E any]() T {
	// No capacity: an append must not write where another null slice points.
	made, _ := nulls.LoadOrStore(reflect.TypeFor[T](), make(T, 1)[0:0:0])
	return made.(T)
}

// IsNull reports whether v is the slice or map that stands for null in its type.
func IsNull(v reflect.Value) bool {
	if v.Len() > 0 || v.IsNil() {
		return false
	}
	null, ok := nulls.Load(v.Type())
	return ok && reflect.ValueOf(null).Pointer() == v.Pointer()
}
