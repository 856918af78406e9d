package apiform_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/anthropics/anthropic-sdk-go/internal/apiform"
)

// large is more than is held of a file.
const large = 24 << 20

func opened(t *testing.T) *os.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "large.bin")
	if err := os.WriteFile(path, bytes.Repeat([]byte("x"), large), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func TestALargeFileIsReadWhileItIsSentAndAsOftenAsItIs(t *testing.T) {
	file := opened(t)
	_, _ = file.Seek(5, io.SeekStart)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	form, err := apiform.AsDocumented.Multipart(upload{Name: "n", File: named{file, "f.bin", ""}})
	if err != nil || !form.Rewindable() {
		t.Fatal(form, err)
	}
	if err := form.AddField("more", "m"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		n, err := io.Copy(io.Discard, form.Open())
		if n != form.Size() || n < large-5 || err != nil {
			t.Errorf("got %d bytes of %d, and %v", n, form.Size(), err)
		}
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
		t.Errorf("took %d bytes of memory", took)
	}
	data, _ := io.ReadAll(form.Open())
	got := parts(t, data, form.ContentType)
	want := []string{"file|f.bin|application/octet-stream|" + string(bytes.Repeat([]byte("x"), large-5)), "name|||n", "more|||m"}
	if !slices.Equal(got, want) {
		t.Errorf("got %d parts, the first of %d bytes", len(got), len(got[0]))
	}
}

func TestALargePipeIsReadOnce(t *testing.T) {
	content := bytes.Repeat([]byte("x"), large)
	form, err := apiform.AsDocumented.Multipart(upload{Name: "n", File: io.MultiReader(bytes.NewReader(content))})
	if err != nil || form.Rewindable() || form.Size() != -1 {
		t.Fatal(form, err)
	}
	data, err := io.ReadAll(form.Open())
	if got := parts(t, data, form.ContentType); err != nil || len(got) != 2 || got[0] != "file|anonymous_file|application/octet-stream|"+string(content) {
		t.Errorf("got %d parts and %v", len(got), err)
	}
	form, err = apiform.AsDocumented.Multipart(upload{Name: "n", File: io.MultiReader(bytes.NewReader(content[:1<<20]))})
	if err != nil || !form.Rewindable() || form.Size() < 1<<20 {
		t.Errorf("what is small is read once: %v %v", form, err)
	}
}
