// Made by Bessemer from the OpenAPI document. Edits are kept when it is made again: see README.md.

package anthropic

import (
	"github.com/anthropics/anthropic-sdk-go/option"
)

// BetaMessageService has the methods of beta.messages.
//
// Make one with [NewBetaMessageService], or use that of a [Client].
type BetaMessageService struct {
	// Options are applied to every request.
	Options []option.RequestOption
	// Batches has the methods of beta.messages.batches.
	Batches BetaMessageBatchService
}

// NewBetaMessageService returns a service with its own options. It reads no environment variables.
func NewBetaMessageService(opts ...option.RequestOption) BetaMessageService {
	r := BetaMessageService{Options: opts}
	r.Batches = NewBetaMessageBatchService(opts...)
	return r
}
