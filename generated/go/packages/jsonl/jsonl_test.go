package jsonl

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

type body struct {
	io.Reader
	closed int
}

func (b *body) Close() error { b.closed++; return nil }

func read(text string) (got []int64, err error, closed int) {
	content := &body{Reader: strings.NewReader(text)}
	stream := NewStream[struct {
		N int64 `json:"n"`
	}](&http.Response{Body: content}, nil)
	for stream.Next() {
		got = append(got, stream.Current().N)
	}
	return got, stream.Err(), content.closed
}

func TestEachLineIsAValue(t *testing.T) {
	for _, text := range []string{"{\"n\":1}\n{\"n\":2}\n", "{\"n\":1}\r\n\n  \n{\"n\":2}"} {
		if got, err, closed := read(text); !slices.Equal(got, []int64{1, 2}) || err != nil || closed != 1 {
			t.Errorf("got %v, the error %v, closed %d times", got, err, closed)
		}
	}
}

func TestALineMayBeLong(t *testing.T) {
	got, err, _ := read(`{"text":"` + strings.Repeat("x", 1<<20) + `","n":1}` + "\n{\"n\":2}\n")
	if !slices.Equal(got, []int64{1, 2}) || err != nil {
		t.Errorf("got %v and the error %v", got, err)
	}
}

func TestALineThatIsNoJSONIsAnError(t *testing.T) {
	if got, err, closed := read("{\"n\":1}\n{\"n\":\n{\"n\":3}\n"); len(got) != 1 || err == nil || closed != 1 {
		t.Errorf("got %v, the error %v, closed %d times", got, err, closed)
	}
}

func TestABodyThatBreaksOffIsAnError(t *testing.T) {
	broken := errors.New("broken")
	content := io.MultiReader(strings.NewReader("1\n2"), failing{broken})
	var got []int64
	var last error
	for value, err := range NewStream[int64](&http.Response{Body: io.NopCloser(content)}, nil).All() {
		got, last = append(got, value), err
	}
	if !slices.Equal(got, []int64{1, 0}) || last != broken {
		t.Errorf("got %v, ending with %v", got, last)
	}
}

func TestTheErrorOfTheCallIsThatOfTheStream(t *testing.T) {
	failed := errors.New("failed")
	stream := NewStream[int64](nil, failed)
	if stream.Next() || stream.Err() != failed || stream.Close() != nil {
		t.Errorf("got the error %v", stream.Err())
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
