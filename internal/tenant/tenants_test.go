package tenant

import (
	"fmt"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// The people and places. The first reseller is alone, the second is a group.
const (
	bossA  = 77
	groupB = -500
	bossB  = 81
	aideB  = 82 // who administers the group too
	mateB  = 83 // who does not
)

// tenant is one reseller: its mark stands in everything that is theirs.
type tenant struct {
	mark   string // "QALFA"
	chat   int64  // where it works
	people []int64
	keys   map[string]string // of each provider
	owner  int64             // who it is at the Servex panel
	user   int64             // who it is at the VPNresellers panel
	made   int               // what was added to its panels, ever
	offers []string
	store  string          // as its link names it
	knows  map[access]bool // accounts that customers showed to its store
	bulk   string          // that was stopped
	host   *sandbox.WHPanel
	hostAt string // its address
	typed  int    // what was typed into conversations about it
}

// word is something of the tenant's, in small letters: "alfacli3".
func (r *tenant) word(kind string, n int) string {
	return fmt.Sprintf("%s%s%d", strings.ToLower(r.mark), kind, n)
}

// Balances are such that a part of what is written of one is nobody else's, see
// amountPattern: 71 and 73 thousand are the first's, 82 and 84 the second's.

// settle puts the tenants and the people there, before the bot is.
func (w *world) settle() {
	w.tenants = []*tenant{
		{mark: "QALFA", chat: bossA, people: []int64{bossA}, owner: 11},
		{mark: "QBETA", chat: groupB, people: []int64{bossB, aideB, mateB}, owner: 12},
	}
	w.settleShop()
	w.vpn.Seed("") // servers and ports, and nobody's business
	for i := range 3 {
		w.smm.AddService(sandbox.SMMService{
			ID: 101 + i, Name: "Pictogram Followers", Type: []string{"Default", "Custom Comments", "Package"}[i], Category: "Pictogram", Rate: "1.90",
			Min: 2, Max: 10_000, Refill: true, Cancel: true,
		})
	}
	for i, r := range w.tenants {
		r.keys = map[string]string{
			ops.Servex:       fmt.Sprintf("sx_%d123456789abcdef0123456789abcdef", i),
			ops.SMM:          fmt.Sprintf("%da7f0123456789abcdef0123456789ab", i+4),
			ops.VPNResellers: fmt.Sprintf("%dc0f0123456789abcdef0123456789abcdef0123", i+6),
			ops.XMPlus:       fmt.Sprintf("%d-portal-key-0123456789", i+8),
			ops.WHMDC:        fmt.Sprintf("whk_%d123456789abcdef0123456789abcdef", i),
		}
		r.knows = map[access]bool{}
		w.xm.AddKey(r.keys[ops.XMPlus])
		w.servex.AddKey(r.keys[ops.Servex], false, r.owner)
		w.smm.AddKey(r.keys[ops.SMM], []string{"71414.1", "82828.2"}[i])
		r.user = w.vpn.AddKey(r.keys[ops.VPNResellers], []string{"73737.3", "84848.4"}[i])
		w.settleHost(r, i)
		w.furnish(r)
		for range 6 {
			w.stock(r)
		}
	}
	w.settlePeople()
	w.settleAccounts(w.tenants[0], 101, 102, 301)
	w.settleAccounts(w.tenants[1], 201, 202, 301)
}

// furnish gives a tenant what it has once: itself, and its categories.
func (w *world) furnish(r *tenant) {
	var categories []int64
	for i := range 2 {
		categories = append(categories, w.servex.AddCategory(r.mark+fmt.Sprintf("cat%d", i), w.now.AddDate(1, 0, 0)))
	}
	w.servex.AddReseller(sandbox.ServexReseller{
		ID: r.owner, Name: r.mark + "self", Username: r.word("self", 1), Password: r.mark + "selfpw1", AccountType: "validity", MaxUsers: 500,
		CategoryIDs: categories, Expires: w.now.AddDate(1, 0, 0), ParentID: 1,
	})
}

// stock adds one of everything to a tenant's panels; all ends soon, so that
// there is something to warn of.
func (w *world) stock(r *tenant) {
	n := r.made
	r.made++
	w.servex.AddClient(sandbox.ServexClient{
		Username: r.word("cli", n), Password: r.mark + fmt.Sprintf("cliPw%d", n), Note: r.mark + fmt.Sprintf("note%d", n), UUID: r.word("uuid", n), Limit: 1,
		CategoryID: w.categoryOf(r), OwnerID: r.owner, Expires: w.now.AddDate(0, 0, n%9), Created: w.now.AddDate(0, -2, 0), Kind: "user", Online: n%2 == 0,
	})
	project := w.vpn.AddProject(sandbox.VPNProject{User: r.user, Name: r.mark + fmt.Sprintf("proj%d", n), Description: r.mark + fmt.Sprintf("projtext%d", n)})
	customer := w.vpn.AddCustomer(sandbox.VPNCustomer{
		User: r.user, Project: project, FirstName: r.mark + fmt.Sprintf("first%d", n), LastName: r.mark + fmt.Sprintf("last%d", n), Email: r.word("mail", n) + "@mail.example",
	})
	w.vpn.AddAccount(sandbox.VPNAccount{
		User: r.user, Customer: customer, Username: r.word("acc", n), Password: r.mark + fmt.Sprintf("accPw%d", n),
		Expires: w.now.Truncate(day).AddDate(0, 0, 1+n%9), Created: w.now.AddDate(0, -2, 0),
	})
	w.stockHost(r, n)
}

func (w *world) categoryOf(r *tenant) int64 {
	for _, c := range w.servex.Categories() {
		if strings.HasPrefix(c.Name, r.mark) {
			return c.ID
		}
	}
	return 0
}

// connect gives a tenant's chat the accounts that it lacks.
func (w *world) connect(r *tenant) {
	w.change(func(tx *storage.Tx) error {
		for provider, key := range r.keys {
			_, has, err := tx.Account(r.chat, provider)
			if err != nil {
				return err
			}
			if has {
				continue
			}
			account := storage.Account{Chat: r.chat, Provider: provider, By: r.people[0]}
			if provider == ops.WHMDC {
				account.BaseURL = r.hostAt
			}
			if err := w.ops.Connect(tx, account, secret.New(key)); err != nil {
				return err
			}
		}
		return nil
	})
	w.must(w.ops.ChangeShop(w.Context(), r.chat, func(s *storage.Shop) {
		s.Payment = r.mark + "pay1 by PIX to " + r.mark + "pay2"
		low := decimal.MustParse("90000")
		s.LowBalance = &low
	}))
}

// offer makes an offer of a tenant; the second of two is of VPNresellers.
func (w *world) offer(r *tenant) {
	n := len(r.offers)
	f := storage.Offer{
		Chat: r.chat, By: r.people[0], Lang: "en", Name: r.mark + fmt.Sprintf("offer%d", n), Text: r.mark + fmt.Sprintf("offertext%d", n),
		PerPerson: 1, Total: 3, On: true,
	}
	if n%2 == 0 {
		f.Provider, f.Category, f.CategoryName, f.Minutes = ops.Servex, w.categoryOf(r), r.mark+"cat0", 120
	} else {
		f.Provider, f.Days = ops.VPNResellers, 3
	}
	saved, err := w.ops.SaveOffer(w.Context(), f)
	w.must(err)
	r.offers = append(r.offers, saved.ID)
}

// order places an order of a tenant, as its chat does.
func (w *world) order(r *tenant) {
	list, err := w.ops.Services(w.Context(), r.chat)
	w.must(err)
	r.made++
	act := ops.Act{Key: r.word("act", r.made), Place: chat.Place{Chat: r.chat}, Person: r.people[0], Lang: "en"}
	_, err = w.ops.PlaceOrder(w.Context(), act, ops.NewOrder{
		Service: list.Services[0], Currency: "USD",
		Values: resale.OrderValues{resale.FieldLink: "https://example.com/" + r.word("link", r.made), resale.FieldQuantity: "100"},
	})
	w.must(err)
}

// stopped leaves a bulk of a tenant behind that did nothing yet.
func (w *world) stopped(r *tenant) {
	b := storage.Bulk{ID: storage.NewID(), Chat: r.chat, Person: r.people[0], Lang: "en", Act: "renew", Days: 30, State: storage.BulkStopped, At: w.now}
	for _, c := range w.servex.Clients() {
		if c.OwnerID == r.owner {
			b.Items = append(b.Items, storage.BulkItem{ID: c.ID, Username: c.Username})
		}
	}
	w.change(func(tx *storage.Tx) error { return tx.SaveBulk(b) })
	r.bulk = b.ID
}
