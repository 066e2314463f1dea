package ops_test

import (
	"context"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// customer is a person who buys at our store.
const customer = 9

// storeWorld is an XMPlus panel with its demo's shop and customers, and Ops over a
// database file that outlives them. Our chat's store sells from it.
type storeWorld struct {
	desk
	panel  *sandbox.XMPanel
	tokens *xmplus.Tokens

	news []ops.StoreNews
}

func newStoreWorld(t *testing.T) *storeWorld {
	t.Helper()
	return newStoreWorldAt(t, func(now time.Time) time.Time { return now })
}

// newStoreWorldAt has a panel with a clock of its own.
func newStoreWorldAt(t *testing.T, clock func(time.Time) time.Time) *storeWorld {
	t.Helper()
	w := &storeWorld{}
	w.furnish(t, w.way)
	w.tell = w.hearEnd
	w.panel = sandbox.NewXM(sandbox.XMOptions{Now: func() time.Time { return clock(w.Now()) }})
	w.reach(w.panel)
	w.panel.AddKey(ourKey)
	w.panel.Seed()
	w.open()
	w.update(func(tx *storage.Tx) error {
		if err := tx.SavePerson(storage.Person{ID: 1, Name: "Rui", Lang: "en"}); err != nil {
			return err
		}
		return tx.SavePerson(storage.Person{ID: customer, Name: "Ana", Lang: "pt-BR"})
	})
	w.connect(ourKey)
	return w
}

// way is how the panel is reached.
func (w *storeWorld) way() ops.Config {
	w.tokens = new(xmplus.Tokens)
	return ops.Config{XMPlus: func(base string, key secret.String, zone *time.Location) *xmplus.Client {
		return xmplus.New(xmplus.Config{
			BaseURL: base, Key: key, Zone: zone, HTTP: w.web(), Timeout: timeout,
			Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond, Tokens: w.tokens, Now: w.Now,
		})
	}}
}

// connect gives our chat the panel by a key, as the conversation does.
func (w *storeWorld) connect(key string) { w.connectAt(w.base, key) }

func (w *storeWorld) connectAt(base, key string) {
	w.t.Helper()
	w.update(func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.XMPlus, BaseURL: base, By: 1}, secret.New(key))
	})
}

// act is what a customer asked for in the private chat.
func (w *storeWorld) act(key string) ops.Act {
	return ops.Act{Key: key, Place: chat.Place{Chat: customer}, Person: customer, Lang: "pt-BR"}
}

func key() storage.MemberKey { return storage.MemberKey{Chat: ourChat, Person: customer} }

// hear is what the commits told; what a transaction said that failed was never
// said.
func (w *storeWorld) hear(_ *storage.Tx, n ops.StoreNews) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.news = append(w.news, n)
	return nil
}

// heard gives the news since it was asked last.
func (w *storeWorld) heard() []ops.StoreNews {
	w.mu.Lock()
	defer w.mu.Unlock()
	news := w.news
	w.news = nil
	return news
}

func (w *storeWorld) kinds() (kinds []ops.StoreNewsKind) {
	for _, n := range w.heard() {
		kinds = append(kinds, n.Kind)
	}
	return kinds
}

func (w *storeWorld) hearEnd(tx *storage.Tx, _ storage.Entry, out ops.Outcome) error {
	w.told = append(w.told, out)
	if out.News != nil {
		return w.hear(tx, *out.News)
	}
	return nil
}

// member gives the customer's row.
func (w *storeWorld) member() (m storage.Member, found bool) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		m, found, err = tx.Member(key())
		return err
	}))
	return m, found
}

// logIn is the customer's, as ana of the demo.
func (w *storeWorld) logIn() {
	w.t.Helper()
	_, err := w.LogIn(w.t.Context(), w.act("login"), key(), "ana@mail.example", secret.New("Demo-2026!"), "", w.hear, tellInvoice)
	w.must(err)
	w.heard()
}

func newcomer() resale.NewMember {
	return resale.NewMember{Name: "Bia", Email: "bia@mail.example", Password: "Segredo-1"}
}

func (w *storeWorld) register(ctx context.Context, name string) (ops.Outcome, error) {
	return w.Register(ctx, w.act(name), key(), newcomer(), w.hear)
}
