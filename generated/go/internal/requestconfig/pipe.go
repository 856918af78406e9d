package requestconfig

import (
	"context"
	"io"
)

// pipe reads what may keep one waiting, as long as its context lasts: a transport that waits for a body cannot be cancelled.
type pipe struct {
	ctx    context.Context
	reader io.Reader
	buffer []byte
	read   chan piece
}

type piece struct {
	size int
	err  error
}

func newPipe(ctx context.Context, reader io.Reader) *pipe {
	return &pipe{ctx: ctx, reader: reader, read: make(chan piece, 1)}
}

// Read reads into a buffer of its own, which a reader that comes too late can still write to.
func (p *pipe) Read(into []byte) (int, error) {
	if p.buffer == nil {
		p.buffer = make([]byte, 32<<10)
	}
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	buffer := p.buffer[:min(len(p.buffer), len(into))]
	go func() {
		n, err := p.reader.Read(buffer)
		p.read <- piece{n, err}
	}()
	select {
	case <-p.ctx.Done():
		return 0, p.ctx.Err()
	case got := <-p.read:
		return copy(into, buffer[:got.size]), got.err
	}
}
