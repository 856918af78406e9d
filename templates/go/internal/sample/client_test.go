package sample_test

import (
	"context"
	"net/http"
	"os"
	"slices"
	"strings"

	"bessemer.invalid/module/internal/requestconfig"
	"bessemer.invalid/module/internal/settings"
	"bessemer.invalid/module/option"
)

// Client calls the Sample API. Create it with [NewClient].
type Client struct {
	// Options are applied to every request.
	Options []option.RequestOption
	// Messages are single requests.
	Messages MessageService
	// Beta holds what may change.
	Beta BetaService
}

// DefaultClientOptions returns the options that the environment sets: SAMPLE_API_KEY, SAMPLE_AUTH_TOKEN,
// SAMPLE_WEBHOOK_KEY, SAMPLE_BASE_URL and SAMPLE_CUSTOM_HEADERS.
func DefaultClientOptions() []option.RequestOption {
	defaults := []option.RequestOption{
		option.WithEnvironmentProduction(),
		option.WithHeader("sample-version", "2023-06-01"),
	}
	if value, ok := os.LookupEnv(settings.EnvPrefix + "_BASE_URL"); ok {
		defaults = append(defaults, option.WithBaseURL(value))
	}
	if value, ok := os.LookupEnv("SAMPLE_API_KEY"); ok {
		defaults = append(defaults, option.WithAPIKey(value))
	}
	if value, ok := os.LookupEnv("SAMPLE_AUTH_TOKEN"); ok {
		defaults = append(defaults, option.WithAuthToken(value))
	}
	if value, ok := os.LookupEnv("SAMPLE_WEBHOOK_KEY"); ok {
		defaults = append(defaults, option.WithWebhookKey(value))
	}
	for line := range strings.SplitSeq(os.Getenv(settings.EnvPrefix+"_CUSTOM_HEADERS"), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			defaults = append(defaults, option.WithHeader(strings.TrimSpace(name), strings.TrimSpace(value)))
		}
	}
	return defaults
}

// NewClient returns a client. Its options are those of [DefaultClientOptions], then the given ones.
func NewClient(opts ...option.RequestOption) Client {
	opts = slices.Concat(DefaultClientOptions(), opts)
	return Client{
		Options:  opts,
		Messages: NewMessageService(opts...),
		Beta:     NewBetaService(opts...),
	}
}

// Execute makes a request to a path that has no method of its own. The params are nil, bytes, an [io.Reader], a params struct,
// or any value that can be JSON; res is nil or what the response is written to.
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
