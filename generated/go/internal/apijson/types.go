package apijson

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/paramstate"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

var (
	timeType            = reflect.TypeFor[time.Time]()
	numberType          = reflect.TypeFor[json.Number]()
	marshalerType       = reflect.TypeFor[json.Marshaler]()
	unmarshalerType     = reflect.TypeFor[json.Unmarshaler]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	rawType             = reflect.TypeFor[json.RawMessage]()
	metaFieldType       = reflect.TypeFor[respjson.Field]()
	extrasType          = reflect.TypeFor[map[string]respjson.Field]()
	optStateType        = reflect.TypeFor[paramstate.Opt]()
	objectStateType     = reflect.TypeFor[paramstate.Object]()
)

func isOpt(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == 2 && t.Field(1).Type == optStateType && strings.HasPrefix(t.Name(), "Opt[")
}

// baseOf tells which of the param types t is, if it is one.
func baseOf(t reflect.Type) base {
	if t.Kind() != reflect.Struct || t.NumField() != 1 {
		return noBase
	}
	metadata := t.Field(0).Type
	if metadata.Kind() != reflect.Struct || metadata.NumField() != 1 || metadata.Field(0).Type != objectStateType {
		return noBase
	}
	if t.Name() == "APIUnion" {
		return unionBase
	}
	return objectBase
}

// isMeta reports whether a field is the JSON member of a response struct, by what it holds.
func isMeta(sf reflect.StructField) bool {
	if sf.Name != "JSON" || sf.Type.Kind() != reflect.Struct {
		return false
	}
	for i := range sf.Type.NumField() {
		if t := sf.Type.Field(i).Type; t == metaFieldType || t == extrasType {
			return true
		}
	}
	return memberOf(sf.Type, "raw", reflect.TypeFor[string]()) >= 0
}

// hasMeta reports whether a struct tells of its properties.
func hasMeta(t reflect.Type) bool {
	for i := range t.NumField() {
		if isMeta(t.Field(i)) {
			return true
		}
	}
	return false
}

// isMadeByHand reports whether a struct embeds a param type by its own name and writes itself: its MarshalJSON may do more than ours.
func isMadeByHand(t reflect.Type) bool {
	_, object := t.FieldByName("APIObject")
	_, union := t.FieldByName("APIUnion")
	return (object || union) && reflect.PointerTo(t).Implements(marshalerType)
}

// known remembers of struct types whether they are ours: it takes a while to find out.
var known sync.Map

// isPlanned reports whether a struct is one of ours, so that its own JSON methods lead back here.
func isPlanned(t reflect.Type) bool {
	ours, ok := known.Load(t)
	if !ok {
		ours, _ = known.LoadOrStore(t, isOurs(t))
	}
	return ours.(bool)
}

func isOurs(t reflect.Type) bool {
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Anonymous && baseOf(sf.Type) != noBase {
			return true
		}
	}
	return hasMeta(t)
}

// The functions below reach what reflection may read but not hand out or set: unexported state of addressable values.

func optStateAt(v reflect.Value) *paramstate.Opt {
	return (*paramstate.Opt)(v.Field(1).Addr().UnsafePointer())
}

func timeAt(v reflect.Value) *time.Time {
	return (*time.Time)(v.Addr().UnsafePointer())
}

// stateAt reaches the only content of a param.APIObject or param.APIUnion.
func stateAt(v reflect.Value) *paramstate.Object {
	return (*paramstate.Object)(v.Addr().UnsafePointer())
}

func stringAt(v reflect.Value) *string {
	return (*string)(v.Addr().UnsafePointer())
}

// addressable returns v, or a copy of it that the functions above accept.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	held := reflect.New(v.Type()).Elem()
	held.Set(v)
	return held
}
