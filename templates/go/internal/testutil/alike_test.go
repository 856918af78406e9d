package testutil

import "testing"

func TestTheOrderOfNamesIsFreeAndThatOfListsCounts(t *testing.T) {
	for _, c := range []struct {
		got, want string
		alike     bool
	}{
		{"R=100,G=200", "G=200,R=100", true},
		{"color=R,100,G,200", "color=G,200,R,100", true},
		{"x-color: R=100,G=200", "x-color: G=200,R=100", true},
		{"cookie: a=1; b=2", "cookie: b=2; a=1", true},
		{";R=100;G=200", ";G=200;R=100", true},
		{"words=b,a,c", "words=a,b,c", false},
		{"words=b,a", "words=a,b", false},
		{"cookie: words=b,a", "cookie: words=a,b", false},
		{"a.b.c", "c.b.a", false},
	} {
		if got := alike([]string{c.got}, []string{c.want}); got != c.alike {
			t.Errorf("alike(%q, %q) = %v, want %v", c.got, c.want, got, c.alike)
		}
	}
}
