// Made by Bessemer from the OpenAPI document. Edits are kept when it is made again: see README.md.

// Package anthropic calls the Anthropic API through a [Client].
package anthropic

import (
	"context"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/anthropics/anthropic-sdk-go/internal/requestconfig"
	"github.com/anthropics/anthropic-sdk-go/internal/settings"
	"github.com/anthropics/anthropic-sdk-go/option"
)

// Client calls the Anthropic API. Make one with [NewClient].
type Client struct {
	// Options are applied to every request.
	Options []option.RequestOption
	// Beta has the methods of beta.
	Beta BetaService
}

// DefaultClientOptions returns the options that each client begins with, among them those that the
// environment sets: ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN, ANTHROPIC_BASE_URL and
// ANTHROPIC_CUSTOM_HEADERS.
func DefaultClientOptions() []option.RequestOption {
	defaults := []option.RequestOption{
		option.WithEnvironmentProduction(),
		option.WithHeader("anthropic-version", "2023-06-01"),
	}
	if value, ok := os.LookupEnv(settings.EnvPrefix + "_BASE_URL"); ok {
		defaults = append(defaults, option.WithBaseURL(value))
	}
	if value, ok := os.LookupEnv("ANTHROPIC_API_KEY"); ok {
		defaults = append(defaults, option.WithAPIKey(value))
	}
	if value, ok := os.LookupEnv("ANTHROPIC_AUTH_TOKEN"); ok {
		defaults = append(defaults, option.WithAuthToken(value))
	}
	for line := range strings.SplitSeq(os.Getenv(settings.EnvPrefix+"_CUSTOM_HEADERS"), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			defaults = append(defaults, option.WithHeader(strings.TrimSpace(name), strings.TrimSpace(value)))
		}
	}
	return defaults
}

// NewClient returns a client. The options of [DefaultClientOptions] come first, then the given ones.
func NewClient(opts ...option.RequestOption) Client {
	opts = slices.Concat(DefaultClientOptions(), opts)
	r := Client{Options: opts}
	r.Beta = NewBetaService(opts...)
	return r
}

// Execute makes a request to a path that has no method of its own. The params are nil, bytes, an [io.Reader], a struct of
// params, or any value that can be JSON; res is nil or points to what the response is written to.
func (r *Client) Execute(ctx context.Context, method string, path string, params any, res any, opts ...option.RequestOption) error {
	opts = slices.Concat(r.Options, opts)
	return requestconfig.ExecuteNewRequest(ctx, method, path, params, res, opts...)
}

// Get makes a GET request as [Client.Execute] does.
func (r *Client) Get(ctx context.Context, path string, params any, res any, opts ...option.RequestOption) error {
	return r.Execute(ctx, http.MethodGet, path, params, res, opts...)
}

// Post makes a POST request as [Client.Execute] does.
func (r *Client) Post(ctx context.Context, path string, params any, res any, opts ...option.RequestOption) error {
	return r.Execute(ctx, http.MethodPost, path, params, res, opts...)
}

// Put makes a PUT request as [Client.Execute] does.
func (r *Client) Put(ctx context.Context, path string, params any, res any, opts ...option.RequestOption) error {
	return r.Execute(ctx, http.MethodPut, path, params, res, opts...)
}

// Patch makes a PATCH request as [Client.Execute] does.
func (r *Client) Patch(ctx context.Context, path string, params any, res any, opts ...option.RequestOption) error {
	return r.Execute(ctx, http.MethodPatch, path, params, res, opts...)
}

// Delete makes a DELETE request as [Client.Execute] does.
func (r *Client) Delete(ctx context.Context, path string, params any, res any, opts ...option.RequestOption) error {
	return r.Execute(ctx, http.MethodDelete, path, params, res, opts...)
}
