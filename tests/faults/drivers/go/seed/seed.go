// Package seed makes the call of the API of the project's own document.
package seed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"

	"driver/told"
)

type client struct {
	// others can ask for a thing
	told.Client
	own anthropic.Client
}

// New returns a client with the HTTP client that it is given, or with its own; others echoes.
func New(given *http.Client, others told.Client) told.Client {
	opts := []option.RequestOption{
		option.WithAPIKey(told.Canary + "-key"),
		option.WithHeader("X-Session-Token", told.Canary+"-header"),
	}
	if given != nil {
		opts = append(opts, option.WithHTTPClient(given))
	}
	return &client{others, anthropic.NewClient(opts...)}
}

// Watch is that of the module.
func Watch(wait func(context.Context, time.Duration) error) *http.Client {
	return anthropic.Watch(wait)
}

func (c *client) Call(ctx context.Context, task told.Task, notes io.Writer, _ *[]json.RawMessage) (any, error) {
	opts := []option.RequestOption{
		option.WithBaseURL(task.Base),
		option.WithMaxRetries(task.Retries),
		option.WithRequestTimeout(task.Timeout()),
	}
	if notes != nil {
		opts = append(opts, option.WithDebugLog(log.New(notes, "", 0)))
	}
	deleted, err := c.own.Beta.Messages.Batches.Delete(ctx, "a", anthropic.BetaMessageBatchDeleteParams{}, opts...)
	if err != nil {
		return nil, err
	}
	return told.Raw(deleted.RawJSON()), nil
}

func (c *client) Status(err error) (int, bool) {
	var failure *anthropic.Error
	if errors.As(err, &failure) {
		return failure.StatusCode, true
	}
	return 0, false
}

func (c *client) Shown() string { return fmt.Sprintf("%+v", c.own) }
