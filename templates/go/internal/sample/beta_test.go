package sample_test

import (
	"context"
	"net/http"
	"slices"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/internal/requestconfig"
	"bessemer.invalid/module/option"
	"bessemer.invalid/module/packages/respjson"
	"bessemer.invalid/module/shared/constant"
)

// BetaService holds what may change. Create it with [NewBetaService] or use the one of a [Client].
type BetaService struct {
	// Options are applied to every request.
	Options []option.RequestOption
	// Batches are requests that are processed together.
	Batches BetaBatchService
}

// NewBetaService returns a service with its own options. It reads no environment variables.
func NewBetaService(opts ...option.RequestOption) BetaService {
	return BetaService{
		Options: opts,
		Batches: NewBetaBatchService(opts...),
	}
}

// SampleBeta is a beta version of the API.
type SampleBeta = string

// SampleBetaBatches2024_09_24 is "batches-2024-09-24".
const SampleBetaBatches2024_09_24 SampleBeta = "batches-2024-09-24"

// SampleBetaPDFs2024_09_25 is "pdfs-2024-09-25".
const SampleBetaPDFs2024_09_25 SampleBeta = "pdfs-2024-09-25"

// BetaBatchService processes requests together. Create it with [NewBetaBatchService] or use the one of a [Client].
type BetaBatchService struct {
	// Options are applied to every request.
	Options []option.RequestOption
}

// NewBetaBatchService returns a service with its own options. It reads no environment variables.
func NewBetaBatchService(opts ...option.RequestOption) BetaBatchService {
	return BetaBatchService{Options: opts}
}

// Delete removes a batch that has ended.
func (r *BetaBatchService) Delete(ctx context.Context, batchID string, body BetaBatchDeleteParams, opts ...option.RequestOption) (res *BetaDeletedBatch, err error) {
	defaults := []option.RequestOption{option.WithHeaderAdd("sample-beta", "batches-2024-09-24")}
	opts = slices.Concat(defaults, r.Options, requestconfig.HeaderParams(body), opts)
	path, err := requestconfig.Path("/v1/batches/{batch_id}?beta=true", "batch_id", batchID)
	if err != nil {
		return nil, err
	}
	err = requestconfig.ExecuteNewRequest(ctx, http.MethodDelete, path, body, &res, opts...)
	return res, err
}

// Content returns the file of a part of a batch. The caller closes its body.
func (r *BetaBatchService) Content(ctx context.Context, partID string, query BetaBatchContentParams, opts ...option.RequestOption) (res *http.Response, err error) {
	defaults := []option.RequestOption{option.WithHeader("Accept", "application/binary")}
	opts = slices.Concat(defaults, r.Options, opts)
	path, err := requestconfig.Path("/v1/batches/{batch_id}/parts/{part_id}", "batch_id", query.BatchID, "part_id", partID)
	if err != nil {
		return nil, err
	}
	err = requestconfig.ExecuteNewRequest(ctx, http.MethodGet, path, query, &res, opts...)
	return res, err
}

// BetaDeletedBatch is the answer to a deletion.
type BetaDeletedBatch struct {
	// ID of the batch.
	ID string `json:"id" api:"required"`
	// Type of the object, always "message_batch_deleted".
	Type constant.MessageBatchDeleted `json:"type" default:"message_batch_deleted"`
	// JSON tells for each property whether it was present.
	JSON struct {
		ID          respjson.Field
		Type        respjson.Field
		ExtraFields map[string]respjson.Field
		raw         string
	} `json:"-"`
}

// RawJSON returns the JSON text as received.
func (r BetaDeletedBatch) RawJSON() string { return r.JSON.raw }

// UnmarshalJSON reads the JSON text of a response.
func (r *BetaDeletedBatch) UnmarshalJSON(data []byte) error {
	return apijson.UnmarshalRoot(data, r)
}

// BetaBatchDeleteParams are the parameters of [BetaBatchService.Delete].
type BetaBatchDeleteParams struct {
	// Betas to use.
	Betas []SampleBeta `header:"sample-beta,omitzero" json:"-"`
	paramObj
}

// BetaBatchContentParams are the parameters of [BetaBatchService.Content].
type BetaBatchContentParams struct {
	// BatchID is the batch of the part.
	BatchID string `path:"batch_id" api:"required" json:"-"`
	paramObj
}
