package webhook

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go/internal/requestconfig"
	"github.com/anthropics/anthropic-sdk-go/internal/testutil"
)

type event struct {
	ID string `json:"id"`
}

const payload = `{"id":"e1"}`

func unwrapped(headers http.Header, key string, text string) (*event, error) {
	return Verified[event]([]byte(text), headers, Base64, "key", requestconfig.WithValueSetting("key", key))
}

func TestASignedPayloadIsRead(t *testing.T) {
	headers := testutil.SignedHeaders(payload, time.Now())
	got, err := unwrapped(headers, testutil.WebhookKey, payload)
	if err != nil || got.ID != "e1" {
		t.Fatalf("got %v %v", got, err)
	}
	headers.Set("webhook-signature", "v1a,xx v1,!! "+headers.Get("webhook-signature"))
	if _, err := unwrapped(headers, testutil.WebhookKey, payload); err != nil {
		t.Errorf("one of several signatures is right, but got %v", err)
	}
}

// The example of the specification of Standard Webhooks.
func TestTheSignatureIsThatOfTheStandard(t *testing.T) {
	headers := http.Header{}
	headers.Set("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
	headers.Set("webhook-timestamp", "1614265330")
	headers.Set("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
	secret, err := Base64("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err == nil {
		err = verify([]byte(`{"test": 2432232314}`), headers, secret, time.Unix(1614265330, 0))
	}
	if err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotSignedIsRefused(t *testing.T) {
	good := testutil.SignedHeaders(payload, time.Now())
	without := func(name, value string) http.Header {
		changed := good.Clone()
		changed.Del(name)
		if value != "" {
			changed.Set(name, value)
		}
		return changed
	}
	for name, c := range map[string]struct {
		headers http.Header
		key     string
		payload string
		want    string
	}{
		"no key":              {good, "", payload, "key"},
		"no readable key":     {good, "whsec_!", payload, "key"},
		"another key":         {good, testutil.OtherWebhookKey, payload, "signature"},
		"another payload":     {good, testutil.WebhookKey, payload + " ", "signature"},
		"no id":               {without("webhook-id", ""), testutil.WebhookKey, payload, "headers"},
		"another id":          {without("webhook-id", "1"), testutil.WebhookKey, payload, "signature"},
		"no timestamp":        {without("webhook-timestamp", ""), testutil.WebhookKey, payload, "headers"},
		"a timestamp of text": {without("webhook-timestamp", "x"), testutil.WebhookKey, payload, "timestamp"},
		"no signature":        {without("webhook-signature", ""), testutil.WebhookKey, payload, "headers"},
		"another version":     {without("webhook-signature", strings.Replace(good.Get("webhook-signature"), "v1", "v2", 1)), testutil.WebhookKey, payload, "signature"},
		"an old one":          {testutil.SignedHeaders(payload, time.Now().Add(-6*time.Minute)), testutil.WebhookKey, payload, "timestamp"},
		"one from the future": {testutil.SignedHeaders(payload, time.Now().Add(6*time.Minute)), testutil.WebhookKey, payload, "timestamp"},
		"no JSON":             {testutil.SignedHeaders("x", time.Now()), testutil.WebhookKey, "x", "payload"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := unwrapped(c.headers, c.key, c.payload); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v and the error %v, want one about the %s", got, err, c.want)
			}
		})
	}
}
