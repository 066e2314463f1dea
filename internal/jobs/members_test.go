package jobs_test

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// busiest passes calls on and remembers how many were under way at once.
type busiest struct {
	to        http.RoundTripper
	now, most atomic.Int64
}

func (b *busiest) RoundTrip(r *http.Request) (*http.Response, error) {
	for n := b.now.Add(1); ; {
		most := b.most.Load()
		if n <= most || b.most.CompareAndSwap(most, n) {
			break
		}
	}
	defer b.now.Add(-1)
	return b.to.RoundTrip(r)
}

// TestManyCustomersOfAStore are looked at a few at once, and each is warned
// once.
func TestManyCustomersOfAStore(t *testing.T) {
	const customers, seller = 50, 7
	now := time.Date(2026, 5, 22, 15, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	panel := sandbox.NewXM(sandbox.XMOptions{Now: clock})
	base, err := panel.Start()
	must(t, err)
	transport := &busiest{to: httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})}
	keys, err := secret.NewKeyring()
	must(t, err)
	store, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{Now: clock})
	must(t, err)
	t.Cleanup(func() {
		_ = store.Close()
		transport.to.(*http.Transport).CloseIdleConnections()
		_ = panel.Close()
	})
	panel.AddKey("key")
	panel.Seed()
	tokens := new(xmplus.Tokens)
	o := ops.New(ops.Config{Store: store, Now: clock, XMPlus: func(base string, key secret.String, _ *time.Location) *xmplus.Client {
		return xmplus.New(xmplus.Config{
			BaseURL: base, Key: key, HTTP: &http.Client{Transport: transport}, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond, Tokens: tokens, Now: clock,
		})
	}})
	must(t, store.Update(t.Context(), func(tx *storage.Tx) error {
		if err := o.Connect(tx, storage.Account{Chat: seller, Provider: ops.XMPlus, BaseURL: base}, secret.New("key")); err != nil {
			return err
		}
		for i := range int64(customers) {
			email := fmt.Sprintf("c%d@mail.example", i)
			panel.AddAccount(sandbox.XMAccount{Email: email, Password: "Demo-2026!"})
			panel.AddService(sandbox.XMService{Email: email, Plan: 1, Expires: now.Add(50 * time.Hour)})
			m := storage.Member{
				Chat: seller, Person: 100 + i, Panel: storage.PanelOf(ops.XMPlus, base, secret.New("key")), Email: email, Password: "Demo-2026!", Next: now,
			}
			if err := tx.SaveMember(m); err != nil {
				return err
			}
		}
		return nil
	}))
	var mu sync.Mutex
	told := map[int64]int{}
	run := jobs.Members(o, func(_ *storage.Tx, n ops.StoreNews) error {
		mu.Lock()
		defer mu.Unlock()
		told[n.Member.Person]++
		return nil
	})
	for range 5 { // 20 in one run
		must(t, run(context.WithoutCancel(t.Context())))
	}
	for i := range int64(customers) {
		if told[100+i] != 1 {
			t.Errorf("customer %d was warned %d times", i, told[100+i])
		}
	}
	if n := transport.most.Load(); n > 2 {
		t.Errorf("%d calls at once", n)
	}
	if n := panel.Count("token").Asked; n != 1 {
		t.Errorf("%d tokens", n)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
