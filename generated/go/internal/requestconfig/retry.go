package requestconfig

import (
	"errors"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/settings"
)

// shouldRetry reports whether another attempt may succeed; the server knows best.
func shouldRetry(response *http.Response, err error) bool {
	if err != nil || response == nil {
		return !errors.Is(err, errRedirectBody)
	}
	switch response.Header.Get("X-Should-Retry") {
	case "true":
		return true
	case "false":
		return false
	}
	switch response.StatusCode {
	case http.StatusRequestTimeout, http.StatusConflict, http.StatusTooManyRequests:
		return true
	}
	return response.StatusCode >= 500
}

// retryDelay returns the wait after an attempt, counted from 0: what the server asks for,
// otherwise a doubling wait less up to a quarter at random so that clients spread out.
func retryDelay(response *http.Response, attempt int) time.Duration {
	if response != nil {
		if wait, ok := retryAfter(response.Header, time.Now()); ok {
			return wait
		}
	}
	wait := min(float64(settings.InitialRetryDelay)*math.Pow(2, float64(attempt)), float64(settings.MaxRetryDelay))
	return time.Duration(wait * (1 - rand.Float64()/4))
}

// retryAfter reads Retry-After-Ms, or Retry-After as seconds or date (RFC 9110 section 10.2.3).
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	if ms, err := strconv.ParseFloat(header.Get("Retry-After-Ms"), 64); err == nil {
		if wait, ok := duration(ms, time.Millisecond); ok {
			return wait, true
		}
	}
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		return duration(seconds, time.Second)
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}

// duration guards against numbers that are none and those that time.Duration cannot hold.
func duration(value float64, unit time.Duration) (time.Duration, bool) {
	if math.IsNaN(value) || math.IsInf(value, 0) || value < 0 {
		return 0, false
	}
	return time.Duration(min(value*float64(unit), math.MaxInt64/2)), true
}
