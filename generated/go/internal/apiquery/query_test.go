package apiquery_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/apiquery"
	"github.com/anthropics/anthropic-sdk-go/packages/param"
)

type paramObj = param.APIObject
type paramUnion = param.APIUnion

type kind string

func (kind) Default() kind { return "text" }

type filterParam struct {
	Gte  param.Opt[time.Time] `query:"gte,omitzero" format:"date-time"`
	Lt   time.Time            `query:"lt,omitzero" format:"date"`
	Kind kind                 `query:"kind"`
	paramObj
}

type orderUnion struct {
	OfString param.Opt[string] `query:",omitzero,inline"`
	OfFilter *filterParam      `query:",omitzero,inline"`
	paramUnion
}

type listParams struct {
	Name    string             `query:"name" api:"required"`
	Limit   param.Opt[int64]   `query:"limit,omitzero"`
	Ratio   param.Opt[float64] `query:"ratio,omitzero"`
	Deep    param.Opt[bool]    `query:"deep,omitzero"`
	IDs     []string           `query:"ids,omitzero"`
	Created filterParam        `query:"created,omitzero"`
	Order   orderUnion         `query:"order,omitzero"`
	Labels  map[string]int64   `query:"labels,omitzero"`
	Free    any                `query:"free,omitzero"`
	Gte     param.Opt[string]  `query:"created_at[gte],omitzero"`
	Comma   param.Opt[string]  `query:"a,b,omitzero"`
	Betas   []string           `header:"anthropic-beta,omitzero" json:"-"`
	paramObj
}

func TestMarshal(t *testing.T) {
	at := time.Date(2025, 4, 14, 1, 2, 3, 0, time.UTC)
	brackets := apiquery.QuerySettings{ArrayFormat: apiquery.ArrayQueryFormatBrackets, NestedFormat: apiquery.NestedQueryFormatBrackets}
	dots := apiquery.QuerySettings{ArrayFormat: apiquery.ArrayQueryFormatIndices, NestedFormat: apiquery.NestedQueryFormatDots}
	comma := apiquery.QuerySettings{ArrayFormat: apiquery.ArrayQueryFormatComma, NestedFormat: apiquery.NestedQueryFormatBrackets}
	repeat := apiquery.QuerySettings{ArrayFormat: apiquery.ArrayQueryFormatRepeat, NestedFormat: apiquery.NestedQueryFormatBrackets}
	extended := listParams{Name: "n"}
	extended.SetExtraFields(map[string]any{"name": param.Omit, "more": 1})
	for name, test := range map[string]struct {
		params any
		format apiquery.QuerySettings
		want   string
	}{
		"zero":            {listParams{}, brackets, "name="},
		"scalars":         {listParams{Name: "a b", Limit: param.NewOpt[int64](0), Ratio: param.NewOpt(0.5), Deep: param.NewOpt(false)}, brackets, "deep=false&limit=0&name=a b&ratio=0.5"},
		"null":            {listParams{Limit: param.Null[int64]()}, brackets, "limit=null&name="},
		"brackets":        {listParams{IDs: []string{"b", "a"}}, brackets, "ids[]=b&ids[]=a&name="},
		"indices":         {listParams{IDs: []string{"b", "a"}}, dots, "ids.0=b&ids.1=a&name="},
		"comma":           {listParams{IDs: []string{"b", "a"}}, comma, "ids=b,a&name="},
		"repeat":          {listParams{IDs: []string{"b", "a"}}, repeat, "ids=b&ids=a&name="},
		"nested":          {listParams{Created: filterParam{Gte: param.NewOpt(at), Lt: at}}, brackets, "created[gte]=2025-04-14T01:02:03Z&created[kind]=text&created[lt]=2025-04-14&name="},
		"dots":            {listParams{Created: filterParam{Lt: at, Kind: "k"}}, dots, "created.kind=k&created.lt=2025-04-14&name="},
		"union scalar":    {listParams{Order: orderUnion{OfString: param.NewOpt("asc")}}, brackets, "name=&order=asc"},
		"union object":    {listParams{Order: orderUnion{OfFilter: &filterParam{Kind: "k"}}}, brackets, "name=&order[kind]=k"},
		"map":             {listParams{Labels: map[string]int64{"b": 2, "a": 1}}, brackets, "labels[a]=1&labels[b]=2&name="},
		"free":            {listParams{Free: map[string]any{"a": []any{1, "x"}}}, brackets, "free[a][]=1&free[a][]=x&name="},
		"odd name":        {listParams{Gte: param.NewOpt("x")}, brackets, "created_at[gte]=x&name="},
		"comma in a name": {listParams{Comma: param.NewOpt("x")}, brackets, "a,b=x&name="},
		"header":          {listParams{Betas: []string{"x"}}, brackets, "name="},
		"extra fields":    {extended, brackets, "more=1"},
		"null struct":     {listParams{Created: param.NullStruct[filterParam]()}, brackets, "created=null&name="},
		"null slice":      {listParams{IDs: param.NullSlice[[]string]()}, brackets, "ids=null&name="},
		"a plain map":     {map[string]any{"a": 1}, brackets, "a=1"},
	} {
		t.Run(name, func(t *testing.T) {
			values, err := apiquery.MarshalWithSettings(test.params, test.format)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := url.ParseQuery(test.want)
			if values.Encode() != want.Encode() {
				t.Errorf("got %s, want %s", values.Encode(), want.Encode())
			}
		})
	}
}

func TestUnwritableQueryIsAnError(t *testing.T) {
	comma := apiquery.QuerySettings{ArrayFormat: apiquery.ArrayQueryFormatComma}
	for _, value := range []any{make(chan int), []any{map[string]int{"a": 1}}} {
		if values, err := apiquery.MarshalWithSettings(map[string]any{"x": value}, comma); err == nil {
			t.Errorf("got %v", values)
		}
	}
}

type day time.Time

func TestTimesOfOtherNamesAndSettingsOfNone(t *testing.T) {
	at := time.Date(2025, 4, 14, 1, 2, 3, 0, time.UTC)
	got, err := apiquery.MarshalWithSettings(struct {
		Day   day            `query:"day" format:"date"`
		List  []int64        `query:"list"`
		Map   map[string]any `query:"map"`
		Extra map[string]any `query:"-,inline"`
	}{day(at), []int64{2, 1}, map[string]any{"a": true}, map[string]any{"b": 0.5}}, apiquery.QuerySettings{})
	if err != nil || got.Encode() != "b=0.5&day=2025-04-14&list=2%2C1&map%5Ba%5D=true" {
		t.Errorf("got %s %v", got.Encode(), err)
	}
}
