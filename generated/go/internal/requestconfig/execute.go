package requestconfig

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// Execute sends the request, again where that helps, and fills what was asked for.
func (cfg *RequestConfig) Execute() error {
	send, err := cfg.handler()
	if err != nil {
		return err
	}
	if err := cfg.chooseCredentials(); err != nil {
		return err
	}
	target, err := cfg.target()
	if err != nil {
		return err
	}
	if err := checkHeaders(cfg.Request.Header); err != nil {
		return err
	}
	for attempt := 0; ; attempt++ {
		request, cancel := cfg.attempt(attempt)
		request.URL, request.Host = target, hostOf(cfg.Request, target.Host)
		if err := cfg.body.attach(request); err != nil {
			cancel()
			return err
		}
		answer := cfg.receive(send, request, cancel)
		if cfg.Context.Err() == nil && attempt < cfg.MaxRetries && cfg.body.rewindable() && answer.retried() {
			wait := answer.delay(attempt)
			answer.discard()
			if err := Sleep(cfg.Context, wait); err != nil {
				return err
			}
			continue
		}
		return cfg.finish(request, answer)
	}
}

// handler returns the chain of middlewares that ends at the network.
func (cfg *RequestConfig) handler() (MiddlewareNext, error) {
	doer := cfg.HTTPDoer
	if client, ok := doer.(*http.Client); ok {
		if client == nil {
			return nil, errors.New("the HTTP client is nil")
		}
		doer = guarded(client)
	}
	if doer == nil {
		return nil, errors.New("the HTTP client is nil")
	}
	next := doer.Do
	for i := len(cfg.Middlewares) - 1; i >= 0; i-- {
		middleware, inner := cfg.Middlewares[i], next
		next = func(request *http.Request) (*http.Response, error) { return middleware(request, inner) }
	}
	return next, nil
}

// attempt returns the request of one attempt, counted from 0, with its own deadline.
func (cfg *RequestConfig) attempt(number int) (*http.Request, context.CancelFunc) {
	ctx, cancel := cfg.bounded()
	request := cfg.Request.WithContext(ctx)
	if number > 0 || !cfg.keepsHeaders() {
		request.Header = request.Header.Clone()
	}
	// Another value, or none, is the wish of the user.
	if number > 0 && request.Header.Get(retryCountHeader) == "0" {
		request.Header.Set(retryCountHeader, strconv.Itoa(number))
	}
	if cfg.RequestTimeout > 0 && request.Header.Values(timeoutHeader) == nil {
		request.Header.Set(timeoutHeader, strconv.Itoa(int(cfg.RequestTimeout.Seconds())))
	}
	return request, cancel
}

// bounded returns the context of one attempt.
func (cfg *RequestConfig) bounded() (context.Context, context.CancelFunc) {
	if cfg.RequestTimeout > 0 {
		if deadline, ok := cfg.Context.Deadline(); !ok || time.Until(deadline) > cfg.RequestTimeout {
			return context.WithTimeout(cfg.Context, cfg.RequestTimeout)
		}
	}
	return context.WithCancel(cfg.Context)
}

// keepsHeaders reports whether nothing that sees an attempt changes its headers, so that it needs no copy of them.
func (cfg *RequestConfig) keepsHeaders() bool {
	client, ok := cfg.HTTPDoer.(*http.Client)
	return ok && client.Jar == nil && cfg.Middlewares == nil
}

// hostOf keeps a Host that a user has set on the request.
func hostOf(request *http.Request, host string) string {
	if request.Host != "" {
		return request.Host
	}
	return host
}

// Sleep waits before another attempt. Whoever tests calls can put another in its place.
var Sleep = func(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
