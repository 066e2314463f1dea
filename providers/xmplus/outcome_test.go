package xmplus

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
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

// outcome gives an error's code, detail and fields, "" for none.
func outcome(err error) string {
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
