package param

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
)

// EncodedAsDate is an optional time that is sent as a date.
type EncodedAsDate Opt[time.Time]

// MarshalJSON writes the date, or null when there is none.
func (d EncodedAsDate) MarshalJSON() ([]byte, error) {
	if !Opt[time.Time](d).Valid() {
		return []byte("null"), nil
	}
	return json.Marshal(d.Value.Format(time.DateOnly))
}

func (d EncodedAsDate) isNull() bool { return Opt[time.Time](d).isNull() }

// MarshalObject writes a struct that embeds [APIObject], for the MarshalJSON of a struct made by hand.
// The second argument is a pointer to the struct converted to a type without methods:
//
//	func (r Filter) MarshalJSON() ([]byte, error) {
//		type shadow Filter
//		return param.MarshalObject(r, (*shadow)(&r))
//	}
func MarshalObject[T ParamStruct](object T, underlying any) ([]byte, error) {
	return MarshalWithExtras(object, underlying, map[string]any(nil))
}

// MarshalWithExtras is [MarshalObject] with more properties, such as those of a field for all that have no field.
func MarshalWithExtras[T ParamStruct, E any](object T, underlying any, extras map[string]E) ([]byte, error) {
	if value, ok := object.Overrides(); ok {
		return apijson.Marshal(value)
	}
	added := make(map[string]any, len(extras))
	for name, value := range extras {
		added[name] = value
	}
	if extended, ok := any(object).(interface{ ExtraFields() map[string]any }); ok {
		for name, value := range extended.ExtraFields() {
			added[name] = value
		}
	}
	return apijson.MarshalFields(underlying, added)
}

// MarshalUnion writes the one variant that is not omitted, for the MarshalJSON of a union made by hand. Without one it is null.
func MarshalUnion[T ParamStruct](union T, variants ...any) ([]byte, error) {
	if value, ok := union.Overrides(); ok {
		return apijson.Marshal(value)
	}
	var chosen any
	present := 0
	for _, variant := range variants {
		if !IsOmitted(variant) {
			chosen = variant
			present++
		}
	}
	if present > 1 {
		return nil, fmt.Errorf("expected union to have only one present variant, got %d", present)
	}
	return apijson.Marshal(chosen)
}
