package proof

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// market is the stores of many resellers and those who buy there.
type market struct {
	t         *testing.T
	ctx       context.Context
	telegram  *sandbox.Telegram
	program   *program
	shops     []*shop
	customers []*customer
	work      sync.WaitGroup
	killed    time.Time
	most      int // KiB
	copies    int

	mu   sync.Mutex
	open []*customer // who paid and waits
}

// customer buys one plan.
type customer struct {
	*shopper
	shop           *shop
	email, invoice string
	begun, shown   time.Time
	paid, got      time.Time
}

// talkers is how many customers have a conversation at once: Telegram's pace
// lets no more be answered.
const talkers = 48

func newMarket(t *testing.T) *market {
	t.Helper()
	people := *invoiceShops * *invoicePeople
	// Telegram's pace for all that each of them is told, and the payments.
	patience := 2*time.Minute + time.Duration(people)*time.Second + *invoiceSpread
	m := &market{t: t, ctx: within(t, patience)}
	m.telegram, m.program = newShopProgram(t, buildBot(t))
	m.program.start(t)
	for n := range *invoiceShops {
		s := newShop(t, n, sandbox.XMOptions{Code: time.Hour})
		s.panel.AddGateway(sandbox.XMGateway{Kind: sandbox.XMCrypto, Name: gatewayName})
		m.shops = append(m.shops, s)
	}
	for i := range *invoicePeople {
		for n, s := range m.shops {
			email := fmt.Sprintf("c%02d-%03d@mail.example", n, i)
			s.panel.AddAccount(sandbox.XMAccount{Name: "Somebody", Email: email, Password: memberPassword})
			chat := int64(200_000 + 1000*n + i)
			m.customers = append(m.customers, &customer{shopper: newShopper(m.telegram, chat, buying(email)), shop: s, email: email})
		}
	}
	return m
}

// buyAll has the resellers open their stores and the customers buy there.
func (m *market) buyAll() {
	m.t.Helper()
	m.each(len(m.shops), func(i int) error { return m.shops[i].open(m.ctx, m.telegram, int64(6000+i)) })
	m.each(len(m.customers), func(i int) error { return m.customers[i].buy(m.ctx) })
	if m.t.Failed() {
		m.t.Fatalf("the program said:\n%s", tail(m.program.said()))
	}
}

// each does something for all, some at once.
func (m *market) each(n int, do func(i int) error) {
	slots := make(chan struct{}, talkers)
	var all sync.WaitGroup
	for i := range n {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			if err := do(i); err != nil {
				m.t.Error(err)
			}
		})
	}
	all.Wait()
}

// buy goes from the store's link to a message that says how to pay.
func (c *customer) buy(ctx context.Context) error {
	c.begun = time.Now()
	c.say("/start x" + c.shop.store)
	if _, err := c.until(ctx, payable); err != nil {
		return err
	}
	c.shown = time.Now()
	invoices := c.shop.panel.Invoices(c.email)
	if len(invoices) != 1 {
		return fmt.Errorf("%s has %d invoices", c.email, len(invoices))
	}
	c.invoice = invoices[0].ID
	return nil
}

// pay has the money arrive.
func (m *market) pay(c *customer) {
	m.mu.Lock()
	c.paid = time.Now()
	m.open = append(m.open, c)
	m.mu.Unlock()
	if !c.shop.panel.MarkPaid(c.invoice) {
		m.t.Errorf("%s was paid before", c.email)
	}
}

// until waits until nobody waits.
func (m *market) until() {
	m.t.Helper()
	err := m.telegram.Wait(m.ctx, func(sandbox.TelegramState) bool { return m.look() == 0 })
	if err != nil {
		m.t.Fatalf("%d have nothing; one of them sees:\n%s\n%s", len(m.open), m.open[0].screens(3), tail(m.program.said()))
	}
}

// watch notes from now on when each payment is delivered.
func (m *market) watch() {
	done := make(chan struct{})
	watching, stop := context.WithCancel(m.ctx)
	m.t.Cleanup(func() { stop(); <-done })
	go func() {
		defer close(done)
		_ = m.telegram.Wait(watching, func(sandbox.TelegramState) bool { m.look(); return false })
	}()
}

// look notes who has what they paid for, and gives how many have not.
func (m *market) look() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	m.open = slices.DeleteFunc(m.open, func(c *customer) bool {
		if c.newest(delivered) == nil {
			return false
		}
		c.got = now
		return true
	})
	return len(m.open)
}

// looks counts the panels' calls for what is watched, and how many there would
// be if each invoice were looked at every two seconds.
func (m *market) looks() (looks, fixed int) {
	watched := map[string]*customer{}
	for _, c := range m.customers {
		watched[c.email] = c
		fixed += int(c.got.Sub(c.shown) / (2 * time.Second))
	}
	for _, s := range m.shops {
		for _, call := range s.panel.Calls() {
			c := watched[call.Email]
			if c != nil && call.At.After(c.shown) && strings.HasPrefix(call.Path, "invoice") {
				looks++
			}
		}
	}
	return looks, fixed
}

func callTimes(calls []sandbox.XMCall) (times []time.Time) {
	for _, c := range calls {
		times = append(times, c.At)
	}
	return times
}

// percentiles gives the median, the 99th percentile and the most.
func percentiles(all []time.Duration) [3]time.Duration {
	slices.Sort(all)
	at := func(part float64) time.Duration {
		return all[min(int(part*float64(len(all))), len(all)-1)].Round(time.Millisecond)
	}
	return [3]time.Duration{at(0.5), at(0.99), all[len(all)-1].Round(time.Millisecond)}
}
