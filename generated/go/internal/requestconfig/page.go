package requestconfig

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
)

// Page is a page of a list, which remembers how it was asked for.
type Page[T any] interface {
	*T
	SetPageConfig(cfg *RequestConfig, response *http.Response)
}

// ExecutePage makes a request and fills dst with the page that comes back.
func ExecutePage[T any, P Page[T]](ctx context.Context, method, path string, params any, dst *P, opts ...RequestOption) error {
	cfg, err := NewRequestConfig(ctx, method, path, params, dst, opts...)
	if err != nil {
		return err
	}
	return executePage(cfg, dst)
}

func executePage[T any, P Page[T]](cfg *RequestConfig, dst *P) error {
	var response *http.Response
	if cfg.ResponseInto == nil {
		cfg.ResponseInto = &response
	}
	if err := cfg.Execute(); err != nil {
		return err
	}
	if *dst != nil {
		(*dst).SetPageConfig(cfg, *cfg.ResponseInto)
	}
	return nil
}

// Turn changes the request of a page into that of another; false where there is none.
type Turn interface {
	turn(cfg *RequestConfig) (bool, error)
}

// TurnPage returns the page that a turn of the request leads to, or nil where there is none.
func TurnPage[T any, P Page[T]](cfg *RequestConfig, to Turn) (P, error) {
	if cfg == nil {
		return nil, errors.New("the page was not given back by a call, so it does not lead on")
	}
	next := cfg.Clone(cfg.Context)
	if next == nil {
		return nil, errors.New("the body of the request cannot be sent again")
	}
	if found, err := to.turn(next); err != nil || !found {
		return nil, err
	}
	var page P
	next.ResponseBodyInto, next.ResponseInto = &page, nil
	if next.Request.Header.Get(settings.IdempotencyHeader) != "" {
		next.Request.Header.Set(settings.IdempotencyHeader, idempotencyKey())
	}
	return page, executePage(next, &page)
}

// Place is where a request has an argument: names one below the other, in the query or in a JSON body.
type Place struct {
	// InBody tells that it is in the body.
	InBody bool
	// Names lead to it.
	Names []string
}

// Query returns the place of a query parameter.
func Query(names ...string) Place { return Place{Names: names} }

// Body returns the place of a value in the JSON body.
func Body(names ...string) Place { return Place{InBody: true, Names: names} }

func (p Place) parameter() string {
	name := p.Names[0]
	for _, inner := range p.Names[1:] {
		if settings.QueryNestedFormat == "dots" {
			name += "." + inner
		} else {
			name += "[" + inner + "]"
		}
	}
	return name
}

// of returns the text that the request has at the place, "" where it has none.
func (p Place) of(cfg *RequestConfig) string {
	if len(p.Names) == 0 {
		return ""
	}
	if !p.InBody {
		return cfg.Request.URL.Query().Get(p.parameter())
	}
	raw, _ := apijson.At(string(cfg.body.bytes), p.Names...)
	return Text(raw)
}

func (p Place) set(cfg *RequestConfig, value any) error {
	raw, err := apijson.Marshal(value)
	if err != nil {
		return err
	}
	if p.InBody {
		path := strings.Join(escaped(p.Names), ".")
		return cfg.EditJSON(func(body []byte) ([]byte, error) { return apijson.Set(body, path, raw) })
	}
	query := cfg.Request.URL.Query()
	query.Set(p.parameter(), Text(string(raw)))
	cfg.Request.URL.RawQuery = query.Encode()
	return nil
}

func escaped(names []string) []string {
	made := make([]string, len(names))
	for i, name := range names {
		made[i] = strings.NewReplacer(`\`, `\\`, `.`, `\.`).Replace(name)
	}
	return made
}

// Text returns what a JSON string says, nothing for null, and any other JSON as it is.
func Text(raw string) string {
	var said *string
	if json.Unmarshal([]byte(raw), &said) == nil {
		if said == nil {
			return ""
		}
		return *said
	}
	return raw
}

// Cursor turns to the page that begins at Next. A call that had an argument at PreviousPlace goes back to Previous.
type Cursor[N, P comparable] struct {
	// Place is where the next cursor is sent.
	Place Place
	// Next is the cursor of the next page; the zero value is none.
	Next N
	// PreviousPlace is where a cursor that goes backwards is sent; it has no names where there is none.
	PreviousPlace Place
	// Previous is the cursor of the page before.
	Previous P
}

func (c Cursor[N, P]) turn(cfg *RequestConfig) (bool, error) {
	if c.PreviousPlace.of(cfg) != "" {
		var none P
		return c.Previous != none, c.PreviousPlace.set(cfg, c.Previous)
	}
	var none N
	return c.Next != none, c.Place.set(cfg, c.Next)
}

// Number turns to the page with the next number.
type Number struct {
	// Place is where the number is sent.
	Place Place
	// Current is the number of the page, below 0 where it does not say; then it is what was asked for, or First.
	Current int64
	// Total is how many pages there are, below 0 where that is not known.
	Total int64
	// First is the number of the first page.
	First int64
}

func (n Number) turn(cfg *RequestConfig) (bool, error) {
	current := n.Current
	if current < 0 {
		current = number(n.Place.of(cfg), n.First)
	}
	if n.Total >= 0 && current-n.First+1 >= n.Total {
		return false, nil
	}
	return true, n.Place.set(cfg, current+1)
}

// Offset turns to the page that begins where this one ends.
type Offset struct {
	// Place is where the offset is sent.
	Place Place
	// Start is the place of the first item, below 0 where the page does not say; then it is what was asked for, or First.
	Start int64
	// Count is how many items the page has.
	Count int
	// Total is how many items there are, below 0 where that is not known.
	Total int64
	// First is the place of the first item of all.
	First int64
}

func (o Offset) turn(cfg *RequestConfig) (bool, error) {
	start := o.Start
	if start < 0 {
		start = number(o.Place.of(cfg), o.First)
	}
	next := start + int64(o.Count)
	if o.Total >= 0 && next-o.First >= o.Total {
		return false, nil
	}
	return true, o.Place.set(cfg, next)
}

func number(text string, otherwise int64) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return otherwise
	}
	return value
}

// Address turns to the page at a URL; of its query, what it does not name stays as it was.
type Address string

func (a Address) turn(cfg *RequestConfig) (bool, error) {
	if a == "" {
		return false, nil
	}
	here, err := cfg.target()
	if err != nil {
		return false, err
	}
	there, err := here.Parse(string(a))
	if err != nil {
		return false, err
	}
	if !sameOrigin(here, there) {
		return false, errors.New("the next page is at another host, which the credentials are not for")
	}
	query := here.Query()
	for name, values := range there.Query() {
		query[name] = values
	}
	there.RawQuery = query.Encode()
	cfg.Request.URL = there
	return true, nil
}

// Identity returns the text of what an item of a list has below the names, "" where it has nothing there.
func Identity(item any, names ...string) string {
	var data string
	if received, ok := item.(interface{ RawJSON() string }); ok {
		data = received.RawJSON()
	} else if encoded, err := apijson.Marshal(item); err == nil {
		data = string(encoded)
	}
	raw, _ := apijson.At(data, names...)
	return Text(raw)
}

// Known returns a number that a page has, -1 where it does not.
func Known[N int64 | float64](valid bool, value N) int64 {
	if !valid {
		return -1
	}
	return int64(value)
}

// NextLink returns the address that a Link header calls next, and any other header as it is.
func NextLink(header http.Header, name string) string {
	value := header.Get(name)
	if !strings.EqualFold(name, "Link") {
		return value
	}
	for part := range strings.SplitSeq(value, ",") {
		address, parameters, _ := strings.Cut(strings.TrimSpace(part), ";")
		for parameter := range strings.SplitSeq(parameters, ";") {
			key, relation, _ := strings.Cut(strings.TrimSpace(parameter), "=")
			if strings.EqualFold(key, "rel") && strings.EqualFold(strings.Trim(relation, `"`), "next") {
				return strings.Trim(address, "<>")
			}
		}
	}
	return ""
}

// HeaderNumber returns the number that a header is, 0 where it is none.
func HeaderNumber(header http.Header, name string) int64 {
	return number(header.Get(name), 0)
}

// HeaderFlag returns whether a header says true. It is absent where the header says neither true nor false.
func HeaderFlag(header http.Header, name string, absent bool) bool {
	if value, err := strconv.ParseBool(header.Get(name)); err == nil {
		return value
	}
	return absent
}
