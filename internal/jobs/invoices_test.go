package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// The seeded panels' gateways and plans.
const (
	bazaarBalance = 1
	bazaarCrypto  = 2
	bazaarPlan    = 2
)

// bazaar has stores with a panel each, whose customers have invoices to pay.
type bazaar struct {
	t      *testing.T
	store  *storage.Store
	ops    *ops.Ops
	panels []*sandbox.XMPanel
	people int
	gate   func(panel int, r *http.Request) error // before each request

	mu      sync.Mutex
	paid    map[string]time.Time
	got     map[string]time.Duration // from the payment to the delivery
	running map[int]int
	all     int
	most    int // at once of a panel
	mostAll int
	asked   map[int][]time.Time
}

func newBazaar(t *testing.T, stores, people int) *bazaar {
	t.Helper()
	b := &bazaar{
		t: t, people: people, paid: map[string]time.Time{}, got: map[string]time.Duration{}, running: map[int]int{}, asked: map[int][]time.Time{},
	}
	keys, err := secret.NewKeyring()
	b.must(err)
	b.store, err = storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	b.must(err)
	t.Cleanup(func() { _ = b.store.Close() })
	var tokens xmplus.Tokens
	var limiters httpapi.Limiters
	numbers := map[string]int{}
	b.ops = ops.New(ops.Config{Store: b.store, XMPlus: func(base string, key secret.String, zone *time.Location) *xmplus.Client {
		return xmplus.New(xmplus.Config{
			BaseURL: base, Key: key, Zone: zone, HTTP: &http.Client{Transport: counter{b, numbers[base]}}, Timeout: time.Hour,
			Limiter: limiters.At(xmplus.Rate(), ops.XMPlus, key), Tokens: &tokens,
		})
	}})
	for i := range stores {
		base := fmt.Sprintf("http://panel-%d.test", i)
		numbers[base] = i
		b.open(i, base)
	}
	return b
}

// open opens a store whose customers are logged in.
func (b *bazaar) open(i int, base string) {
	b.t.Helper()
	p := sandbox.NewXM(sandbox.XMOptions{Salt: base})
	p.Seed()
	key := fmt.Sprint("the-key-of-panel-", i)
	p.AddKey(key)
	b.panels = append(b.panels, p)
	b.must(b.store.Update(b.t.Context(), func(tx *storage.Tx) error {
		chat := int64(1 + i)
		if err := b.ops.Connect(tx, storage.Account{Chat: chat, Provider: ops.XMPlus, BaseURL: base, By: chat}, secret.New(key)); err != nil {
			return err
		}
		panel, err := tx.PanelIn(chat, ops.XMPlus)
		for n := range b.people {
			m := b.member(i, n)
			email := fmt.Sprintf("p%d@mail.example", m.Person)
			p.AddAccount(sandbox.XMAccount{Email: email, Password: "Demo-2026!", Balance: "100"})
			err = errors.Join(err,
				tx.SavePerson(storage.Person{ID: m.Person, Name: email}),
				tx.SaveMember(storage.Member{Chat: chat, Person: m.Person, Panel: panel, Email: email, Password: "Demo-2026!"}))
		}
		return err
	}))
}

func (b *bazaar) member(store, n int) storage.MemberKey {
	return storage.MemberKey{Chat: int64(1 + store), Person: int64(1000*(store+1) + n)}
}

func (b *bazaar) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// order has a customer buy, and shown how to pay.
func (b *bazaar) order(store, n int, gateway int64) (id string) {
	b.t.Helper()
	m := b.member(store, n)
	out, err := b.ops.Buy(b.t.Context(), ops.Act{Key: fmt.Sprint("buy ", m)}, m, resale.Purchase{PlanID: bazaarPlan, Plan: "Family", Period: resale.Month})
	if err == nil && out.State == storage.Done {
		id = out.Invoice.Now.ID
		out, err = b.ops.Pay(b.t.Context(), ops.Act{Key: fmt.Sprint("pay ", m)}, m, id, resale.Gateway{ID: gateway})
	}
	if err != nil || out.State != storage.Done {
		b.t.Fatalf("%q %q %q, %v", out.State, out.Code, out.Detail, err)
	}
	return id
}

func (b *bazaar) pay(store int, id string) {
	b.mu.Lock()
	b.paid[id] = time.Now()
	b.mu.Unlock()
	b.panels[store].MarkPaid(id)
}

func (b *bazaar) tell(_ *storage.Tx, n ops.InvoiceNews) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n.Kind == ops.InvoiceDelivered {
		b.got[n.Invoice.ID] = time.Since(b.paid[n.Invoice.ID])
	}
	return nil
}

func (b *bazaar) delivered() int { b.mu.Lock(); defer b.mu.Unlock(); return len(b.got) }

// work runs the watcher until it is ended.
func (b *bazaar) work() (end func()) {
	ctx, cancel := context.WithCancel(b.t.Context())
	over := make(chan error, 1)
	go func() {
		over <- jobs.Invoices(b.ops, b.tell, func(*storage.Tx, ops.StoreNews) error { return nil })(ctx)
	}()
	return func() {
		cancel()
		b.must(<-over)
	}
}

// counter is where the requests to a panel arrive. Each takes a while.
type counter struct {
	*bazaar
	panel int
}

func (c counter) RoundTrip(r *http.Request) (*http.Response, error) {
	c.count(1)
	defer c.count(-1)
	if c.gate != nil {
		if err := c.gate(c.panel, r); err != nil {
			return nil, err
		}
	}
	time.Sleep(80 * time.Millisecond)
	answer := httptest.NewRecorder()
	c.panels[c.panel].ServeHTTP(answer, r)
	return answer.Result(), nil
}

func (c counter) count(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running[c.panel] += n
	c.all += n
	c.most, c.mostAll = max(c.most, c.running[c.panel]), max(c.mostAll, c.all)
	if n > 0 {
		c.asked[c.panel] = append(c.asked[c.panel], time.Now())
	}
}

// TestWhatIsPaidIsDeliveredInTime, however many wait, and within what a panel
// allows.
func TestWhatIsPaidIsDeliveredInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const stores, people = 10, 16
		b := newBazaar(t, stores, people)
		defer b.work()()
		for store := range stores {
			for n := range people {
				id := b.order(store, n, bazaarCrypto)
				go func() {
					time.Sleep(time.Minute + rand.N(time.Minute))
					b.pay(store, id)
				}()
			}
		}
		time.Sleep(4 * time.Minute)
		synctest.Wait()
		if len(b.got) != stores*people {
			t.Errorf("%d of %d are delivered", len(b.got), stores*people)
		}
		for id, took := range b.got {
			if took > 15*time.Second {
				t.Errorf("%s took %v", id, took)
			}
		}
		if b.most > 8+1 || b.mostAll > 64+1 { // and who buys
			t.Errorf("%d calls of a panel at once, %d of all", b.most, b.mostAll)
		}
		b.wantWithinRate()
	})
}

// wantWithinRate checks that no panel was asked more than it allows.
func (b *bazaar) wantWithinRate() {
	b.t.Helper()
	r := xmplus.Rate()
	for panel, all := range b.asked {
		for i := range all {
			if last := i + r.PerMinute + r.AtOnce; last < len(all) && all[last].Sub(all[i]) < time.Minute {
				b.t.Fatalf("panel %d was asked more than %d times within a minute", panel, r.PerMinute)
			}
		}
	}
}

// TestAPanelOfInvoicesThatHangsStopsNobody: it has its places, and the others
// go on.
func TestAPanelOfInvoicesThatHangsStopsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBazaar(t, 4, 12)
		var ids [4][]string
		for store := range b.panels {
			for n := range b.people {
				ids[store] = append(ids[store], b.order(store, n, bazaarCrypto))
			}
		}
		healed := make(chan struct{})
		b.gate = func(panel int, r *http.Request) error {
			if panel != 0 {
				return nil
			}
			select {
			case <-healed:
				return nil
			case <-r.Context().Done():
				return r.Context().Err()
			}
		}
		end := b.work()
		time.Sleep(20 * time.Second)
		synctest.Wait()
		if b.running[0] != 8 {
			t.Errorf("%d calls hang", b.running[0])
		}
		for store := range b.panels {
			for _, id := range ids[store] {
				b.pay(store, id)
			}
		}
		time.Sleep(15 * time.Second)
		synctest.Wait()
		if n := b.delivered(); n != 3*b.people {
			t.Errorf("%d of %d are delivered", n, 3*b.people)
		}
		close(healed)
		time.Sleep(2 * time.Minute) // it may rest
		synctest.Wait()
		if n := b.delivered(); n != 4*b.people {
			t.Errorf("then %d of %d are delivered", n, 4*b.people)
		}
		end()
	})
}

// TestWhatABalancePaysComesAtOnce: nobody waits for a clock.
func TestWhatABalancePaysComesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBazaar(t, 1, 1)
		defer b.work()()
		time.Sleep(300 * time.Millisecond) // between two ticks
		b.order(0, 0, bazaarBalance)
		time.Sleep(600 * time.Millisecond)
		synctest.Wait()
		if b.delivered() != 1 {
			t.Error("it is not delivered")
		}
	})
}

// TestTheEndOfTheProgramWhileInvoicesAreWatched: what is under way returns, and
// is due as before.
func TestTheEndOfTheProgramWhileInvoicesAreWatched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBazaar(t, 1, 3)
		for n := range b.people {
			b.pay(0, b.order(0, n, bazaarCrypto))
		}
		b.gate = func(_ int, r *http.Request) error { <-r.Context().Done(); return r.Context().Err() }
		end := b.work()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if b.all == 0 {
			t.Error("nothing is under way")
		}
		end()
		if b.all != 0 || b.delivered() != 0 {
			t.Errorf("%d calls are under way, %d are delivered", b.all, b.delivered())
		}
		b.gate = nil
		defer b.work()()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if n := b.delivered(); n != b.people {
			t.Errorf("then %d are delivered", n)
		}
	})
}
