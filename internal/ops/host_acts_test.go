package ops_test

import (
	"bytes"
	"fmt"
	"testing"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestHostActsAreDoneOnce however the panel words and nests what it shows.
func TestHostActsAreDoneOnce(t *testing.T) {
	for name, quirks := range map[string]sandbox.WHQuirks{
		"as documented": {},
		"envelope 2":    {Envelope: 2, StringNumbers: true, UnknownFields: true, SuccessFalse200: true},
		"envelope 3":    {Envelope: 3, FloatMoney: true, NoGet: true, Localized: "pt", OldestFirst: true, IgnoreFilters: true, ShowSecrets: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachHostDeed(t, quirks, func(w *hosting, d hostDeed) {
				for range 2 { // the same key twice is the same act
					out, err := d.do(t.Context(), w, "k")
					w.wantDone(d, out, err)
				}
				w.restart()
				out, err := d.do(t.Context(), w, "k")
				w.wantDone(d, out, err)
				if n := w.writes(); n != 1 {
					t.Errorf("%s: %d writes", d.name, n)
				}
			})
		})
	}
}

func TestHostActsOnAPanelOfUUIDs(t *testing.T) {
	eachHostDeed(t, sandbox.WHQuirks{UUIDOnly: true, Envelope: 2}, func(w *hosting, d hostDeed) {
		out, err := d.do(t.Context(), w, "k")
		w.wantDone(d, out, err)
	})
}

// TestALostHostAnswer spoils the one call that counts: it is never made again.
// What the panel did is found and adopted; what it did not do is told as not done.
func TestALostHostAnswer(t *testing.T) {
	for kind, applied := range map[sandbox.WHFaultKind]bool{
		sandbox.WHCutBefore: false, sandbox.WH500: false, sandbox.WH502: false, sandbox.WHHTML: false, sandbox.WHNothing: false,
		sandbox.WHCutAfter: true, sandbox.WH502After: true, sandbox.WHHTMLAfter: true, sandbox.WHTruncated: true, sandbox.WHNoID: true,
	} {
		for envelope := range 3 {
			t.Run(fmt.Sprint(kind, envelope+1), func(t *testing.T) {
				t.Parallel()
				eachHostDeed(t, sandbox.WHQuirks{Envelope: envelope + 1}, func(w *hosting, d hostDeed) {
					for _, method := range []string{"POST", "PUT", "DELETE"} {
						w.panel.Fail(sandbox.WHFault{Method: method, Times: 1, Kind: kind})
					}
					out, err := d.do(t.Context(), w, "k")
					w.must(err)
					if out.State == storage.Unknown {
						w.reconcile()
						if len(w.told) != 1 {
							t.Errorf("%s: told %d times", d.name, len(w.told))
						}
						out, err = d.do(t.Context(), w, "k")
					}
					w.wantTrue(d, string(kind), out, err)
					if applied != (out.State == storage.Done) {
						t.Errorf("%s: %q %q", d.name, out.State, out.Code)
					}
				})
			})
		}
	}
}

// TestAnInvoiceByItsNumber is paid by its id: panels take no numbers in paths.
func TestAnInvoiceByItsNumber(t *testing.T) {
	for _, d := range hostPays() {
		w := newHosting(t, sandbox.WHQuirks{})
		w.bill = "INV-00001"
		for range 2 {
			out, err := d.do(t.Context(), w, "k")
			w.wantDone(d, out, err)
			if out.Host.Invoice.ID != "1" {
				t.Errorf("%s of %+v", d.name, out.Host.Invoice)
			}
		}
		w.bill = "INV-9"
		if out, err := d.do(t.Context(), w, "other"); err != nil || out.Code != resale.NotFound || w.writes() != 1 {
			t.Errorf("%s of one that is not there: %q %q, %v", d.name, out.State, out.Code, err)
		}
	}
}

// TestASecretThatNobodySaw is said to be lost, and one that was told is gone
// from the journal.
func TestASecretThatNobodySaw(t *testing.T) {
	w, create := newHosting(t, sandbox.WHQuirks{}), hostCreates()[3]
	out, err := create.do(t.Context(), w, "k")
	w.wantDone(create, out, err)
	key := w.panel.Rows(sandbox.WHKeys)[2].Text("key")
	if out.Host.Secret.Reveal() != key || out.Host.SecretLost || key == "" {
		t.Errorf("the secret is %q, %v", out.Host.Secret.Reveal(), out.Host.SecretLost)
	}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.ForgetHostSecret(tx, "k") }))
	if out, err = create.do(t.Context(), w, "k"); err != nil || out.Host.Secret.Reveal() != "" || out.Host.ID == "" {
		t.Errorf("told twice: %+v, %v", out.Host, err)
	}
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		row, _, err := tx.Entry("k")
		if contains(row.Intent, key) || contains(row.Result, key) {
			t.Error("the journal has the key")
		}
		return err
	}))
	w = newHosting(t, sandbox.WHQuirks{})
	w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutAfter})
	if out, err = create.do(t.Context(), w, "k"); err != nil || out.State != storage.Done || !out.Host.SecretLost || !out.Adopted {
		t.Errorf("%q, %+v, %v", out.State, out.Host, err)
	}
}

// TestACustomersPasswordIsNotKept once the act is settled.
func TestACustomersPasswordIsNotKept(t *testing.T) {
	w, create := newHosting(t, sandbox.WHQuirks{}), hostCreates()[0]
	out, err := create.do(t.Context(), w, "k")
	w.wantDone(create, out, err)
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		row, _, err := tx.Entry("k")
		if contains(row.Intent, "Her-secret-1") {
			t.Errorf("the journal has it: %s", row.Intent)
		}
		return err
	}))
	if c := w.row(sandbox.WHClients, out.Host.ID); c.Text("password") != "Her-secret-1" {
		t.Errorf("the panel has %v", c)
	}
	if _, err := create.do(t.Context(), w, "again"); err != nil {
		t.Fatal(err)
	}
	if out, err = create.do(t.Context(), w, "again"); err != nil || out.Code != resale.Taken || w.writes() != 1 {
		t.Errorf("the same address again: %q %q, %v", out.State, out.Code, err)
	}
}

func contains(raw []byte, text string) bool { return bytes.Contains(raw, []byte(text)) }
