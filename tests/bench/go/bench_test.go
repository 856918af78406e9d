// Measures an SDK of the Anthropic API, ours or the published one, without a network.
package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

const (
	message = `{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-6","content":[{"type":"text","text":"Hello"}],` +
		`"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":20}}`
	batch = `{"id":"msgbatch_%d","type":"message_batch","processing_status":"ended","created_at":"2024-08-20T18:37:24.100435Z",` +
		`"expires_at":"2024-08-20T18:37:24.100435Z","ended_at":"2024-08-20T18:37:24.100435Z","archived_at":null,"cancel_initiated_at":null,` +
		`"request_counts":{"canceled":10,"errored":30,"expired":10,"processing":100,"succeeded":50},"results_url":"https://example.com/%d"}`
	delta = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"word %d \"}}\n\n"
)

type answer struct {
	kind string
	body []byte
}

func (a answer) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Body != nil {
		_, _ = io.Copy(io.Discard, request.Body)
	}
	return &http.Response{
		StatusCode: 200, Header: http.Header{"Content-Type": {a.kind}}, Request: request,
		Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)),
	}, nil
}

func client(kind, body string) anthropic.Client {
	return anthropic.NewClient(
		option.WithAPIKey("k"), option.WithBaseURL("http://localhost"),
		option.WithHTTPClient(&http.Client{Transport: answer{kind, []byte(body)}}),
	)
}

func many(pattern string, count, arguments int, between string) string {
	parts := make([]string, count)
	for i := range parts {
		parts[i] = fmt.Sprintf(pattern, []any{i, i}[:arguments]...)
	}
	return strings.Join(parts, between)
}

func asked() anthropic.MessageNewParams {
	content := []anthropic.ContentBlockParamUnion{{OfText: &anthropic.TextBlockParam{Text: "Hello"}}}
	return anthropic.MessageNewParams{
		Model: "claude-opus-4-6", MaxTokens: 100,
		Messages: []anthropic.MessageParam{{Role: anthropic.MessageParamRoleUser, Content: content}},
	}
}

func BenchmarkCall(b *testing.B) {
	c := client("application/json", message)
	b.ReportAllocs()
	for range b.N {
		found, err := c.Messages.New(context.Background(), asked())
		if err != nil || found.Content[0].Text != "Hello" {
			b.Fatal(err)
		}
	}
}

func BenchmarkPageOf10000(b *testing.B) {
	c := client("application/json", `{"data":[`+many(batch, 10000, 2, ",")+`],"has_more":false,"first_id":"a","last_id":"b"}`)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		page, err := c.Messages.Batches.List(context.Background(), anthropic.MessageBatchListParams{})
		if err != nil || len(page.Data) != 10000 || page.Data[9999].RequestCounts.Errored != 30 {
			b.Fatal(err)
		}
	}
}

func BenchmarkStreamOf5000(b *testing.B) {
	c := client("text/event-stream", many(delta, 5000, 1, ""))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		stream := c.Messages.NewStreaming(context.Background(), asked())
		events := 0
		for stream.Next() {
			if stream.Current().Delta.Text != "" {
				events++
			}
		}
		if stream.Err() != nil || events != 5000 {
			b.Fatal(stream.Err(), events)
		}
	}
}
