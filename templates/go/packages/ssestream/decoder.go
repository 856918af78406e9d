// Package ssestream reads server-sent events as they arrive.
package ssestream

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"bessemer.invalid/module/internal/requestconfig"
)

const (
	// maxLine bounds a line of a stream: 32 MiB.
	maxLine = 32 << 20
	// largestSpare bounds the memory that is kept for data to come: 64 KiB.
	largestSpare = 64 << 10
)

// Event is a server-sent event.
type Event struct {
	// Type is the name of the event, "" where it has none.
	Type string
	// Data is what it carries; several lines are joined by newlines.
	Data []byte
	// ID is the last id that the stream has given.
	ID string
	// Retry is the wait before a new connection in milliseconds, where the event says it.
	Retry int
	// saysRetry: a wait of zero is one too.
	saysRetry bool
}

// Decoder takes events from a response.
type Decoder interface {
	// Event returns the event that Next has gone to.
	Event() Event
	// Next waits for the next event; false at the end, or after an error.
	Next() bool
	// Close gives the connection back.
	Close() error
	// Err returns the error that has ended the stream, nil where it has ended by itself.
	Err() error
}

var decoders sync.Map

// RegisterDecoder makes streams of a content type read by another decoder.
func RegisterDecoder(contentType string, decoder func(io.ReadCloser) Decoder) {
	decoders.Store(strings.ToLower(contentType), decoder)
}

// NewDecoder returns the decoder for a response: one that was registered for its content type, or that of server-sent events.
func NewDecoder(res *http.Response) Decoder {
	if res == nil || res.Body == nil {
		return nil
	}
	contentType := res.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(contentType); err == nil {
		contentType = media
	}
	if made, ok := decoders.Load(strings.ToLower(contentType)); ok {
		return made.(func(io.ReadCloser) Decoder)(res.Body)
	}
	decoder := &eventDecoder{response: res, lines: bufio.NewScanner(res.Body), err: requestconfig.CheckEncoding(res)}
	decoder.lines.Buffer(nil, maxLine)
	decoder.lines.Split(decoder.split)
	return decoder
}

// eventDecoder reads events by the rules of WHATWG HTML, section 9.2.6.
type eventDecoder struct {
	response *http.Response
	lines    *bufio.Scanner
	event    Event
	// spare is where the data of the next event go; then those of this one are spare.
	spare   []byte
	id      string
	err     error
	started bool
	// afterCR tells that a line feed at the front belongs to the line before.
	afterCR bool
	// scanned counts the bytes of the line to come that are known not to end it.
	scanned int
}

func (d *eventDecoder) Event() Event { return owned(d.event) }

// lent returns the event with data that hold until the event after the next is read.
func (d *eventDecoder) lent() Event { return d.event }

// owned returns an event with data of its own.
func owned(event Event) Event {
	event.Data = append([]byte(nil), event.Data...)
	return event
}

func (d *eventDecoder) Err() error { return cmp.Or(d.err, d.lines.Err()) }

func (d *eventDecoder) Close() error { return d.response.Body.Close() }

// Next reads lines to the blank one that ends an event. What is cut off before that is no event.
func (d *eventDecoder) Next() bool {
	event := Event{Data: d.spare}
	var seen, hasData bool
	for d.err == nil && d.lines.Scan() {
		line := d.lines.Bytes()
		if !d.started {
			line, d.started = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")), true
		}
		if len(line) == 0 {
			if !seen {
				continue
			}
			event.ID = d.id
			d.spare = nil
			if cap(d.event.Data) <= largestSpare {
				d.spare = d.event.Data[:0]
			}
			d.event = event
			return true
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch string(name) {
		case "event":
			event.Type, seen = again(d.event.Type, value), true
		case "data":
			if hasData {
				event.Data = append(event.Data, '\n')
			}
			event.Data = append(event.Data, value...)
			seen, hasData = true, true
		case "id":
			if bytes.IndexByte(value, 0) < 0 {
				d.id = again(d.id, value)
			}
		case "retry":
			if wait, err := strconv.Atoi(string(value)); err == nil && wait >= 0 {
				event.Retry, event.saysRetry, seen = wait, true, true
			}
		}
	}
	return false
}

// again returns a text as a string: the one before where it is the same, which takes no memory.
func again(before string, text []byte) string {
	if string(text) == before {
		return before
	}
	return string(text)
}

// split finds lines that end in a line feed, a carriage return, or both.
func (d *eventDecoder) split(data []byte, atEOF bool) (advance int, token []byte, err error) {
	from := 0
	if d.afterCR && len(data) > 0 {
		d.afterCR = false
		if data[0] == '\n' {
			from = 1
		}
	}
	line := data[from:]
	at := lineEnd(line, d.scanned)
	if at < 0 {
		if atEOF && len(line) > 0 {
			return len(data), line, nil
		}
		d.scanned = len(line)
		return from, nil, nil
	}
	d.scanned = 0
	d.afterCR = line[at] == '\r'
	return from + at + 1, line[:at], nil
}

// firstWindow is how much of a line is looked at first, in bytes.
const firstWindow = 256

// lineEnd returns where a line ends, -1 where its end is still to come. It looks from one place on, in windows that grow, so that
// neither of the two ends is looked for far behind the other.
func lineEnd(data []byte, from int) int {
	for size := firstWindow; from < len(data); size *= 2 {
		window := data[from:min(from+size, len(data))]
		at := bytes.IndexByte(window, '\n')
		if at >= 0 {
			window = window[:at]
		}
		if cr := bytes.IndexByte(window, '\r'); cr >= 0 {
			at = cr
		}
		if at >= 0 {
			return from + at
		}
		from += len(window)
	}
	return -1
}
