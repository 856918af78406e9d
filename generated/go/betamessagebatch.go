// Made by Bessemer from the OpenAPI document. Edits are kept when it is made again: see README.md.

package anthropic

import (
	"context"
	"net/http"
	"slices"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/internal/requestconfig"
	"github.com/anthropics/anthropic-sdk-go/option"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
	"github.com/anthropics/anthropic-sdk-go/shared/constant"
)

// BetaMessageBatchService has the methods of beta.messages.batches.
//
// Make one with [NewBetaMessageBatchService], or use that of a [Client].
type BetaMessageBatchService struct {
	// Options are applied to every request.
	Options []option.RequestOption
}

// NewBetaMessageBatchService returns a service with its own options. It reads no environment variables.
func NewBetaMessageBatchService(opts ...option.RequestOption) BetaMessageBatchService {
	r := BetaMessageBatchService{Options: opts}
	return r
}

// Delete a Message Batch.
//
// Message Batches can only be deleted once they've finished processing. If you'd like to delete an
// in-progress batch, you must first cancel it.
//
// Learn more about the Message Batches API in our [user
// guide](https://docs.claude.com/en/docs/build-with-claude/batch-processing)
func (r *BetaMessageBatchService) Delete(ctx context.Context, messageBatchID string, body BetaMessageBatchDeleteParams, opts ...option.RequestOption) (res *BetaDeletedMessageBatch, err error) {
	defaults := []option.RequestOption{
		option.WithHeader("anthropic-beta", "message-batches-2024-09-24"),
	}
	opts = slices.Concat(defaults, r.Options, requestconfig.HeaderParams(body), opts)
	path, err := requestconfig.Path("/v1/messages/batches/{message_batch_id}?beta=true", "message_batch_id", messageBatchID)
	if err != nil {
		return nil, err
	}
	err = requestconfig.ExecuteNewRequest(ctx, http.MethodDelete, path, body, &res, opts...)
	return res, err
}

// BetaDeletedMessageBatch is an object of responses.
type BetaDeletedMessageBatch struct {
	// ID of the Message Batch.
	ID string `json:"id" api:"required"`
	// Deleted object type.
	//
	// For Message Batches, this is always `"message_batch_deleted"`.
	Type constant.MessageBatchDeleted `json:"type" default:"message_batch_deleted"`
	// JSON tells of each property whether it was there, and how it was written.
	JSON struct {
		ID          respjson.Field
		Type        respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

// RawJSON returns the JSON text as received.
func (r BetaDeletedMessageBatch) RawJSON() string { return r.JSON.raw }

func (r *BetaDeletedMessageBatch) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// BetaMessageBatchDeleteParams has the arguments of [BetaMessageBatchService.Delete].
type BetaMessageBatchDeleteParams struct {
	// Optional header to specify the beta version(s) you want to use.
	Betas []AnthropicBeta `header:"anthropic-beta,omitzero" json:"-"`
	paramObj
}
