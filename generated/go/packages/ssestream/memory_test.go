package ssestream

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/anthropics/anthropic-sdk-go/internal/apijson"
	"github.com/anthropics/anthropic-sdk-go/packages/respjson"
)

// large is a struct as unions of many events are.
type large struct {
	N     int64            `json:"n"`
	Items []int64          `json:"items"`
	Sizes map[string]int64 `json:"sizes"`
	Room  [1000]int64      `json:"-"`
	JSON  struct {
		N, Items, Sizes respjson.Field
		raw             string
	} `json:"-"`
}

func (l large) RawJSON() string                  { return l.JSON.raw }
func (l *large) UnmarshalJSON(data []byte) error { return apijson.UnmarshalRoot(data, l) }

func delta(data string) string { return "event: delta\ndata: " + data + "\n\n" }

func TestWhatWasGivenOutStaysAsItIs(t *testing.T) {
	var text strings.Builder
	for n := range 5 {
		fmt.Fprintf(&text, "%s", delta(fmt.Sprintf(`{"n":%d,"items":[%d,1],"sizes":{"a":%d}}`, n, n, n)))
	}
	response, _ := answer(text.String() + delta("{}"))
	stream := NewStream[large](NewDecoder(response), nil)
	var got []large
	for stream.Next() {
		got = append(got, stream.Current())
	}
	if len(got) != 6 {
		t.Fatalf("got %d events and the error %v", len(got), stream.Err())
	}
	for n, event := range got[:5] {
		if event.N != int64(n) || event.Items[0] != int64(n) || event.Sizes["a"] != int64(n) || event.JSON.N.Raw() != fmt.Sprint(n) {
			t.Errorf("the event %d became %d, %v, %v", n, event.N, event.Items, event.Sizes)
		}
	}
	if last := got[5]; last.N != 0 || last.Items != nil || last.Sizes != nil || last.JSON.N.Raw() != "" || last.RawJSON() != "{}" {
		t.Errorf("an event without properties has %d, %v, %v", last.N, last.Items, last.Sizes)
	}
}

func TestDataThatWereGivenOutStayAsTheyAre(t *testing.T) {
	text := delta("first") + delta("other") + delta("third") + "event: delta\n\n" + "event: delta\ndata: cut off"
	response, _ := answer(text)
	decoder := NewDecoder(response)
	var got [][]byte
	for decoder.Next() {
		got = append(got, decoder.Event().Data)
	}
	if string(bytes.Join(got, []byte(","))) != "first,other,third," || got[3] != nil || decoder.Event().Data != nil {
		t.Errorf("got %q and %q", got, decoder.Event().Data)
	}
	response, _ = answer(text)
	var events []Event
	for stream := NewStream[Event](NewDecoder(response), nil); stream.Next(); {
		events = append(events, stream.Current())
	}
	if string(events[0].Data) != "first" || string(events[1].Data) != "other" || events[1].Type != "delta" {
		t.Errorf("got %v", events)
	}
}

func TestWhatCannotBeReadLeavesTheEventBefore(t *testing.T) {
	response, _ := answer(delta(`{"n":1,"items":[1]}`) + delta(`{"n":2,"items":[2]`) + delta(`{"n":3}`))
	stream := NewStream[large](NewDecoder(response), nil)
	for stream.Next() {
	}
	if stream.Err() == nil || stream.Current().N != 1 || stream.Current().Items[0] != 1 {
		t.Errorf("got %d, %v and the error %v", stream.Current().N, stream.Current().Items, stream.Err())
	}
	response, _ = answer(delta("whole one") + "event: delta\ndata: cut off\n")
	decoder := NewDecoder(response)
	for decoder.Next() {
	}
	if got := string(decoder.Event().Data); got != "whole one" {
		t.Errorf("got %q", got)
	}
}

func TestLargeEventsTakeLittleMemory(t *testing.T) {
	const count = 1000
	response, _ := answer(strings.Repeat(delta(`{"n":1}`), count))
	stream := NewStream[large](NewDecoder(response), nil)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for stream.Next() {
	}
	runtime.ReadMemStats(&after)
	// the struct has 8 kB, its text 8 bytes
	if each := (after.TotalAlloc - before.TotalAlloc) / count; each > 1000 || stream.Current().N != 1 {
		t.Errorf("each event takes %d bytes", each)
	}
}

// Looking for its end from its start whenever a byte more has come takes minutes.
func TestALongLineThatComesByteByByteIsLookedAtOnce(t *testing.T) {
	for _, end := range []string{"\n", "\r"} {
		response, content := answer("")
		content.Reader = iotest.OneByteReader(strings.NewReader("data: " + strings.Repeat("x", 4<<20) + end + end + "data: 1" + end + end))
		decoder := NewDecoder(response)
		if !decoder.Next() || len(decoder.Event().Data) != 4<<20 || !decoder.Next() || string(decoder.Event().Data) != "1" {
			t.Errorf("%q: got %d bytes and the error %v", end, len(decoder.Event().Data), decoder.Err())
		}
	}
}

func TestTheEndOfALineIsTheFirstOfBoth(t *testing.T) {
	for _, length := range []int{0, 1, firstWindow - 1, firstWindow, firstWindow + 1, 3*firstWindow - 1, 3 * firstWindow, 5000} {
		for _, rest := range []string{"\nx\r", "\rx\n", "\r\n", "\n", "\r"} {
			line := strings.Repeat("x", length)
			for from := 0; from <= length; from += max(1, length/7) {
				if got := lineEnd([]byte(line+rest+line), from); got != length {
					t.Errorf("%d bytes and %q, from %d on: got %d", length, rest, from, got)
				}
			}
			if got := lineEnd([]byte(line), 0); got != -1 {
				t.Errorf("%d bytes: got %d", length, got)
			}
		}
	}
}
