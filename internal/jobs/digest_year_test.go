package jobs_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const (
	yearChat = 7
	yearKey  = "a-key-for-a-whole-year"
)

// year is one chat with a panel, and the model of what it must be told.
type year struct {
	t        *rapid.T
	provider string
	file     string
	keys     *secret.Keyring
	handler  http.Handler // the panel's
	panel    yearPanel
	store    *storage.Store
	ops      *ops.Ops
	now      time.Time
	clients  int
	revoked  bool

	digests, told int
	model
}

// within is the panel without a network.
type within struct{ http.Handler }

func (h within) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	h.ServeHTTP(w, r)
	return w.Result(), nil
}

func newYear(t *rapid.T, dir, provider string) *year {
	y := &year{t: t, provider: provider, now: yearBegins, file: filepath.Join(dir, rapid.StringMatching("[a-z]{12}").Draw(t, "file")+fmt.Sprint(time.Now().UnixNano()))}
	y.openPanel()
	var err error
	y.keys, err = secret.NewKeyring()
	y.must(err)
	y.open()
	y.update(func(tx *storage.Tx) error {
		return y.ops.Connect(tx, storage.Account{Chat: yearChat, Provider: provider, By: 1}, secret.New(yearKey))
	})
	y.model = newModel(y.now)
	for range 8 {
		y.newClient()
	}
	return y
}

func (y *year) must(err error) {
	if err != nil {
		y.t.Fatal(err)
	}
}

func (y *year) open() {
	var err error
	clock := func() time.Time { return y.now }
	y.store, err = storage.OpenUnsynced(y.file, y.keys, storage.Options{Now: clock})
	y.must(err)
	y.ops = ops.New(ops.Config{Store: y.store, Now: clock, Servex: y.servex, VPNResellers: y.vpn})
}

func (y *year) close() { _ = y.store.Close() }

func (y *year) restart() {
	y.close()
	y.open()
}

func (y *year) update(f func(*storage.Tx) error) { y.must(y.store.Update(y.t.Context(), f)) }

func (y *year) pass(d time.Duration) { y.now = y.now.Add(d) }

func (y *year) digest() (d storage.Digest) {
	y.update(func(tx *storage.Tx) (err error) { d, _, err = tx.Digest(yearChat, y.provider); return err })
	return d
}

// run runs the job once and holds what it told against the model.
func (y *year) run() {
	y.must(jobs.Digests(y.ops, func(tx *storage.Tx, n ops.DigestNews) error {
		o := storage.Outgoing{Key: storage.OutKey{Chat: yearChat, Lane: storage.Broadcasts}, Kind: storage.Send}
		b, err := json.Marshal(n)
		o.Message.HTML = string(b)
		if err != nil {
			return err
		}
		return tx.Queue(&o)
	})(y.t.Context()))
	var messages []ops.DigestNews
	y.update(func(tx *storage.Tx) error {
		messages = nil
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			var n ops.DigestNews
			if err := json.Unmarshal([]byte(o.Message.HTML), &n); err != nil {
				return err
			}
			messages = append(messages, n)
			if err := tx.Delivered(k, 0); err != nil {
				return err
			}
		}
		return err
	})
	y.check(y.digest(), messages)
}
