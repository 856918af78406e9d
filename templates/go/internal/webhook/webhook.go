// Package webhook takes in what the API sends to its users.
//
// Signatures are those of the Standard Webhooks: https://www.standardwebhooks.com.
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/internal/requestconfig"
)

// tolerance is how much a webhook may be older, or newer, than the clock here.
const tolerance = 5 * time.Minute

// Unwrap reads the event that a payload is.
func Unwrap[T any](payload []byte) (*T, error) {
	event := new(T)
	if err := apijson.Unmarshal(payload, event); err != nil {
		return nil, fmt.Errorf("error parsing the payload of the webhook: %w", err)
	}
	return event, nil
}

// Base64 returns the secret that a key is the base64 text of.
func Base64(key string) ([]byte, error) {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(key, "whsec_"))
	if err != nil {
		return nil, errors.New("the key of the webhook is not base64 text")
	}
	return secret, nil
}

// Text returns a key, which is the secret itself.
func Text(key string) ([]byte, error) { return []byte(key), nil }

// Verified reads the event that a payload is, once its signature is found to be right. The key, of which secretOf makes
// the secret, is the option of that name.
func Verified[T any](payload []byte, headers http.Header, secretOf func(string) ([]byte, error), name string, opts ...requestconfig.RequestOption) (*T, error) {
	settings, err := requestconfig.PreRequestOptions(opts...)
	if err != nil {
		return nil, err
	}
	key := settings.Values[name]
	if key == "" {
		return nil, errors.New("a webhook cannot be checked without a key: give the client the option that sets it")
	}
	secret, err := secretOf(key)
	if err != nil {
		return nil, err
	}
	if err := verify(payload, headers, secret, time.Now()); err != nil {
		return nil, err
	}
	return Unwrap[T](payload)
}

func verify(payload []byte, headers http.Header, secret []byte, now time.Time) error {
	id, stamp, signatures := headers.Get("webhook-id"), headers.Get("webhook-timestamp"), headers.Get("webhook-signature")
	if id == "" || stamp == "" || signatures == "" {
		return errors.New("the webhook lacks one of the headers webhook-id, webhook-timestamp and webhook-signature")
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return errors.New("the timestamp of the webhook cannot be read")
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return errors.New("the timestamp of the webhook is too far from now")
	}
	mac := hmac.New(sha256.New, secret)
	_, _ = fmt.Fprintf(mac, "%s.%s.%s", id, stamp, payload)
	expected := mac.Sum(nil)
	for _, signature := range strings.Fields(signatures) {
		version, text, _ := strings.Cut(signature, ",")
		if given, err := base64.StdEncoding.DecodeString(text); err == nil && version == "v1" && hmac.Equal(given, expected) {
			return nil
		}
	}
	return errors.New("the signature of the webhook is not right")
}
