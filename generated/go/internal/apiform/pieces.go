package apiform

import (
	"bytes"
	"io"
	"mime/multipart"
)

// mostHeld bounds what is held of a file: one that is larger is read while it is sent.
const mostHeld = 8 << 20

// Multipart is a multipart form in the pieces that it is sent in: text, and files that are too large to be held.
type Multipart struct {
	// ContentType is the media type of the form.
	ContentType string

	writer *multipart.Writer
	text   *bytes.Buffer
	pieces []piece
	closed bool
}

// piece is text, a part of a file that can be read any number of times, or what is left of a reader.
type piece struct {
	text []byte
	file io.ReaderAt
	from int64
	size int64
	rest io.Reader
}

func newMultipart() *Multipart {
	text := new(bytes.Buffer)
	writer := multipart.NewWriter(text)
	return &Multipart{ContentType: writer.FormDataContentType(), writer: writer, text: text}
}

// AddField adds a field. Nothing can be added to a form that was opened.
func (m *Multipart) AddField(name, value string) error { return m.writer.WriteField(name, value) }

// Empty reports whether there is no field.
func (m *Multipart) Empty() bool { return m.text.Len() == 0 && len(m.pieces) == 0 }

// Rewindable reports whether the form can be opened again.
func (m *Multipart) Rewindable() bool {
	for _, piece := range m.pieces {
		if piece.rest != nil {
			return false
		}
	}
	return true
}

// Size returns the length of the form in bytes, -1 where it is not known.
func (m *Multipart) Size() int64 {
	m.close()
	var size int64
	for _, piece := range m.pieces {
		if piece.rest != nil {
			return -1
		}
		size += int64(len(piece.text)) + piece.size
	}
	return size
}

// Open returns a reader of the whole form; those of a form that is rewindable do not get in each other's way.
func (m *Multipart) Open() io.Reader {
	m.close()
	readers := make([]io.Reader, 0, len(m.pieces))
	for _, piece := range m.pieces {
		switch {
		case piece.rest != nil:
			readers = append(readers, piece.rest)
		case piece.file != nil:
			readers = append(readers, io.NewSectionReader(piece.file, piece.from, piece.size))
		default:
			readers = append(readers, bytes.NewReader(piece.text))
		}
	}
	return io.MultiReader(readers...)
}

func (m *Multipart) close() {
	if !m.closed {
		m.closed = true
		_ = m.writer.Close()
		m.flush()
	}
}

func (m *Multipart) flush() {
	if m.text.Len() > 0 {
		m.pieces = append(m.pieces, piece{text: bytes.Clone(m.text.Bytes())})
		m.text.Reset()
	}
}

// add adds the content of a file.
func (m *Multipart) add(file io.Reader) error {
	if large, ok := largeFile(file); ok {
		m.flush()
		m.pieces = append(m.pieces, large)
		return nil
	}
	if _, err := io.CopyN(m.text, file, mostHeld); err == io.EOF {
		return nil
	} else if err != nil {
		return err
	}
	m.flush()
	m.pieces = append(m.pieces, piece{rest: file})
	return nil
}

// largeFile returns what is left of a file that can be read at any place, where that is more than is held.
func largeFile(file io.Reader) (piece, bool) {
	if wrapped, ok := file.(interface{ Unwrap() io.Reader }); ok {
		file = wrapped.Unwrap()
	}
	at, isAnywhere := file.(io.ReaderAt)
	seeker, isSeeker := file.(io.Seeker)
	if !isAnywhere || !isSeeker {
		return piece{}, false
	}
	from, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		// a pipe has the methods of a file
		return piece{}, false
	}
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return piece{}, false
	}
	if _, err := seeker.Seek(from, io.SeekStart); err != nil || end-from <= mostHeld {
		return piece{}, false
	}
	return piece{file: at, from: from, size: end - from}, true
}
