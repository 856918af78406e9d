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
		{".R,100,G,200", ".G,200,R,100", true},
		{".R,100,G,200", "R,100,G,200", false},
		{";color=R,100,G,200", ";color=G,200,R,100", true},
		{"words=b,a,c", "words=a,b,c", false},
		{"words=b,a", "words=a,b", false},
		{"cookie: words=b,a", "cookie: words=a,b", false},
		{"a.b.c", "c.b.a", false},
		{"R=1.5,G=200", "G=200,R=1.5", true},
		{"color=R,,G,200", "color=G,200,R,", true},
		{`x-sizes: {"w":1,"h":2},{"w":3,"h":4}`, `x-sizes: {"h":2,"w":1},{"h":4,"w":3}`, true},
		{`x-sizes: {"w":1,"h":2},{"w":3,"h":4}`, `x-sizes: {"h":4,"w":3},{"h":2,"w":1}`, false},
		{"name,a%20b,size,%7B%22w%22%3A1%2C%22h%22%3A2%7D", "size,%7B%22h%22%3A2%2C%22w%22%3A1%7D,name,a%20b", true},
		{"sizes=%7B%22w%22:1,%22h%22:2%7D%7C%7B%7D", "sizes=%7B%22h%22:2,%22w%22:1%7D%7C%7B%7D", true},
		{".size=%7B%22w%22%3A1%2C%22h%22%3A2%7D.name=a", ".name=a.size=%7B%22h%22%3A2%2C%22w%22%3A1%7D", true},
		{"size=%7B%22w%22%3A1%7D,name=a", "size=%7B%22w%22%3A2%7D,name=a", false},
		{"%7B,%", "%7B,%", true},
		{"%7B,a", "%7B,b", false},
	} {
		if got := alike([]string{c.got}, []string{c.want}); got != c.alike {
			t.Errorf("alike(%q, %q) = %v, want %v", c.got, c.want, got, c.alike)
		}
	}
}

func TestObjectsInAPathAreComparedWithoutTheOrderOfTheirProperties(t *testing.T) {
	got := "/sizes/%7B%22w%22%3A1%2C%22h%22%3A2%7D,%7B%22w%22%3A3%7D/of"
	if !alikePaths(got, "/sizes/%7B%22h%22%3A2%2C%22w%22%3A1%7D,%7B%22w%22%3A3%7D/of") {
		t.Error("the order of properties counts")
	}
	if alikePaths(got, "/sizes/%7B%22w%22%3A3%7D,%7B%22h%22%3A2%2C%22w%22%3A1%7D/of") {
		t.Error("the order of a list does not count")
	}
}
