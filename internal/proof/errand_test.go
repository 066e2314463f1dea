package proof

import (
	"context"
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

const (
	errandEmail  = "olha@mail.example"
	errandPerson = 77
	gigabyte     = 1 << 30
)

// errand is something that a customer of a store does.
type errand struct {
	name  string
	worst map[string][]string // the suite's mishaps, by path
	has   int                 // 1: an account at the panel, 2: with a subscription
	does  []habit
	ends  string // words of the last message
	days  int    // that the subscription lasts in the end
	gib   int64  // of traffic that it has in the end
}

func errands() []errand {
	lost := []string{"killed", "cut after"}
	return []errand{
		{
			name: "register", worst: map[string][]string{"register": lost}, ends: "and you are logged in",
			does: []habit{
				{tap: "Use Somebody"},
				{words: "What is your e-mail address?", say: errandEmail},
				{words: "Choose a password", say: memberPassword},
				{tap: "Yes, create it"},
				{tap: "Create an account"},
				{tap: "Try again"},
			},
		},
		{
			name: "buy", worst: map[string][]string{"invoice/create": lost, "account/info": {"killed"}},
			has: 1, does: buying(errandEmail), ends: "is ready.", days: 30, gib: 100,
		},
		{name: "renew", worst: map[string][]string{"service/renew": lost[1:]}, has: 2, does: growing("Renew"), ends: "is renewed.", days: 40, gib: 100},
		{
			name: "add traffic", worst: map[string][]string{"service/addtraffic": lost[1:]}, has: 2, does: growing("Add traffic"), ends: "is added.",
			days: 10, gib: 150,
		},
	}
}

// growing is how a person gets more of a subscription.
func growing(more string) []habit {
	return append(paying(gatewayName),
		habit{tap: "Renew it"}, habit{tap: "Add it"}, habit{tap: "Add 50"}, habit{tap: more}, habit{tap: planName}, habit{tap: "See my account"},
		habit{tap: "Try again"})
}

// errandWorld is a store with one customer.
type errandWorld struct {
	*shop
	*shopper
	errand  errand
	program *program
	began   time.Time
}

// newErrand leaves the customer in the store, logged in where they have an
// account.
func newErrand(ctx context.Context, t *testing.T, bot string, e errand) *errandWorld {
	t.Helper()
	telegram, p := newShopProgram(t, bot)
	x := &errandWorld{shop: newShop(t, 0, sandbox.XMOptions{}), errand: e, program: p, began: time.Now()}
	x.panel.AddGateway(sandbox.XMGateway{Kind: sandbox.XMCrypto, Name: gatewayName})
	if e.has > 0 {
		x.panel.AddAccount(sandbox.XMAccount{Name: "Somebody", Email: errandEmail, Password: memberPassword})
	}
	if e.has > 1 {
		x.panel.AddService(sandbox.XMService{Email: errandEmail, Plan: 1, Paid: x.began.AddDate(0, 0, -20), Expires: x.began.AddDate(0, 0, 10)})
	}
	p.start(t)
	must(t, x.open(ctx, telegram, 6000))
	x.shopper = newShopper(telegram, errandPerson, entering(errandEmail))
	if e.has > 0 {
		x.say("/start x" + x.store)
		_, err := x.shopper.until(ctx, saying("You are logged in at"))
		must(t, err)
	}
	return x
}

// run does the errand to its end, with a payment on the way.
func (x *errandWorld) run(ctx context.Context) error {
	begin := "/start x" + x.store
	x.habits = append([]habit{{words: "The invoice was not made", say: begin}}, x.errand.does...)
	clear(x.answered)
	x.say(begin)
	if x.errand.days > 0 {
		if _, err := x.shopper.until(ctx, payable); err != nil {
			return err
		}
		if n := x.count(payable); n != 1 {
			return fmt.Errorf("%d messages say how to pay", n)
		}
		if n := x.panel.PayShown(); n != 1 {
			return fmt.Errorf("%d invoices were paid", n)
		}
	}
	if _, err := x.shopper.until(ctx, saying(x.errand.ends)); err != nil {
		return err
	}
	err := x.telegram.Wait(ctx, func(sandbox.TelegramState) bool { return x.count(payable) == 0 })
	if err != nil {
		return fmt.Errorf("%d messages still say how to pay: %w", x.count(payable), err)
	}
	return nil
}

func (x *errandWorld) count(fits func(*sandbox.TelegramMessage) bool) (n int) {
	for _, m := range x.telegram.Messages(x.chat) {
		if m.FromBot && fits(&m) {
			n++
		}
	}
	return n
}

// check holds what is at the panel, and in the chat, against the wish.
func (x *errandWorld) check(t *testing.T, p shopPoint) {
	t.Helper()
	if told := x.count(saying(x.errand.ends)); told > 1 && (told > 2 || p.mishap.fault != "") { // what was on its way at a kill may come twice
		t.Errorf("told %d times", told)
	}
	if n := x.panel.Accounts(); n != 1 {
		t.Errorf("%d accounts", n)
	}
	if x.errand.days == 0 {
		return
	}
	invoices, services := x.panel.Invoices(""), x.panel.Services(errandEmail)
	if len(invoices) != 1 || len(services) != 1 || invoices[0].Charged != 1 || !invoices[0].Delivered {
		t.Fatalf("%d subscriptions, and invoices %+v", len(services), invoices)
	}
	s := services[0]
	if days := s.Expires.Sub(x.began).Hours() / 24; int(days+0.5) != x.errand.days || s.Traffic != x.errand.gib*gigabyte {
		t.Errorf("the subscription lasts %.2f days and has %d GiB", days, s.Traffic/gigabyte)
	}
}
