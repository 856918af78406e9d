package ssestream

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"slices"

	"bessemer.invalid/module/internal/apierror"
	"bessemer.invalid/module/internal/apijson"
)

// Stream gives out the events of a response, each as a T. Close it when it is left before its end.
type Stream[T any] struct {
	decoder Decoder
	turns   apijson.Turns[T]
	err     error
	done    bool
	whole   bool
}

// NewStream returns the stream of what the events carry. The error is that of the call; then there are no events.
func NewStream[T any](decoder Decoder, err error) *Stream[T] {
	return &Stream[T]{decoder: decoder, err: err}
}

// NewEventStream returns a stream whose T is a whole event: an object with its event, id, retry and data.
func NewEventStream[T any](decoder Decoder, err error) *Stream[T] {
	return &Stream[T]{decoder: decoder, err: err, whole: true}
}

// Next waits for the next event; false at the end, or after an error.
func (s *Stream[T]) Next() bool {
	if s.err != nil || s.done || s.decoder == nil {
		return false
	}
	for s.decoder.Next() {
		event := s.event()
		switch handle, failure := judge(event); handle {
		case "yield":
			if s.err = s.read(event); s.err != nil {
				_ = s.Close()
				return false
			}
			return true
		case "error":
			s.err = errorOf(s.decoder, bytes.Clone(failure))
			_ = s.Close()
			return false
		case "done":
			_ = s.Close()
			return false
		}
	}
	s.err = s.decoder.Err()
	_ = s.Close()
	return false
}

// Current returns the event that Next has gone to.
func (s *Stream[T]) Current() T { return s.turns.Current() }

// Err returns the error that has ended the stream, nil where it has ended by itself.
func (s *Stream[T]) Err() error { return s.err }

// Close gives the connection back; no more events come.
func (s *Stream[T]) Close() error {
	if s.decoder == nil || s.done {
		return nil
	}
	s.done = true
	return s.decoder.Close()
}

// All returns the events for a range loop, and closes the stream after it. An error comes last.
func (s *Stream[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		defer func() { _ = s.Close() }()
		for s.Next() {
			if !yield(s.Current(), nil) {
				return
			}
		}
		if s.err != nil {
			var none T
			yield(none, s.err)
		}
	}
}

// event returns the event that the decoder has gone to, without taking memory for its data where that can be done.
func (s *Stream[T]) event() Event {
	if lender, ok := s.decoder.(interface{ lent() Event }); ok {
		return lender.lent()
	}
	return s.decoder.Event()
}

func (s *Stream[T]) read(event Event) error {
	switch into := any(s.turns.Next()).(type) {
	case *Event:
		*into = owned(event)
	case *string:
		*into = string(event.Data)
	default:
		data := event.Data
		if s.whole {
			data = whole(event)
		}
		if err := apijson.ReceiveFirst(data, into); err != nil {
			return fmt.Errorf("error parsing an event of the stream: %w", err)
		}
	}
	s.turns.Turn()
	return nil
}

// whole returns an event as JSON. Data that is not JSON is text.
func whole(event Event) []byte {
	made := map[string]any{"data": string(event.Data)}
	if json.Valid(event.Data) {
		made["data"] = json.RawMessage(event.Data)
	}
	if event.Type != "" {
		made["event"] = event.Type
	}
	if event.ID != "" {
		made["id"] = event.ID
	}
	if event.Retry > 0 || event.saysRetry {
		made["retry"] = event.Retry
	}
	data, _ := json.Marshal(made)
	return data
}

// rule says what is done with the events that match all that it says.
type rule struct {
	// handle is yield, done, error or continue.
	handle string
	// names are those of the events, "" for one without a name; no list at all is any event.
	names []string
	// startsWith is how their data begins.
	startsWith string
	// errorProperty is a property of the data that is an error where it holds anything.
	errorProperty string
}

// judge says what is done with an event, and of an error what it says.
func judge(event Event) (handle string, failure []byte) {
	if len(rules) == 0 {
		switch {
		case string(event.Data) == "[DONE]":
			return "done", nil
		case len(event.Data) == 0:
			return "continue", nil
		}
		return "yield", nil
	}
	for _, rule := range rules {
		if rule.names != nil && !slices.Contains(rule.names, event.Type) || !bytes.HasPrefix(event.Data, []byte(rule.startsWith)) {
			continue
		}
		if rule.errorProperty != "" {
			if raw, ok := apijson.At(string(event.Data), rule.errorProperty); ok && raw != "null" {
				return "error", []byte(raw)
			}
		}
		return rule.handle, event.Data
	}
	return "continue", nil
}

// errorOf returns what an event that is an error says, as an error of the API where the request is known.
func errorOf(decoder Decoder, said []byte) error {
	if known, ok := decoder.(interface{ answer() *http.Response }); ok && known.answer().Request != nil {
		return apierror.OfEvent(known.answer(), said)
	}
	return fmt.Errorf("received an error while streaming: %s", said)
}

func (d *eventDecoder) answer() *http.Response { return d.response }
