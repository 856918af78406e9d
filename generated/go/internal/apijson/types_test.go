package apijson_test

import (
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

type paramObj = param.APIObject
type paramUnion = param.APIUnion

type kind string

func (kind) Default() kind { return "text" }

type textParam struct {
	Text    string             `json:"text" api:"required"`
	Caption param.Opt[string]  `json:"caption,omitzero"`
	Score   param.Opt[float64] `json:"score,omitzero" api:"required"`
	Type    kind               `json:"type" default:"text"`
	paramObj
}

func (r textParam) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *textParam) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

type noteParam struct {
	Body string `json:"body" api:"required"`
	paramObj
}

func (r noteParam) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *noteParam) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

type blockUnion struct {
	OfString param.Opt[string] `json:",omitzero,inline"`
	OfNotes  []noteParam       `json:",omitzero,inline"`
	OfText   *textParam        `json:",omitzero,inline"`
	OfNote   *noteParam        `json:",omitzero,inline"`
	paramUnion
}

func (r blockUnion) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *blockUnion) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

type requestParams struct {
	MaxTokens int64                `json:"max_tokens" api:"required"`
	Block     blockUnion           `json:"block,omitzero"`
	Blocks    []blockUnion         `json:"blocks,omitzero" api:"required"`
	Labels    map[string]string    `json:"labels,omitzero"`
	Names     []string             `json:"names,omitzero"`
	Note      noteParam            `json:"note,omitzero"`
	On        param.Opt[time.Time] `json:"on,omitzero" format:"date"`
	At        time.Time            `json:"at,omitzero" format:"date-time"`
	Free      any                  `json:"free,omitzero"`
	Odd       param.Opt[string]    `json:",omitzero" wire:"a,b\"c"`
	Header    []string             `header:"x-names,omitzero" json:"-"`
	paramObj
}

func (r requestParams) MarshalJSON() ([]byte, error)     { return apijson.MarshalObject(&r) }
func (r *requestParams) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

type schemaParam struct {
	Type        kind           `json:"type" default:"text"`
	ExtraFields map[string]any `json:"-" api:"extrafields"`
	paramObj
}

func (r schemaParam) MarshalJSON() ([]byte, error) { return apijson.MarshalObject(&r) }

type response struct {
	ID      string           `json:"id" api:"required"`
	UpperID string           `json:"ID"`
	Count   int64            `json:"count"`
	Ratio   float64          `json:"ratio"`
	Done    bool             `json:"done"`
	At      time.Time        `json:"at" format:"date-time"`
	Tags    []string         `json:"tags"`
	Inner   *response        `json:"inner"`
	Items   []item           `json:"items"`
	Sizes   map[string]int64 `json:"sizes"`
	Free    any              `json:"free"`
	Union   contentUnion     `json:"union"`
	Odd     string           `json:"-" wire:"o,d\"d"`
	JSON    struct {
		ID          respjson.Field
		UpperID     respjson.Field
		Count       respjson.Field
		Ratio       respjson.Field
		Done        respjson.Field
		At          respjson.Field
		Tags        respjson.Field
		Inner       respjson.Field
		Items       respjson.Field
		Sizes       respjson.Field
		Free        respjson.Field
		Union       respjson.Field
		Odd         respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

func (r response) RawJSON() string                  { return r.JSON.raw }
func (r *response) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, r) }

type item struct {
	Name string `json:"name"`
	JSON struct {
		Name        respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

func (r item) RawJSON() string { return r.JSON.raw }

type contentUnion struct {
	OfString    string `json:",inline"`
	OfItemArray []item `json:",inline"`
	Type        string `json:"type"`
	Text        string `json:"text"`
	JSON        struct {
		OfString    respjson.Field
		OfItemArray respjson.Field
		Type        respjson.Field
		Text        respjson.Field
		raw         string
	} `json:"-"`
}

func (r contentUnion) RawJSON() string { return r.JSON.raw }
