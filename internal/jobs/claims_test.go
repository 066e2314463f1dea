package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/chat"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// fair has resellers who give tests away, each by a key of their own.
type fair struct {
	t      *testing.T
	store  *storage.Store
	ops    *ops.Ops
	panel  *sandbox.ServexPanel
	place  int64
	offers []storage.Offer
	gate   func(seller int, r *http.Request) error // before each request

	mu      sync.Mutex
	granted map[storage.ClaimKey]bool
	running map[int]int // requests under way, by seller
	all     int
	most    map[int]int
	mostAll int
	spoil   func(ops.ClaimNews) error
}

func newFair(t *testing.T, sellers int) *fair {
	t.Helper()
	f := &fair{t: t, granted: map[storage.ClaimKey]bool{}, running: map[int]int{}, most: map[int]int{}}
	f.panel = sandbox.NewServex(sandbox.ServexOptions{Now: time.Now})
	f.place = f.panel.AddCategory("Premium", time.Time{})
	keys, err := secret.NewKeyring()
	f.must(err)
	f.store, err = storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	f.must(err)
	t.Cleanup(func() { _ = f.store.Close() })
	numbers := map[string]int{}
	f.ops = ops.New(ops.Config{Store: f.store, Servex: func(_ string, key secret.String) *servex.Client {
		return servex.New(servex.Config{
			BaseURL: "http://panel.test/api", Key: key, HTTP: &http.Client{Transport: stall{f, numbers[key.Reveal()]}}, Limiter: rate.NewLimiter(rate.Inf, 0), Timeout: time.Hour,
		})
	}})
	for i := range sellers {
		key := fmt.Sprint("the-key-of-seller-", i)
		numbers[key] = i
		f.panel.AddKey(key, false, int64(100+i))
		f.must(f.store.Update(t.Context(), func(tx *storage.Tx) error {
			return f.ops.Connect(tx, storage.Account{Chat: int64(1 + i), Provider: ops.Servex, By: int64(1 + i)}, secret.New(key))
		}))
		offer, err := f.ops.SaveOffer(t.Context(), storage.Offer{
			Chat: int64(1 + i), Provider: ops.Servex, Name: "Trial", Category: f.place, Minutes: 60, PerPerson: 1, On: true,
		})
		f.must(err)
		f.offers = append(f.offers, offer)
	}
	return f
}

func (f *fair) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// stall is where a seller's requests arrive.
type stall struct {
	*fair
	seller int
}

func (s stall) RoundTrip(r *http.Request) (*http.Response, error) {
	s.count(1)
	defer s.count(-1)
	if s.gate != nil {
		if err := s.gate(s.seller, r); err != nil {
			return nil, err
		}
	}
	if r.Body == nil { // as a server has it
		r = r.Clone(r.Context())
		r.Body = http.NoBody
	}
	answer := httptest.NewRecorder()
	s.panel.ServeHTTP(answer, r)
	return answer.Result(), nil
}

func (s stall) count(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running[s.seller] += n
	s.all += n
	s.most[s.seller] = max(s.most[s.seller], s.running[s.seller])
	s.mostAll = max(s.mostAll, s.all)
}

func (f *fair) claim(seller, person int) {
	f.t.Helper()
	a := ops.Act{Key: fmt.Sprint("tap ", seller, person), Place: chat.Place{Chat: int64(person)}, Person: int64(person)}
	if _, no, err := f.ops.ClaimOffer(f.t.Context(), a, f.offers[seller].ID, ops.NotAsked); no != "" || err != nil {
		f.t.Fatalf("claim: %q, %v", no, err)
	}
}

func (f *fair) tell(_ *storage.Tx, n ops.ClaimNews) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.spoil != nil {
		if err := f.spoil(n); err != nil {
			return err
		}
	}
	if n.Kind == ops.ClaimGranted {
		f.granted[n.Claim.Key()] = true
	}
	return nil
}

func (f *fair) done() int { f.mu.Lock(); defer f.mu.Unlock(); return len(f.granted) }

// work runs the worker until it is ended.
func (f *fair) work() (end func()) {
	ctx, cancel := context.WithCancel(f.t.Context())
	over := make(chan error, 1)
	go func() { over <- jobs.Claims(f.ops, f.tell)(ctx) }()
	return func() {
		cancel()
		f.must(<-over)
	}
}

// until lets time pass until so many are granted.
func (f *fair) until(n int) {
	f.t.Helper()
	for range 600 {
		synctest.Wait()
		if f.done() >= n {
			return
		}
		time.Sleep(time.Second)
	}
	f.t.Fatalf("%d of %d are granted", f.done(), n)
}

// TestAPanelThatHangsStopsNobody: it has its four places, and the others go on.
func TestAPanelThatHangsStopsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFair(t, 10)
		healed := make(chan struct{})
		f.gate = func(seller int, r *http.Request) error {
			if seller != 0 {
				return nil
			}
			select {
			case <-healed:
				return nil
			case <-r.Context().Done():
				return r.Context().Err()
			}
		}
		const people = 15
		for seller := range f.offers {
			for p := range people {
				f.claim(seller, 1000+100*seller+p)
			}
		}
		end := f.work()
		defer end()
		f.until(people * (len(f.offers) - 1))
		if n := f.most[0]; n != 4 {
			t.Errorf("the one that hangs has %d places", n)
		}
		close(healed)
		f.until(people * len(f.offers))
		if n := len(f.panel.Clients()); n != people*len(f.offers) {
			t.Errorf("%d clients are made", n)
		}
	})
}

// TestHowManyAtOnce: as many as there are places, and each panel in its turn.
func TestHowManyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFair(t, 40)
		var order []int
		f.gate = func(seller int, r *http.Request) error {
			if r.Method == http.MethodPost {
				f.mu.Lock()
				order = append(order, seller)
				f.mu.Unlock()
			}
			time.Sleep(time.Second)
			return nil
		}
		const people = 6
		for seller := range f.offers {
			for p := range people {
				f.claim(seller, 1000+100*seller+p)
			}
		}
		end := f.work()
		defer end()
		f.until(people * len(f.offers))
		if f.mostAll != 32 {
			t.Errorf("%d at once", f.mostAll)
		}
		for seller, n := range f.most {
			if n > 4 {
				t.Errorf("%d at once of seller %d", n, seller)
			}
		}
		seen := map[int]bool{}
		for _, seller := range order[:64] {
			seen[seller] = true
		}
		if len(seen) < len(f.offers) {
			t.Errorf("after 64 creations only %d of %d sellers had one", len(seen), len(f.offers))
		}
	})
}

// TestAClaimIsMadeAtOnce, without waiting for the clock, and one that was there
// before the start too.
func TestAClaimIsMadeAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFair(t, 1)
		f.claim(0, 1000)
		began := time.Now()
		end := f.work()
		defer end()
		f.until(1)
		f.claim(0, 1001)
		f.until(2)
		if d := time.Since(began); d != 0 {
			t.Errorf("it took %v", d)
		}
	})
}

// TestTroubleOfOurOwn: what cannot be committed, or panics, is tried again, and
// others go on.
func TestTroubleOfOurOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFair(t, 3)
		tries := 0
		f.spoil = func(n ops.ClaimNews) error {
			if n.Claim.Chat != 1 || n.Kind != ops.ClaimGranted {
				return nil
			}
			if tries++; tries == 1 {
				return errors.New("no luck")
			}
			return nil
		}
		for seller := range f.offers {
			f.claim(seller, 1000+seller)
		}
		end := f.work()
		f.until(3)
		end()
		if n := len(f.panel.Clients()); n != 3 || tries != 2 {
			t.Errorf("%d clients, told in %d tries", n, tries)
		}
	})
}

// TestTheEndOfTheProgram waits for what was begun, and loses nothing.
func TestTheEndOfTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFair(t, 1)
		f.gate = func(int, *http.Request) error {
			time.Sleep(time.Second)
			return nil
		}
		const people = 10
		for p := range people {
			f.claim(0, 1000+p)
		}
		for range 20 {
			end := f.work()
			time.Sleep(1500 * time.Millisecond) // amid a call
			end()
			f.mu.Lock()
			if f.all != 0 {
				t.Errorf("%d requests are under way after the end", f.all)
			}
			f.mu.Unlock()
		}
		end := f.work()
		defer end()
		f.until(people)
		if n := len(f.panel.Clients()); n != people {
			t.Errorf("%d clients for %d people", n, people)
		}
		err := f.store.View(t.Context(), func(tx *storage.Tx) error {
			open, err := tx.Unsettled(time.Now().AddDate(1, 0, 0), 0)
			if len(open) > 0 {
				t.Errorf("%d acts are open", len(open))
			}
			for p := range people {
				links, err := tx.LinksOf(int64(1000 + p))
				if err != nil || len(links) != 1 || links[0].Expires.IsZero() || resale.ExpiryDay(links[0].Expires) != links[0].Day {
					t.Errorf("links %+v, %v", links, err)
				}
			}
			return err
		})
		f.must(err)
	})
}
