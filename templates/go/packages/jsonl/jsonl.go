// Package jsonl reads JSON values that come one a line.
package jsonl

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"net/http"

	"bessemer.invalid/module/internal/apijson"
	"bessemer.invalid/module/internal/requestconfig"
)

// Stream gives out the lines of a response, each as a T. Close it when it is left before its end.
type Stream[T any] struct {
	body  io.ReadCloser
	lines *bufio.Reader
	turns apijson.Turns[T]
	err   error
	done  bool
}

// NewStream returns the stream of a response. The error is that of the call; then there are no lines.
func NewStream[T any](res *http.Response, err error) *Stream[T] {
	s := &Stream[T]{err: err}
	if res != nil && res.Body != nil {
		if s.err == nil {
			s.err = requestconfig.CheckEncoding(res)
		}
		s.body, s.lines = res.Body, bufio.NewReaderSize(res.Body, 32<<10)
	}
	return s
}

// Next waits for the next line; false at the end, or after an error. Blank lines are passed over.
func (s *Stream[T]) Next() bool {
	for s.err == nil && !s.done && s.lines != nil {
		line, err := s.lines.ReadBytes('\n')
		if text := bytes.TrimSpace(line); len(text) > 0 && (err == nil || err == io.EOF) {
			if err := apijson.ReceiveFirst(text, s.turns.Next()); err != nil {
				s.err = fmt.Errorf("error parsing a line of the stream: %w", err)
				break
			}
			s.turns.Turn()
			return true
		}
		if err == io.EOF {
			break
		}
		s.err = err
	}
	_ = s.Close()
	return false
}

// Current returns the value that Next has gone to.
func (s *Stream[T]) Current() T { return s.turns.Current() }

// Err returns the error that has ended the stream, nil where it has ended by itself.
func (s *Stream[T]) Err() error { return s.err }

// Close gives the connection back; no more values come.
func (s *Stream[T]) Close() error {
	if s.body == nil || s.done {
		return nil
	}
	s.done = true
	return s.body.Close()
}

// All returns the values for a range loop, and closes the stream after it. An error comes last.
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
