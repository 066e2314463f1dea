package xmplus

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/httpapi/clienttest"
)

func same[T any](t *testing.T, want, got T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func at(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

func outcome(err error) string { return clienttest.Outcome(err) }
