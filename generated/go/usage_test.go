// Made by Bessemer from the OpenAPI document. Edits are kept when it is made again: see README.md.

package anthropic_test

import (
	"context"
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/internal/testutil"
)

// TestUsage makes the call that README.md shows.
func TestUsage(t *testing.T) {
	wire := testutil.NewWire(t, "testdata/wire_vectors.json", "beta.messages.batches.delete/minimal")
	client := newClient(wire.URL)
	res, err := client.Beta.Messages.Batches.Delete(
		context.Background(),
		"message_batch_id",
		anthropic.BetaMessageBatchDeleteParams{},
	)
	if err != nil {
		t.Fatal(err)
	}
	if res == nil {
		t.Error("there is no result")
	}
}
