package requestconfig

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"
)

// answer is what became of one attempt: a response, whose content is read where the call gives out nothing else, or an error.
type answer struct {
	response *http.Response
	content  []byte
	err      error
	cancel   context.CancelFunc
}

// receive sends the request of one attempt. What fails while the content is read has failed as a whole.
func (cfg *RequestConfig) receive(send MiddlewareNext, request *http.Request, cancel context.CancelFunc) *answer {
	response, err := send(request)
	got := &answer{response: response, err: err, cancel: cancel}
	if err != nil || response == nil {
		if err == nil {
			got.err = errors.New("there is neither a response nor an error")
		}
		got.err = cfg.cause(got.err)
		return got
	}
	if response.Body == nil {
		response.Body = http.NoBody
	}
	// The deadline of the attempt also bounds the reading of the body.
	response.Body = &watchedBody{response.Body, request.Context(), cancel}
	if _, isRaw := cfg.ResponseBodyInto.(**http.Response); isRaw || cfg.ResponseBodyInto == nil || !got.isGood() {
		return got
	}
	got.content, err = readAll(response)
	_ = response.Body.Close()
	if err != nil {
		got.err = cfg.cause(err)
		return got
	}
	if cfg.ResponseInto != nil || cfg.Middlewares != nil {
		// Whoever has the response can read its body again.
		response.Body = io.NopCloser(bytes.NewReader(got.content))
	}
	return got
}

// cause returns the end of the call's context where that is why something failed.
func (cfg *RequestConfig) cause(err error) error {
	if cause := cfg.Context.Err(); cause != nil {
		return cause
	}
	return err
}

// isGood reports whether the API has done what it was asked for.
func (a *answer) isGood() bool { return a.response.StatusCode >= 200 && a.response.StatusCode < 300 }

// retried reports whether another attempt may succeed.
func (a *answer) retried() bool {
	if a.err != nil {
		return shouldRetry(nil, a.err)
	}
	return shouldRetry(a.response, nil)
}

// delay returns the wait before another attempt; what is broken says nothing of that.
func (a *answer) delay(attempt int) time.Duration {
	if a.err != nil {
		return retryDelay(nil, attempt)
	}
	return retryDelay(a.response, attempt)
}

// discard lets the connection be used again when little is left to read, and closes it otherwise.
func (a *answer) discard() {
	defer a.cancel()
	if a.response == nil || a.response.Body == nil {
		return
	}
	if a.err == nil && 0 < a.response.ContentLength && a.response.ContentLength <= 4096 {
		_, _ = io.Copy(io.Discard, a.response.Body)
	}
	_ = a.response.Body.Close()
}

// The first piece and the largest ones that a body of unknown length is read in.
const (
	firstPiece   = 512
	largestPiece = 4 << 20
)

// readAll reads a body in pieces that are joined once, so that it takes its size twice at most.
func readAll(response *http.Response) ([]byte, error) {
	size := firstPiece
	if length := response.ContentLength; 0 < length && length < largestPiece {
		// one more, to see that it ends
		size = int(length) + 1
	}
	var full [][]byte
	piece := make([]byte, 0, size)
	for {
		if len(piece) == cap(piece) {
			full = append(full, piece)
			piece = make([]byte, 0, min(2*cap(piece), largestPiece))
		}
		n, err := response.Body.Read(piece[len(piece):cap(piece)])
		piece = piece[:len(piece)+n]
		switch {
		case err == io.EOF && full == nil:
			return piece, nil
		case err == io.EOF:
			return slices.Concat(append(full, piece)...), nil
		case err != nil:
			return nil, err
		}
	}
}

// watchedBody says why it broke, and ends the context of the attempt when it is over.
type watchedBody struct {
	io.ReadCloser
	ctx    context.Context
	cancel context.CancelFunc
}

// Read reads on. A context that is over is the cause of whatever fails then.
func (b *watchedBody) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	if err == nil || err == io.EOF {
		return n, err
	}
	if cause := b.ctx.Err(); cause != nil {
		err = cause
	}
	b.cancel()
	return n, fmt.Errorf("error reading response body: %w", err)
}

// Close closes the body.
func (b *watchedBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}
