package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"resellerbot/handlers"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// offering has the place that is looked at give something away: "! gives servex",
// "! gives vpn", with limits behind it: "person=1 day=2 total=3 young=50
// member=@news". What it is called is markup that must be shown as it is.
func (w *world) offering(what string) {
	w.t.Helper()
	words := strings.Fields(what)
	f := storage.Offer{
		Chat: w.place().Chat, By: w.who, Provider: ops.Servex, Name: "Free <hour>", Text: "Try <b>it</b> first.\nWrite to @shop.",
		Minutes: 60, PerPerson: 1, On: true,
	}
	if words[0] == "vpn" {
		f.Provider, f.Name, f.Minutes, f.Days = ops.VPNResellers, "Three <days>", 0, 3
	} else {
		f.Category, f.CategoryName = w.panel.Categories()[0].ID, w.panel.Categories()[0].Name
	}
	for _, word := range words[1:] {
		key, value, _ := strings.Cut(word, "=")
		n, _ := strconv.Atoi(value)
		switch key {
		case "person":
			f.PerPerson = n
		case "day":
			f.PerDay = n
		case "total":
			f.Total = n
		case "category": // that the panel does not have
			f.Category = int64(n)
		case "young":
			f.YoungestID = int64(n)
		case "member":
			c := w.channel(value)
			f.Member, f.MemberName, f.MemberURL = c.id, c.title, "https://t.me/"+strings.TrimPrefix(value, "@")
		}
	}
	saved, err := w.ops.SaveOffer(w.t.Context(), f)
	if err != nil {
		w.t.Fatal(err)
	}
	w.offer = saved.ID
}

// pays says how the customers of the place that is looked at pay.
func (w *world) pays(how string) {
	w.t.Helper()
	err := w.ops.ChangeShop(w.t.Context(), w.place().Chat, func(s *storage.Shop) { s.Payment = strings.ReplaceAll(how, `\n`, "\n") })
	if err != nil {
		w.t.Fatal(err)
	}
}

// offerIs changes the offer that was made last: "off", "on", "gone", "blocks" and
// "unblocks" whoever acts.
func (w *world) offerIs(what string) {
	w.t.Helper()
	err := w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		f, _, err := tx.Offer(w.offer)
		if err != nil {
			return err
		}
		switch what {
		case "gone":
			return tx.DropOffer(w.offer)
		case "blocks":
			return tx.Block(storage.Blocked{Chat: f.Chat, Person: w.who, By: f.By})
		case "unblocks":
			return tx.Unblock(f.Chat, w.who)
		}
		f.On = what == "on"
		return tx.SaveOffer(f)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) tellClaim(tx *storage.Tx, n ops.ClaimNews) error {
	return w.driver.Tell(tx, handlers.ClaimNotice(w.deps, n))
}

// claims does what the worker does with what is due.
func (w *world) claims() {
	w.t.Helper()
	ctx := w.t.Context()
	panels, err := w.ops.DueClaimPanels(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, panel := range panels {
		due, err := w.ops.DueClaims(ctx, panel, 100)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, c := range due {
			if err := w.ops.GrantClaim(ctx, c, w.tellClaim); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.show()
}

// linked makes whoever acts the customer of one of the clients or accounts of
// Ana or of the group:
// "! linked bruno", "! linked carla.03".
func (w *world) linked(name string) {
	w.t.Helper()
	l := storage.Link{Chat: personID, By: personID, Username: name, Person: w.who, Next: w.clock().AddDate(0, 0, 1)}
	for _, c := range w.panel.Clients() {
		if c.Username == name {
			l.Provider, l.ClientID, l.Expires = ops.Servex, c.ID, c.Expires
		}
	}
	for _, a := range w.vpn.Accounts() {
		if a.Username == name {
			l.Provider, l.ClientID, l.Expires = ops.VPNResellers, a.ID, a.Expires
		}
	}
	w.client = l.ClientID
	w.write(func(tx *storage.Tx) error {
		account, found, err := tx.Account(groupID, l.Provider)
		if err == nil && found {
			l.Chat = groupID
		} else if account, _, err = tx.Account(personID, l.Provider); err != nil {
			return err
		}
		l.Panel = account.Panel
		return tx.SaveLink(l)
	})
}

// newest is the name of the client that was made last.
func (w *world) newest() (name string) {
	var last int64
	for _, c := range w.panel.Clients() {
		if c.ID > last {
			last, name = c.ID, c.Username
		}
	}
	return name
}

func TestALinkOfAnOffer(t *testing.T) {
	t.Parallel()
	id := storage.NewOfferID()
	if !offerLink.MatchString("start=o" + id) {
		t.Errorf("%q does not go into a link", id)
	}
	if target, ok := handlers.Link("o" + id); !ok || target != "offer "+id {
		t.Errorf("it begins %q, %v", target, ok)
	}
}
