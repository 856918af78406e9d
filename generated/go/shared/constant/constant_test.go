package constant

import "testing"

// word stands for any of the rendered constants: which there are differs between SDKs.
type word string

func (word) Default() word { return "word" }

func TestZeroConstantIsWrittenAsItsValue(t *testing.T) {
	for given, wanted := range map[word]string{"": `"word"`, "other": `"other"`} {
		if data, err := marshal(given); err != nil || string(data) != wanted {
			t.Errorf("got %s %v", data, err)
		}
	}
	if ValueOf[word]() != "word" {
		t.Error("ValueOf is not the value")
	}
}
