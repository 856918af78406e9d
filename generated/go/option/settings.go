package option

import (
	"github.com/anthropics/anthropic-sdk-go/internal/requestconfig"
)

// WithEnvironmentProduction sends requests to the environment of that name, unless [WithBaseURL] says otherwise.
func WithEnvironmentProduction() RequestOption {
	return requestconfig.WithDefaultBaseURL("https://api.anthropic.com")
}

// WithAPIKey sets API Key.
func WithAPIKey(value string) RequestOption {
	return requestconfig.WithHeaderSetting("X-Api-Key", "", value)
}

// WithAuthToken sets Auth Token.
func WithAuthToken(value string) RequestOption {
	return requestconfig.WithHeaderSetting("Authorization", "Bearer ", value)
}
