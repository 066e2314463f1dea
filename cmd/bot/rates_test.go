package main

import (
	"path/filepath"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/providers/smm"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// What the providers document is never exceeded, whenever the bot is started.
func TestRatesAreBelowTheDocumentedOnes(t *testing.T) {
	for name, c := range map[string]struct{ most, documented int }{
		ops.SMM:   {smm.Rate().Most(), 300},
		ops.WHMDC: {whmdc.Rate().Most(), 100},
	} {
		if c.most > c.documented {
			t.Errorf("%s: %d calls may go in a minute, %d are allowed", name, c.most, c.documented)
		}
	}
}

// The first start of all makes nobody wait, one soon after it gives nothing at
// once.
func TestTheStartIsNoted(t *testing.T) {
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	store, err := storage.Open(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	a := &App{store: store}
	for _, want := range []float64{float64(whmdc.Rate().AtOnce), 0} {
		limiters, err := a.newLimiters(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := limiters.At(whmdc.Rate(), ops.WHMDC, secret.New("a")).Tokens()
		if got < want || got >= want+1 {
			t.Errorf("%.1f calls go at once, want %.0f", got, want)
		}
	}
}
