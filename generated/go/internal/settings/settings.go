// Package settings holds what differs between one API and the next.
package settings

import "time"

// ClientName begins the User-Agent.
const ClientName = "Anthropic"

// HeaderPrefix begins the names of the headers that describe the client.
const HeaderPrefix = "X-Stainless"

// EnvPrefix begins the names of the environment variables.
const EnvPrefix = "ANTHROPIC"

// RequestIDHeader is the response header that identifies a request to the owner of the API.
const RequestIDHeader = "request-id"

// IdempotencyHeader is the request header that makes repeats harmless; none when empty.
const IdempotencyHeader = ""

// DefaultMaxRetries is how often a request is repeated after the first attempt.
const DefaultMaxRetries = 2

// InitialRetryDelay is the wait before the first repeat; each further wait is twice as long.
const InitialRetryDelay = 500 * time.Millisecond

// MaxRetryDelay bounds the doubled waits.
const MaxRetryDelay = 8000 * time.Millisecond

// QueryArrayFormat is how a list is written into a query: brackets, comma, repeat or indices.
const QueryArrayFormat = "brackets"

// QueryNestedFormat is how an object is written into a query: brackets or dots.
const QueryNestedFormat = "brackets"

// MultipartArrayFormat is how a list is written into a multipart form: brackets, comma, repeat or indices.
const MultipartArrayFormat = "brackets"

// ErrorKind are the keys that lead to what the body of an error calls its kind.
var ErrorKind = []string{}
