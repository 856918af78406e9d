package option

import (
	"bessemer.invalid/module/internal/requestconfig"
)

// WithEnvironmentProduction sends requests to the environment of that name, unless [WithBaseURL] says otherwise.
func WithEnvironmentProduction() RequestOption {
	return requestconfig.WithDefaultBaseURL("https://sample.example.com")
}

// WithAPIKey sets API Key.
func WithAPIKey(value string) RequestOption {
	return requestconfig.WithHeaderSetting("X-Api-Key", "", value)
}

// WithAuthToken sets Auth Token.
func WithAuthToken(value string) RequestOption {
	return requestconfig.WithHeaderSetting("Authorization", "Bearer ", value)
}

// WithQueryKey sets Query Key.
func WithQueryKey(value string) RequestOption {
	return requestconfig.WithQuerySetting("key", value)
}

// WithWebhookKey sets Webhook Key.
func WithWebhookKey(value string) RequestOption {
	return requestconfig.WithValueSetting("webhook_key", value)
}
