package requestconfig

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
)

// What is larger and was packed this well is no answer but an attack: in bytes, and as a ratio.
const (
	largeContent = 100 << 20
	bombRatio    = 100
)

var errBomb = errors.New("the body of the response is a decompression bomb")

// unpacker asks for compressed answers in place of the transport, which unpacks them without limits.
type unpacker struct{ transport *http.Transport }

// unpacking returns the transport of a client with limits on what it unpacks, or as it is where it does not unpack.
func unpacking(client *http.Client) http.RoundTripper {
	transport := client.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	if standard, ok := transport.(*http.Transport); ok && !standard.DisableCompression {
		return unpacker{standard}
	}
	return client.Transport
}

// RoundTrip makes one exchange. Whoever asks for an encoding, or a part, unpacks it too.
func (u unpacker) RoundTrip(request *http.Request) (*http.Response, error) {
	header := request.Header
	if request.Method == http.MethodHead || header.Get("Accept-Encoding") != "" || header.Get("Range") != "" {
		return u.transport.RoundTrip(request)
	}
	asking := request.WithContext(request.Context())
	asking.Header = maps.Clone(header)
	asking.Header.Set("Accept-Encoding", "gzip")
	response, err := u.transport.RoundTrip(asking)
	if err != nil {
		return nil, err
	}
	response.Request = request
	if response.ContentLength != 0 && strings.EqualFold(response.Header.Get("Content-Encoding"), "gzip") {
		response.Header.Del("Content-Encoding")
		response.Header.Del("Content-Length")
		response.ContentLength = -1
		response.Uncompressed = true
		response.Body = &unpacked{packed: response.Body}
	}
	return response, nil
}

// CheckEncoding returns an error where a body is still packed, in a way that was not asked for.
func CheckEncoding(response *http.Response) error {
	encoding := response.Header.Get("Content-Encoding")
	if encoding == "" || strings.EqualFold(encoding, "identity") {
		return nil
	}
	return fmt.Errorf("error parsing response: its encoding is %q, which was not asked for", encoding)
}

// unpacked is the body of a compressed answer.
type unpacked struct {
	packed io.ReadCloser
	reader *gzip.Reader
	err    error
	taken  int64
	given  int64
}

func (u *unpacked) Read(into []byte) (int, error) {
	if u.reader == nil && u.err == nil {
		u.reader, u.err = gzip.NewReader(counting{u})
	}
	if u.err != nil {
		return 0, u.err
	}
	n, err := u.reader.Read(into)
	u.given += int64(n)
	if u.given > largeContent && u.given > u.taken*bombRatio {
		n, err = 0, errBomb
	}
	u.err = err
	return n, err
}

func (u *unpacked) Close() error { return u.packed.Close() }

// counting reads the packed body, and counts what it takes.
type counting struct{ *unpacked }

func (c counting) Read(into []byte) (int, error) {
	n, err := c.packed.Read(into)
	c.taken += int64(n)
	return n, err
}
