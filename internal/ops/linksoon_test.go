package ops_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// trialWorld is a customer's trial at one of the providers, and its clock.
type trialWorld struct {
	t       *testing.T
	ops     func() *ops.Ops
	store   func() *storage.Store
	wire    *wire
	now     func() time.Time
	pass    func(time.Duration)
	restart func()
	key     storage.LinkKey
	extend  func(until time.Time) // of an account
	drop    func()
}

// trialFor gives a Servex test that lives so long.
func trialFor(t *testing.T, length time.Duration) *trialWorld {
	w := newWorld(t)
	ends := w.Now().Add(length)
	id := w.panel.AddClient(sandbox.ServexClient{Username: "bia", Kind: "test", CategoryID: w.place, OwnerID: 42, Expires: ends})
	c, err := w.Client(t.Context(), ourChat, id, "bia")
	w.must(err)
	x := &trialWorld{
		t: t, ops: func() *ops.Ops { return w.Ops }, store: func() *storage.Store { return w.store }, wire: w.wire, now: w.Now, pass: w.pass, restart: w.restart,
		drop: func() {
			_, err := w.DeleteClient(t.Context(), w.act("by hand"), id, "bia")
			w.must(err)
		},
	}
	x.link(ops.ClientLink(c))
	return x
}

// trialAccount gives a VPNresellers account that ends at a day's beginning.
func trialAccount(t *testing.T, ends time.Time) *trialWorld {
	w := newTunnels(t)
	id := w.panel.AddAccount(sandbox.VPNAccount{User: w.account("ana").User, Username: "bia", Password: "password", Expires: ends})
	found, err := w.VPNAccount(t.Context(), ourChat, id)
	w.must(err)
	x := &trialWorld{
		t: t, ops: func() *ops.Ops { return w.Ops }, store: func() *storage.Store { return w.store }, wire: w.wire, now: w.Now, pass: w.pass, restart: w.restart,
		extend: func(until time.Time) { w.panel.SetAccount(id, func(a *sandbox.VPNAccount) { a.Expires = until }) },
		drop:   func() { w.panel.DropAccount(id) },
	}
	l := ops.AccountLink(found)
	l.Trial = true
	x.link(l)
	return x
}

func (x *trialWorld) link(l storage.Link) {
	x.t.Helper()
	l.Chat, l.Person, l.Offer = ourChat, linkedPerson, "an-offer"
	var token string
	x.update(func(tx *storage.Tx) (err error) {
		token, err = tx.IssueTicket(storage.Ticket{Kind: ops.Invite, Chat: ourChat, Expires: x.now().Add(time.Hour)})
		return err
	})
	if ok, err := x.ops().ClaimLink(x.t.Context(), token, l); !ok || err != nil {
		x.t.Fatalf("link: %v, %v", ok, err)
	}
	x.key = l.Key()
}

func (x *trialWorld) update(f func(*storage.Tx) error) {
	x.t.Helper()
	if err := x.store().Update(x.t.Context(), f); err != nil {
		x.t.Fatal(err)
	}
}

// run looks every five minutes at what is due, as the clock of the bot would.
func (x *trialWorld) run(length time.Duration) {
	x.t.Helper()
	for end := x.now().Add(length); x.now().Before(end); {
		x.pass(5 * time.Minute)
		due, err := x.ops().DueLinks(x.t.Context(), 10)
		if err != nil {
			x.t.Fatal(err)
		}
		for _, l := range due {
			if err := x.ops().LookAtLink(x.t.Context(), l, x.told); err != nil {
				x.t.Fatal(err)
			}
		}
	}
}

func (x *trialWorld) told(tx *storage.Tx, n ops.News) error {
	o := storage.Outgoing{Key: storage.OutKey{Chat: n.Link.Person}, Kind: storage.Send}
	o.Message.HTML = fmt.Sprintf("%s %s", x.now().Format("02 15:04"), n.Kind)
	if n.Soon {
		o.Message.HTML += " in " + n.Left.String()
	}
	return tx.Queue(&o)
}

func (x *trialWorld) heard(want ...string) {
	x.t.Helper()
	var got []string
	err := x.store().View(x.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			got = append(got, o.Message.HTML)
		}
		return err
	})
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		x.t.Errorf("by %s heard %q, want %q, %v", x.now().Format("02 15:04"), got, want, err)
	}
}

func (x *trialWorld) down() {
	x.wire.set(func(int, *http.Request) (*http.Response, error) { return nil, errCut })
}

// TestAShortTrialIsWarnedOnce, a quarter of its length before its end, at any
// hour; it is 22 May at noon when it begins. The moment of the shortest falls
// between two turns of the clock: it hears that it is over.
func TestAShortTrialIsWarnedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		length time.Duration
		want   string
	}{
		"5 minutes":   {5 * time.Minute, "22 12:05 expiring"},
		"20 minutes":  {20 * time.Minute, "22 12:10 expiring in 10m0s"},
		"an hour":     {time.Hour, "22 12:45 expiring in 15m0s"},
		"until night": {16 * time.Hour, "23 00:00 expiring in 4h0m0s"},
		"two days":    {48 * time.Hour, "24 06:00 expiring in 6h0m0s"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := trialFor(t, c.length)
			for range 12 {
				x.restart()
				x.run(6 * time.Hour)
			}
			x.heard(c.want)
		})
	}
}

// TestAShortTrialAtVPNresellers ends with a day.
func TestAShortTrialAtVPNresellers(t *testing.T) {
	x := trialAccount(t, time.Date(2026, 5, 24, 0, 0, 0, 0, time.UTC))
	x.run(3 * 24 * time.Hour)
	x.heard("23 18:00 expiring in 6h0m0s")
}

// TestAPanelThatIsDownWhenATrialEnds: what was known last is told, once, as long
// as it is not over.
func TestAPanelThatIsDownWhenATrialEnds(t *testing.T) {
	for name, begin := range map[string]func(*testing.T) *trialWorld{
		"client":  func(t *testing.T) *trialWorld { return trialFor(t, 36*time.Hour) },
		"account": func(t *testing.T) *trialWorld { return trialAccount(t, time.Date(2026, 5, 24, 0, 0, 0, 0, time.UTC)) },
	} {
		t.Run(name, func(t *testing.T) {
			x := begin(t)
			x.run(12 * time.Hour)
			x.down()
			x.run(17*time.Hour + 30*time.Minute)
			x.heard()
			x.run(time.Hour)
			x.heard("23 18:00 expiring in 6h0m0s")
			x.restart()
			x.run(3 * 24 * time.Hour)
			x.heard("23 18:00 expiring in 6h0m0s")
		})
	}
}

// TestTheBotSleptThroughATrial: it hears in the morning that it is over, once.
func TestTheBotSleptThroughATrial(t *testing.T) {
	x := trialFor(t, 8*time.Hour)
	x.pass(9 * time.Hour)
	x.run(4 * 24 * time.Hour)
	x.heard("23 10:00 expiring")
}

// TestATrialThatIsMadeLonger is warned of its new end; one that is paid for, by
// days again.
func TestATrialThatIsMadeLonger(t *testing.T) {
	x := trialAccount(t, time.Date(2026, 5, 24, 0, 0, 0, 0, time.UTC))
	x.run(32 * time.Hour) // to the 23rd, 20:00
	x.extend(time.Date(2026, 5, 25, 0, 0, 0, 0, time.UTC))
	x.run(24 * time.Hour)
	x.heard("23 18:00 expiring in 6h0m0s", "24 18:00 expiring in 6h0m0s")
	x.extend(time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC))
	x.run(2 * 24 * time.Hour)
	x.heard("23 18:00 expiring in 6h0m0s", "24 18:00 expiring in 6h0m0s", "25 10:00 expiring")
}

// TestATrialThatIsCleared away after its end is no news, and can still be asked
// to go on.
func TestATrialThatIsCleared(t *testing.T) {
	x := trialFor(t, 8*time.Hour)
	x.run(9 * time.Hour)
	x.drop()
	x.run(2 * 24 * time.Hour)
	x.heard("22 18:00 expiring in 2h0m0s")
	a, ok, err := x.ops().Access(t.Context(), x.key)
	if !ok || a.Gone.IsZero() || err != nil {
		t.Fatalf("%+v, %v, %v", a, ok, err)
	}
	x.update(func(tx *storage.Tx) error {
		if _, told, err := x.ops().OpenRequest(tx, x.key, ops.Wish{}); !told || err != nil {
			t.Errorf("cannot be asked for: %v, %v", told, err)
		}
		return nil
	})
}
