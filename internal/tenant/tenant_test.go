package tenant

import (
	"flag"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
)

var begin = flag.Duration("begin", 15*time.Second, "how long new worlds are begun")

// Two resellers with the same panels, their customers and strangers do whatever
// comes to their minds; nobody ever sees what is not theirs, see watch. For
// ten minutes: go test ./internal/tenant -v -rapid.checks 10000 -begin 10m -timeout 15m.
func TestTenantsApart(t *testing.T) {
	t.Parallel()
	total, until := newFigures(), time.Now().Add(*begin)
	t.Run("worlds", func(t *testing.T) {
		for range 2 { // most of the time is the disk's
			t.Run("", func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(rt *rapid.T) {
					if time.Now().After(until) {
						return
					}
					w := newWorld(rt, t.TempDir())
					defer w.close()
					w.start()
					w.begin()
					rt.Repeat(w.actions())
					total.add(w.seen)
				})
			})
		}
	})
	for _, name := range slices.Sorted(maps.Keys(total.seen)) {
		t.Logf("%s: %d", name, total.seen[name])
	}
	for _, mark := range []string{"qalfacli", "qalfaacc", "qalfafirst", "qalfaproj", "qalfaoffer", "qalfacat", "qbetacli", "qbetaacc", "qbetafirst", "qbetacat", "guest", "qalfamember", "qalfasub", "qalfashop", "qbetamember", "qbetasub", "qbetashop", "qalfahcust", "qalfahdom", "qbetahcust", "qbetahdom"} {
		if total.seen["mark "+mark] == 0 && !t.Failed() {
			t.Errorf("nobody saw any %s: nothing was tested", mark)
		}
	}
	for _, what := range []string{"files", "QR codes", "granted", "calls", "pop-ups", "secrets", "webhooks", "webhooks sent elsewhere", "calls of hosting panels"} {
		if total.seen[what] == 0 && !t.Failed() {
			t.Errorf("%s: none; nothing was tested", what)
		}
	}
}

// figures add up what worlds saw.
type figures struct {
	mu   sync.Mutex
	seen map[string]int
}

func newFigures() *figures { return &figures{seen: map[string]int{}} }

func (f *figures) add(seen map[string]int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, n := range seen {
		f.seen[name] += n
	}
}

// begin has the resellers look around, and their customers take what they are
// given.
func (w *world) begin() {
	for _, r := range w.tenants {
		w.connect(r)
		w.offer(r)
		w.offer(r)
		w.nameStore(r)
		w.wakesHost(r)
		w.order(r)
		boss, at := w.person(r.people[0]), chat.Place{Chat: r.chat}
		for _, text := range []string{"/clients", "/accounts", "/customers", "/projects", "/offers", "/categories", "/orders", "/balance"} {
			w.say(boss, at, text)
		}
		for _, target := range []string{"hostlist c", "hostlist s"} {
			w.tap(boss, at, 1, "g.0."+target)
		}
	}
	for _, r := range w.tenants {
		r.host.Order()
		w.deliver()
		w.wrongAddress(r)
		w.inTheWay(r)
		w.download(r)
	}
	for _, c := range w.servex.Clients() {
		w.give(access{ops.Servex, c.ID}, c.Username, "cli")
	}
	for _, a := range w.vpn.Accounts() {
		w.give(access{ops.VPNResellers, a.ID}, a.Username, "acc")
	}
	for _, id := range []int64{101, 201, 301} { // each asks to go on with one
		p := w.person(id)
		for _, target := range w.own(p) {
			if strings.HasPrefix(target, "ask ") {
				w.tap(p, p.place(false), 1, "g.0."+target)
				w.send(p, p.place(false), true)
				w.tapFirst(p, p.place(false), 0)
				break
			}
		}
		w.say(p, p.place(false), "/my")
	}
	w.take(w.tenants[0].offers[0], 102, 102, 301, 901, 902) // of three, one for each
	w.take(w.tenants[0].offers[1], 102, 301)
	w.take(w.tenants[1].offers[0], 202, 301, 202)
	w.take(w.tenants[1].offers[1], 202)
	for _, a := range w.accounts {
		w.enter(a)
	}
	w.xm.PayShown()
	w.run("invoices")
	w.bulks()
}

// take has people follow an offer's link and get it.
func (w *world) take(offer string, people ...int64) {
	for _, id := range people {
		p := w.person(id)
		w.say(p, p.place(false), "/start o"+offer)
		w.tapFirst(p, p.place(false), 0)
	}
}

// bulks has the first tenant begin what the digest offers: one act on all who
// end soon. The other one has the offer only. Both have stopped another before.
func (w *world) bulks() {
	for _, r := range w.tenants {
		w.stopped(r)
	}
	w.now = w.now.Add(day)
	w.run("digests")
	for _, m := range w.past {
		for _, target := range m.targets() {
			if m.chat == w.tenants[0].chat && strings.HasPrefix(target, "bulk renew ") {
				p := w.person(m.chat)
				w.tap(p, p.place(true), m.id, "g.0."+target)
				w.tapFirst(p, p.place(true), 0)
				return
			}
		}
	}
}

// give invites to some of what the tenants have: the first customer of each to
// two, the one whom they share to another.
func (w *world) give(what access, name, kind string) {
	for i, r := range w.tenants {
		switch name {
		case r.word(kind, 1), r.word(kind, 2):
			w.invite(r, w.person([]int64{101, 201}[i]), what, name)
		case r.word(kind, 3):
			w.invite(r, w.person(301), what, name)
		}
	}
}

// TestMain makes the default run short enough for the suite.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, value := range map[string]string{"rapid.checks": "4", "rapid.steps": "150"} {
		if !given[name] {
			_ = flag.Set(name, value)
		}
	}
	goleak.VerifyTestMain(m)
}
