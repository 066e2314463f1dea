package jobs_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/time/rate"
	"pgregory.net/rapid"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

const (
	yearChat = 7
	yearKey  = "a-key-for-a-whole-year"
)

// year is one chat with a panel, and the model of what it must be told.
type year struct {
	t       *rapid.T
	file    string
	keys    *secret.Keyring
	panel   *sandbox.ServexPanel
	client  *servex.Client
	store   *storage.Store
	ops     *ops.Ops
	now     time.Time
	place   int64
	clients int
	revoked bool

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

func newYear(t *rapid.T, dir string) *year {
	y := &year{t: t, now: yearBegins, file: filepath.Join(dir, rapid.StringMatching("[a-z]{12}").Draw(t, "file")+fmt.Sprint(time.Now().UnixNano()))}
	y.panel = sandbox.NewServex(sandbox.ServexOptions{Now: func() time.Time { return y.now }})
	y.panel.AddKey(yearKey, false, 42)
	y.place = y.panel.AddCategory("Premium", time.Time{})
	y.client = y.servex("", secret.New(yearKey))
	var err error
	y.keys, err = secret.NewKeyring()
	y.must(err)
	y.open()
	y.update(func(tx *storage.Tx) error {
		return y.ops.Connect(tx, storage.Account{Chat: yearChat, Provider: ops.Servex, By: 1}, secret.New(yearKey))
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

func (y *year) servex(_ string, key secret.String) *servex.Client {
	return servex.New(servex.Config{BaseURL: "http://panel.test/api", Key: key, HTTP: &http.Client{Transport: within{y.panel}}, Limiter: rate.NewLimiter(rate.Inf, 0)})
}

func (y *year) open() {
	var err error
	clock := func() time.Time { return y.now }
	y.store, err = storage.Open(y.file, y.keys, storage.Options{Now: clock})
	y.must(err)
	y.ops = ops.New(ops.Config{Store: y.store, Now: clock, Servex: y.servex})
}

func (y *year) close() { _ = y.store.Close() }

func (y *year) restart() {
	y.close()
	y.open()
}

func (y *year) update(f func(*storage.Tx) error) { y.must(y.store.Update(y.t.Context(), f)) }

func (y *year) pass(d time.Duration) { y.now = y.now.Add(d) }

func (y *year) digest() (d storage.Digest) {
	y.update(func(tx *storage.Tx) (err error) { d, _, err = tx.Digest(yearChat); return err })
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

func (y *year) newClient() {
	y.clients++
	expires := y.now.Add(time.Duration(rapid.IntRange(1, 40*24*60).Draw(y.t, "expires in")) * time.Minute)
	kind := "user"
	if rapid.IntRange(0, 9).Draw(y.t, "kind") == 0 {
		kind = "test"
	}
	y.panel.AddClient(sandbox.ServexClient{Username: fmt.Sprintf("c%d", y.clients), Kind: kind, CategoryID: y.place, OwnerID: 42, Expires: expires})
	y.changed()
}

// changed: a list of up to an hour ago would do, but the model knows the
// present only.
func (y *year) changed() { y.ops.ForgetListing(storage.PanelOf(ops.Servex, "", secret.New(yearKey))) }

func (y *year) pick() (sandbox.ServexClient, bool) {
	all := y.panel.Clients()
	if len(all) == 0 || y.revoked {
		return sandbox.ServexClient{}, false
	}
	return rapid.SampledFrom(all).Draw(y.t, "client"), true
}

func (y *year) renew() {
	if c, ok := y.pick(); ok {
		_, err := y.client.RenewClient(y.t.Context(), c.ID, rapid.IntRange(1, 35).Draw(y.t, "days"))
		y.must(err)
		y.changed()
	}
}

func (y *year) remove() {
	if c, ok := y.pick(); ok {
		y.must(y.client.DeleteClient(y.t.Context(), c.ID))
		y.changed()
	}
}

func (y *year) revoke() {
	if y.revoked = !y.revoked; y.revoked {
		y.panel.RevokeKey(yearKey)
	} else {
		y.panel.AddKey(yearKey, false, 42)
	}
}

func (y *year) change(change func(*storage.Digest)) {
	y.must(y.ops.ChangeDigest(y.t.Context(), yearChat, change))
}

func (y *year) rezone() {
	name := rapid.SampledFrom([]string{
		"UTC", "America/New_York", "Europe/Lisbon", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
		"America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca", "America/Santiago",
	}).Draw(y.t, "zone")
	zone, err := time.LoadLocation(name)
	y.must(err)
	y.update(func(tx *storage.Tx) error {
		if err := tx.SaveChat(storage.Chat{ID: yearChat, Zone: name}); err != nil {
			return err
		}
		return y.ops.Rezone(tx, yearChat)
	})
	y.zone, y.calm = zone, y.now.Add(25*time.Hour)
}

func (y *year) hour() {
	hour := rapid.IntRange(0, 23).Draw(y.t, "hour")
	y.change(func(d *storage.Digest) { d.Hour = hour })
	y.at, y.calm = hour, y.now.Add(25*time.Hour)
}

func (y *year) thresholds() {
	days := rapid.SliceOfNDistinct(rapid.SampledFrom([]int{30, 14, 7, 5, 3, 2, 1, 0}), 1, 5, rapid.ID[int]).Draw(y.t, "thresholds")
	slices.SortFunc(days, func(a, b int) int { return b - a })
	y.change(func(d *storage.Digest) { d.Thresholds = days })
	y.thresholdsAre(days, y.now)
}

func (y *year) onOff() {
	y.on = !y.on
	y.change(func(d *storage.Digest) { d.On = y.on })
	y.calm = y.now.Add(25 * time.Hour)
	if y.on {
		y.turnedOn(y.now)
	}
}
