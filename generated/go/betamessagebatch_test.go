// Made by Bessemer from the OpenAPI document. Edits are kept when it is made again: see README.md.

package anthropic_test

import (
	"context"
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/internal/testutil"
	"github.com/anthropics/anthropic-sdk-go/option"
)

func TestBetaMessageBatchDelete(t *testing.T) {
	for _, name := range []string{
		"beta.messages.batches.delete/minimal",
	} {
		t.Run(name, func(t *testing.T) {
			wire := testutil.NewWire(t, "testdata/wire_vectors.json", name)
			client := anthropic.NewClient(
				option.WithBaseURL(wire.URL),
				option.WithAPIKey("my-anthropic-api-key"),
			)
			res, err := client.Beta.Messages.Batches.Delete(
				context.Background(),
				"message_batch_id",
				anthropic.BetaMessageBatchDeleteParams{},
				wire.Options...,
			)
			wire.Check(res, err)
		})
	}
}

func TestBetaMessageBatchDeleteWithOptionalParams(t *testing.T) {
	for _, name := range []string{
		"beta.messages.batches.delete/full",
	} {
		t.Run(name, func(t *testing.T) {
			wire := testutil.NewWire(t, "testdata/wire_vectors.json", name)
			client := anthropic.NewClient(
				option.WithBaseURL(wire.URL),
				option.WithAPIKey("my-anthropic-api-key"),
			)
			res, err := client.Beta.Messages.Batches.Delete(
				context.Background(),
				"message_batch_id",
				anthropic.BetaMessageBatchDeleteParams{
					Betas: []anthropic.AnthropicBeta{anthropic.AnthropicBetaMessageBatches2024_09_24},
				},
				wire.Options...,
			)
			wire.Check(res, err)
		})
	}
}

func TestBetaMessageBatchDeleteFaults(t *testing.T) {
	for _, name := range []string{
		"beta.messages.batches.delete/status-400",
		"beta.messages.batches.delete/status-401",
		"beta.messages.batches.delete/status-403",
		"beta.messages.batches.delete/status-404",
		"beta.messages.batches.delete/status-409",
		"beta.messages.batches.delete/status-422",
		"beta.messages.batches.delete/status-429",
		"beta.messages.batches.delete/status-500",
		"beta.messages.batches.delete/timeout",
		"beta.messages.batches.delete/malformed",
		"beta.messages.batches.delete/retry",
	} {
		t.Run(name, func(t *testing.T) {
			wire := testutil.NewWire(t, "testdata/wire_vectors.json", name)
			client := anthropic.NewClient(
				option.WithBaseURL(wire.URL),
				option.WithAPIKey("my-anthropic-api-key"),
			)
			res, err := client.Beta.Messages.Batches.Delete(
				context.Background(),
				"message_batch_id",
				anthropic.BetaMessageBatchDeleteParams{},
				wire.Options...,
			)
			wire.Check(res, err)
		})
	}
}
