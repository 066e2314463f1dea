package tenant

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"resellerbot/handlers"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// account is what a customer of a store has at the XMPlus panel: both resellers
// have their customers at the same panel, each with a key of their own.
type account struct {
	email, password string
	of              *tenant
	owner           int64
	access          access
}

// settleShop has the panel sell something.
func (w *world) settleShop() {
	w.xm.AddPlan(sandbox.XMPlan{ID: 1, Name: "Starter", Traffic: 100, Devices: 2, Prices: map[string]string{"month": "10"}})
	w.xm.AddPlan(sandbox.XMPlan{ID: 2, Name: "TOP50", Traffic: 50, TopUp: true, Prices: map[string]string{"topup_traffic": "5"}})
	for _, kind := range []sandbox.XMGatewayKind{sandbox.XMQRText, sandbox.XMLink, sandbox.XMCrypto, sandbox.XMObject, sandbox.XMManual} {
		w.xm.AddGateway(sandbox.XMGateway{Kind: kind})
	}
}

// settleAccounts gives three customers of a tenant an account with a
// subscription; the third is a customer of the other one too.
func (w *world) settleAccounts(r *tenant, owners ...int64) {
	for n, owner := range owners {
		a := account{email: r.word("member", n) + "@mail.example", password: r.mark + fmt.Sprintf("memberPw%d!", n), of: r, owner: owner}
		a.access = access{ops.XMPlus, w.xm.AddAccount(sandbox.XMAccount{Name: r.mark + fmt.Sprintf("memname%d", n), Email: a.email, Password: a.password})}
		w.xm.AddService(sandbox.XMService{
			Email: a.email, Plan: 1, Link: "https://xm.example/link/" + r.word("sub", n), UUID: r.word("node", n), Used: int64(n) * 45 << 30,
			Paid: w.now.AddDate(0, 0, -28), Expires: w.now.AddDate(0, 0, 2),
		})
		w.accounts = append(w.accounts, a)
		p := w.person(owner)
		p.had[a.access] = r.chat
		p.logins = append(p.logins, a.email, a.password)
	}
}

// nameStore gives a tenant's store a name and a text, as its card does.
func (w *world) nameStore(r *tenant) {
	s, err := w.ops.ChangeStorefront(w.Context(), r.chat, func(s *storage.Storefront) {
		s.Name, s.Text = r.mark+"shop", r.mark+"shoptext"
	})
	w.must(err)
	r.store = s.ID
}

// enter has a customer log in at a store, get the link of what they have, and
// begin to buy more.
func (w *world) enter(a account) {
	p := w.person(a.owner)
	at := p.place(false)
	w.say(p, at, "/start x"+a.of.store)
	w.goes(p, at, "login "+a.of.store)
	w.say(p, at, a.email)
	w.say(p, at, a.password)
	w.goes(p, at, fmt.Sprintf("member %s %d", a.of.store, w.xm.Services(a.email)[0].ID))
	w.tapFirst(p, at, 0)
	w.goes(p, at, "buy "+a.of.store)
	for range 4 { // the plan, the period, yes, the gateway
		w.tapFirst(p, at, 0)
	}
}

// learnShop takes in what the panel has of the customers by now, and who typed
// an account of whose into a store.
func (w *watch) learnShop() {
	for _, a := range w.accounts {
		of := secretOf{tenant: a.of, access: a.access}
		name, _, _ := strings.Cut(a.email, "@")
		if kept, ok := w.xm.Account(a.email); ok {
			w.noteAll(of, kept.Name)
		}
		w.noteAll(of, name, markPattern.FindString(a.password))
		for _, s := range w.xm.Services(a.email) {
			w.noteAll(of, s.UUID, s.Link[strings.LastIndex(s.Link, "/")+1:])
		}
		for _, i := range w.xm.Invoices(a.email) {
			w.noteAll(of, i.ID)
		}
	}
	for _, p := range w.people {
		of := secretOf{person: p.id}
		for _, s := range w.xm.Services(p.newEmail()) {
			w.noteAll(of, s.UUID, s.Link[strings.LastIndex(s.Link, "/")+1:])
		}
		for _, i := range w.xm.Invoices(p.newEmail()) {
			w.noteAll(of, i.ID)
		}
	}
}

// newEmail is what a person types who makes an account.
func (p *person) newEmail() string { return fmt.Sprintf("guest%dnew@mail.example", p.id) }

// shows notes that a customer types an e-mail address where a store asks for
// one: its reseller may know of that account from then on.
func (w *watch) shows(p *person, text string, c storage.Conversation) {
	i := slices.IndexFunc(w.accounts, func(a account) bool { return strings.EqualFold(a.email, strings.TrimSpace(text)) })
	if i < 0 {
		return
	}
	for _, r := range w.tenants {
		if strings.Contains(string(c.Sheet), r.store) {
			r.knows[w.accounts[i].access] = true
		}
	}
}

// knowsOf tells whether a chat is of a tenant whose customer showed it that
// account.
func (w *watch) knowsOf(place int64, what access) bool {
	return slices.ContainsFunc(w.tenants, func(r *tenant) bool { return r.sees(place) && r.knows[what] })
}

// ownAccount tells whether a word is of an account that a person has.
func (w *watch) ownAccount(p *person, low string) bool {
	what := w.secrets[low].access
	return what.provider == ops.XMPlus && p.had[what] != 0
}

// ofStores are targets that a customer's screens offer them.
func (w *world) ofStores(p *person) (all []string) {
	for _, r := range w.tenants {
		if !p.customer[r] || r.store == "" {
			continue
		}
		for _, flow := range []string{"store", "register", "buy", "member", "invoices"} {
			all = append(all, flow+" "+r.store)
		}
		emails := []string{p.newEmail()}
		for _, a := range w.accounts {
			if a.owner == p.id && a.of == r {
				emails = append(emails, a.email)
			}
		}
		for _, email := range emails {
			for _, s := range w.xm.Services(email) {
				for _, flow := range []string{"member", "member", "renewsub", "topup"} {
					all = append(all, fmt.Sprintf("%s %s %d", flow, r.store, s.ID))
				}
			}
			for _, i := range w.xm.Invoices(email) {
				for _, flow := range []string{"invoice", "payway", "newcode", "checkpay", "paycode"} {
					all = append(all, flow+" "+r.store+" "+i.ID)
				}
			}
		}
	}
	return all
}

// invoices looks at all that are due.
func (w *world) invoices(ctx context.Context) error {
	tell := func(tx *storage.Tx, n ops.InvoiceNews) error { return w.tell(tx, handlers.InvoiceNotice(w.deps, n)) }
	stores := func(tx *storage.Tx, n ops.StoreNews) error { return w.tell(tx, handlers.StoreNotice(w.deps, n)) }
	panels, err := w.ops.DueInvoicePanels(ctx)
	for _, panel := range panels {
		due, failed := w.ops.DueInvoices(ctx, panel, 20)
		if failed != nil {
			return failed
		}
		for _, m := range due {
			_ = w.ops.LookAtInvoices(ctx, m, tell, stores) // what a panel refuses is told
		}
	}
	return err
}
