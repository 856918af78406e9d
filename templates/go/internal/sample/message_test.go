package sample_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/internal/apiquery"
	"bessemer.invalid/module/internal/requestconfig"
	"bessemer.invalid/module/option"
	"bessemer.invalid/module/packages/param"
	"bessemer.invalid/module/packages/respjson"
	"bessemer.invalid/module/shared/constant"
)

// MessageService makes single requests. Create it with [NewMessageService] or use the one of a [Client].
type MessageService struct {
	// Options are applied to every request.
	Options []option.RequestOption
}

// NewMessageService returns a service with its own options. It reads no environment variables.
func NewMessageService(opts ...option.RequestOption) MessageService {
	return MessageService{Options: opts}
}

// New sends a message.
func (r *MessageService) New(ctx context.Context, body MessageNewParams, opts ...option.RequestOption) (res *Message, err error) {
	opts = slices.Concat(r.Options, opts)
	err = requestconfig.ExecuteNewRequest(ctx, http.MethodPost, "/v1/messages", body, &res, opts...)
	return res, err
}

// List returns messages.
func (r *MessageService) List(ctx context.Context, query MessageListParams, opts ...option.RequestOption) (res *[]Message, err error) {
	opts = slices.Concat(r.Options, opts)
	err = requestconfig.ExecuteNewRequest(ctx, http.MethodGet, "/v1/messages?beta=true", query, &res, opts...)
	return res, err
}

// Message is an answer.
type Message struct {
	// ID of the message.
	ID string `json:"id" api:"required"`
	// Content is what was said.
	Content []ContentBlockUnion `json:"content" api:"required"`
	// Tokens is how long it is.
	Tokens int64 `json:"tokens" api:"required"`
	// StopReason is why it ended.
	StopReason StopReason `json:"stop_reason" api:"nullable"`
	// JSON tells for each property whether it was present.
	JSON struct {
		ID          respjson.Field
		Content     respjson.Field
		Tokens      respjson.Field
		StopReason  respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

// RawJSON returns the JSON text as received.
func (r Message) RawJSON() string { return r.JSON.raw }

// UnmarshalJSON reads the JSON text of a response.
func (r *Message) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// StopReason is why a message ended.
type StopReason string

// StopReasonEndTurn is "end_turn".
const StopReasonEndTurn StopReason = "end_turn"

// ContentBlockUnion is one of [TextBlock]. Use AsAny to tell.
type ContentBlockUnion struct {
	// Text of the variant [TextBlock].
	Text string `json:"text"`
	// Type tells the variants apart.
	Type string `json:"type"`
	// JSON tells for each property whether it was present.
	JSON struct {
		Text respjson.Field
		Type respjson.Field
		raw  string
	} `json:"-"`
}

// RawJSON returns the JSON text as received.
func (u ContentBlockUnion) RawJSON() string { return u.JSON.raw }

// UnmarshalJSON reads the JSON text of a response.
func (u *ContentBlockUnion) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, u)
}

// AsText returns the variant "text".
func (u ContentBlockUnion) AsText() (v TextBlock) {
	_ = apijson.UnmarshalRoot(u.JSON.raw, &v)
	return v
}

type anyContentBlock interface{ implContentBlockUnion() }

func (TextBlock) implContentBlockUnion() {}

// AsAny returns the variant that the union holds, or nil when it is not known here.
func (u ContentBlockUnion) AsAny() anyContentBlock {
	switch u.Type {
	case "text":
		return u.AsText()
	}
	return nil
}

// TextBlock is text.
type TextBlock struct {
	// Text that was said.
	Text string `json:"text" api:"required"`
	// Type of the block, always "text".
	Type constant.Text `json:"type" default:"text"`
	// JSON tells for each property whether it was present.
	JSON struct {
		Text        respjson.Field
		Type        respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

// RawJSON returns the JSON text as received.
func (r TextBlock) RawJSON() string { return r.JSON.raw }

// UnmarshalJSON reads the JSON text of a response.
func (r *TextBlock) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// MessageNewParams are the parameters of [MessageService.New]. The properties MaxTokens and Content are required.
type MessageNewParams struct {
	// MaxTokens bounds the answer.
	MaxTokens int64 `json:"max_tokens" api:"required"`
	// Content is what is said.
	Content []ContentBlockParamUnion `json:"content,omitzero" api:"required"`
	// Temperature is how free the answer is.
	Temperature param.Opt[float64] `json:"temperature,omitzero"`
	// Metadata about the request.
	Metadata MetadataParam `json:"metadata,omitzero"`
	// Labels are names of your own.
	Labels map[string]string `json:"labels,omitzero"`
	// StartAt is when to start.
	StartAt param.Opt[time.Time] `json:"start_at,omitzero" format:"date-time"`
	// StopReason at which to stop.
	StopReason StopReason `json:"stop_reason,omitzero"`
	paramObj
}

// MarshalJSON writes the JSON text of a request.
func (r MessageNewParams) MarshalJSON() ([]byte, error) {
	return apijson.MarshalObject(&r)
}

// UnmarshalJSON reads the JSON text of a request.
func (r *MessageNewParams) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// MetadataParam tells about a request.
type MetadataParam struct {
	// UserID of the person who asks.
	UserID param.Opt[string] `json:"user_id,omitzero"`
	paramObj
}

// MarshalJSON writes the JSON text of a request.
func (r MetadataParam) MarshalJSON() ([]byte, error) {
	return apijson.MarshalObject(&r)
}

// UnmarshalJSON reads the JSON text of a request.
func (r *MetadataParam) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// ContentBlockParamUnion is one of its fields: exactly one may be set.
type ContentBlockParamUnion struct {
	// OfString is plain text.
	OfString param.Opt[string] `json:",omitzero,inline"`
	// OfText is the variant "text".
	OfText *TextBlockParam `json:",omitzero,inline"`
	paramUnion
}

// MarshalJSON writes the JSON text of a request.
func (u ContentBlockParamUnion) MarshalJSON() ([]byte, error) {
	return apijson.MarshalObject(&u)
}

// UnmarshalJSON reads the JSON text of a request.
func (u *ContentBlockParamUnion) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, u)
}

// TextBlockParam is text. The property Text is required.
type TextBlockParam struct {
	// Text to say.
	Text string `json:"text" api:"required"`
	// Type of the block. Its zero value is sent as "text".
	Type constant.Text `json:"type" default:"text"`
	paramObj
}

// MarshalJSON writes the JSON text of a request.
func (r TextBlockParam) MarshalJSON() ([]byte, error) {
	return apijson.MarshalObject(&r)
}

// UnmarshalJSON reads the JSON text of a request.
func (r *TextBlockParam) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// MessageListParams are the parameters of [MessageService.List].
type MessageListParams struct {
	// Limit is how many to return.
	Limit param.Opt[int64] `query:"limit,omitzero" json:"-"`
	// IDs to return.
	IDs []string `query:"ids,omitzero" json:"-"`
	// CreatedAtGte is the earliest creation.
	CreatedAtGte param.Opt[time.Time] `query:"created_at[gte],omitzero" format:"date-time" json:"-"`
	paramObj
}

// URLQuery returns the query of the request.
func (r MessageListParams) URLQuery() (url.Values, error) {
	return apiquery.Marshal(r)
}
