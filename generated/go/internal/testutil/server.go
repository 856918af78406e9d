// Package testutil holds what the tests of this module need of a server.
package testutil

import (
	"net/http"
	"os"
	"strconv"
	"testing"
)

// CheckTestServer reports whether a server answers at url. Otherwise it skips the test when SKIP_MOCK_TESTS is true, else fails it.
func CheckTestServer(t *testing.T, url string) bool {
	t.Helper()
	response, err := http.Get(url)
	if err == nil {
		_ = response.Body.Close()
		return true
	}
	if skip, _ := strconv.ParseBool(os.Getenv("SKIP_MOCK_TESTS")); skip {
		t.Skipf("there is no test server at %s", url)
		return false
	}
	t.Errorf("there is no test server at %s: start one, or set SKIP_MOCK_TESTS=true to skip this test: %v", url, err)
	return false
}
