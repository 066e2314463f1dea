// Package clienttest is what the tests of all providers' clients share: recorded
// answers, the way to a panel of a test, and how an error is compared.
package clienttest

import (
	"errors"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// Web gives a client as the program's own, which may call loopback addresses
// too. Its connections end with the test.
func Web(t testing.TB) *http.Client {
	t.Helper()
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// Recorded gives an answer from the test's testdata.
func Recorded(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Recordings adds all recorded answers whose names match the pattern to what a
// fuzz test begins with. There must be some.
func Recordings(f *testing.F, pattern string) {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		f.Add([]byte(Recorded(f, filepath.Base(file))))
	}
}

// Outcome gives an error's code, detail and fields, "" for none.
func Outcome(err error) string {
	e, ok := errors.AsType[*resale.Error](err)
	switch {
	case err == nil:
		return ""
	case !ok:
		return "not one of ours: " + err.Error()
	}
	text := string(e.Code)
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if len(e.Fields) > 0 {
		text += " [" + strings.Join(e.Fields, " ") + "]"
	}
	return text
}
