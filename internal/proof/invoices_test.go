package proof

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"resellerbot/providers/xmplus"
)

var (
	invoiceShops  = flag.Int("shops", 2, "how many stores there are, each with a panel of its own")
	invoicePeople = flag.Int("buyers", 5, "how many customers each of them has")
	invoiceSpread = flag.Duration("pays", 4*time.Second, "within what time their payments arrive")
)

// deliveredIn is how soon after the panel knows of a payment its customer has
// what was bought.
const deliveredIn = 15 * time.Second

// Customers of many stores log in, buy, and are shown how to pay. All of these
// invoices are watched at once, then they are paid at any moment, and the
// program is killed in the middle, as by a power cut. Each payment is delivered
// in time and to its customer, once, and no panel is asked more often than it
// allows.
func TestAPaidInvoiceIsDelivered(t *testing.T) {
	t.Parallel() // most of it is waiting
	m := newMarket(t)
	begun := time.Now()
	m.buyAll()
	t.Logf("%d stores, %d customers: every one of them is shown how to pay after %v; %d MiB",
		len(m.shops), len(m.customers), time.Since(begun).Round(time.Second), m.program.residentNow(t)>>10)
	m.watch()
	m.payAll()
	if err := m.program.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	m.compare()
	m.figures()
}

// payAll has every payment arrive at a moment of its own, kills the program
// half-way, and waits until all is delivered.
func (m *market) payAll() {
	m.t.Helper()
	moments := make([]time.Duration, len(m.customers))
	for i := range moments {
		moments[i] = rand.N(*invoiceSpread)
	}
	begun, half := time.Now(), time.After(*invoiceSpread/2)
	for i, c := range m.customers {
		m.work.Go(func() {
			timer := time.NewTimer(time.Until(begun.Add(moments[i])))
			defer timer.Stop()
			select {
			case <-timer.C:
				m.pay(c)
			case <-m.ctx.Done():
			}
		})
	}
	<-half
	m.most = m.program.residentKB(m.t)
	m.killed = time.Now()
	_ = m.program.kill()
	m.program.start(m.t)
	m.work.Wait()
	m.until()
	m.most = max(m.most, m.program.residentKB(m.t))
}

// compare holds what was told against what the panels have.
func (m *market) compare() {
	m.t.Helper()
	for _, c := range m.customers {
		invoices, services := c.shop.panel.Invoices(c.email), c.shop.panel.Services(c.email)
		if len(invoices) != 1 || len(services) != 1 || invoices[0].Charged != 1 || invoices[0].Pays != 1 {
			m.t.Errorf("%s has %d invoices and %d subscriptions: %+v", c.email, len(invoices), len(services), invoices)
			continue
		}
		told := 0
		for _, msg := range m.telegram.Messages(c.chat) {
			if msg.FromBot && delivered(&msg) {
				told++
				if !c.holds(&msg, services[0].Link) {
					m.t.Errorf("%s was given something else: %s", c.email, msg.Text)
				}
			}
		}
		m.copies += max(told-1, 0)
		if told == 0 || told > 2 { // what was on its way at the kill may come twice
			m.t.Errorf("%s was told %d times", c.email, told)
		}
	}
	if m.copies > 1 {
		m.t.Errorf("%d deliveries came twice, with one kill", m.copies)
	}
}

// figures prints what there is to know, and holds it against what is asked for.
func (m *market) figures() {
	m.t.Helper()
	var took, bought []time.Duration
	undisturbed := time.Duration(0)
	for _, c := range m.customers {
		took, bought = append(took, c.got.Sub(c.paid)), append(bought, c.shown.Sub(c.begun))
		if c.got.Before(m.killed) || c.paid.After(m.killed.Add(deliveredIn)) {
			undisturbed = max(undisturbed, c.got.Sub(c.paid))
		}
	}
	at, talk := percentiles(took), percentiles(bought)
	looks, fixed := m.looks()
	minute, second := 0, 0
	for _, s := range m.shops {
		p := spread(callTimes(s.panel.Calls()))
		minute, second = max(minute, p.minute), max(second, p.second)
	}
	m.t.Logf("from the store's link to the code to pay with: median %v, p99 %v, most %v", talk[0], talk[1], talk[2])
	m.t.Logf("from the payment to its delivery: median %v, p99 %v, most %v, far from the kill %v; %d came twice", at[0], at[1], at[2], undisturbed.Round(10*time.Millisecond), m.copies)
	m.t.Logf("calls of one panel: at most %d a minute, %d a second; it allows %d a minute", minute, second, xmplus.Rate().PerMinute)
	m.t.Logf("looks at unpaid invoices: %d; every two seconds for each: %d, %.1f times as many", looks, fixed, float64(fixed)/float64(max(looks, 1)))
	m.t.Logf("memory: at most %d MiB", m.most>>10)
	if at[2] > deliveredIn {
		m.t.Errorf("one of them waited %v, which is more than %v", at[2], deliveredIn)
	}
	if rate := xmplus.Rate(); minute > rate.PerMinute+rate.AtOnce {
		m.t.Errorf("a panel was asked %d times within a minute", minute)
	}
	if looks*2 > fixed {
		m.t.Errorf("%d looks are not less than half of %d", looks, fixed)
	}
}
