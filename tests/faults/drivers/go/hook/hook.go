// Package faulty is put beside the root package of each module that is driven: what a program cannot reach.
package faulty

import (
	"context"
	"net/http"
	"time"

	"github.com/faulty/faulty-go/internal/requestconfig"
)

// Watch lets wait do the waiting between attempts, and returns the HTTP client of all clients that are given none.
func Watch(wait func(context.Context, time.Duration) error) *http.Client {
	requestconfig.Sleep = wait
	made, err := requestconfig.NewRequestConfig(context.Background(), http.MethodGet, "x", nil, nil)
	if err != nil {
		panic(err)
	}
	return made.HTTPDoer.(*http.Client)
}
