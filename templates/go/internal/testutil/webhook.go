package testutil

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// WebhookKey is the key of the signatures of [SignedHeaders].
const WebhookKey = "whsec_c2VjcmV0Cg=="

// WebhookTextKey is the same where a key is the secret itself.
const WebhookTextKey = "secret\n"

// OtherWebhookKey is not.
const OtherWebhookKey = "whsec_b3RoZXIK"

// SignedHeaders returns the headers with which a webhook comes that was sent at that time.
func SignedHeaders(payload string, at time.Time) http.Header {
	secret, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(WebhookKey, "whsec_"))
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, secret)
	_, _ = fmt.Fprintf(mac, "msg_1.%s.%s", stamp, payload)
	headers := http.Header{}
	headers.Set("webhook-id", "msg_1")
	headers.Set("webhook-timestamp", stamp)
	headers.Set("webhook-signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	return headers
}

// CheckEvent compares what a webhook has brought with its payload.
func CheckEvent(t testing.TB, event any, err error, payload string) {
	t.Helper()
	var want any
	if err != nil || json.Unmarshal([]byte(payload), &want) != nil {
		t.Fatalf("the payload is not read: %v", err)
	}
	for _, problem := range Differences(event, want) {
		t.Error(problem)
	}
}
