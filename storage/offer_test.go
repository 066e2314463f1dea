package storage

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/secret"
)

// giveaway is a world of one offer, with claims of it.
type giveaway struct {
	*Store
	t     *testing.T
	offer Offer
	panel string
}

func newGiveaway(t *testing.T, chat int64) *giveaway {
	t.Helper()
	g := &giveaway{Store: openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t)), t: t}
	g.offer = Offer{ID: NewOfferID(), Chat: chat, By: 1, Provider: "servex", Name: "Trial", PerPerson: 1, On: true}
	g.panel = PanelOf("servex", "", secret.New("key"))
	g.do(func(tx *Tx) error {
		if err := tx.PutAccount(Account{Chat: chat, Provider: "servex", By: 1}, secret.New("key")); err != nil {
			return err
		}
		return tx.SaveOffer(g.offer)
	})
	return g
}

func (g *giveaway) do(f func(*Tx) error) {
	g.t.Helper()
	update(g.t, g.Store, f)
}

func (g *giveaway) claim(person int64, n int) Claim {
	return Claim{
		Offer: g.offer.ID, Person: person, N: n, Chat: g.offer.Chat, Name: "Bia", Provider: "servex", Panel: g.panel, State: ClaimOpen,
		Username: "tavoki", Password: "secret", At: time.Unix(int64(1000*n), person).UTC(), Next: time.Unix(int64(1000*n), 0).UTC(),
	}
}

// offersMigrate opens a file of the version before offers.
func offersMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		for _, name := range []string{"offers", "claims", "blocked"} {
			if err := tx.bolt.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "offers" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

func TestPlacesOfADay(t *testing.T) {
	var o Offer
	day := time.Date(2026, 3, 1, 23, 59, 0, 0, time.UTC)
	next := day.Add(time.Hour)
	o.Take(day)
	o.Take(day)
	o.Take(next)
	if o.Taken != 3 || o.TakenOn(day) != 0 || o.TakenOn(next) != 1 {
		t.Errorf("%+v", o)
	}
	o.GiveBack(day) // that day is over
	o.GiveBack(next)
	o.GiveBack(next)
	o.GiveBack(next)
	if o.Taken != 0 || o.TakenOn(next) != 0 {
		t.Errorf("%+v", o)
	}
}

func TestOfferIDs(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		id := NewOfferID()
		if len(id) != offerIDLength || seen[id] || strings.ContainsFunc(id, func(r rune) bool {
			return !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", r)
		}) {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
}

func TestClaimsOfAnOffer(t *testing.T) {
	g := newGiveaway(t, 5)
	g.do(func(tx *Tx) error {
		for i := range 7 {
			if err := tx.SaveClaim(g.claim(int64(10+i%3), 1+i/3)); err != nil {
				return err
			}
		}
		var got []string
		for cursor, page := "", 0; page == 0 || cursor != ""; page++ {
			claims, next, err := tx.ClaimsOf(g.offer.ID, cursor, 3)
			if err != nil {
				return err
			}
			for _, c := range claims {
				got = append(got, fmt.Sprint(c.Person, c.N))
			}
			cursor = next
		}
		if diff := cmp.Diff([]string{"10 3", "12 2", "11 2", "10 2", "12 1", "11 1", "10 1"}, got); diff != "" {
			t.Error(diff)
		}
		mine, err := tx.ClaimsOfPerson(g.offer.ID, 10)
		if len(mine) != 3 || mine[2].N != 3 {
			t.Errorf("of a person: %+v", mine)
		}
		return err
	})
}

func TestDueClaims(t *testing.T) {
	g := newGiveaway(t, 5)
	other := PanelOf("servex", "", secret.New("other"))
	g.do(func(tx *Tx) error {
		first, second, elsewhere := g.claim(1, 1), g.claim(2, 2), g.claim(3, 1)
		elsewhere.Panel = other
		for _, c := range []Claim{second, first, elsewhere} {
			if err := tx.SaveClaim(c); err != nil {
				return err
			}
		}
		panels, err := tx.DueClaimPanels(time.Unix(1000, 0))
		if diff := cmp.Diff(map[string]bool{g.panel: true, other: true}, keysOf(panels)); diff != "" {
			t.Error(diff)
		}
		if err != nil {
			return err
		}
		first.State, first.Next, first.ClientID = ClaimGranted, time.Time{}, 77
		if err := tx.SaveClaim(first); err != nil {
			return err
		}
		if due, err := tx.DueClaims(g.panel, time.Unix(1999, 0), 0); len(due) > 0 || err != nil {
			t.Errorf("due too soon: %+v, %v", due, err)
		}
		due, err := tx.DueClaims(g.panel, time.Unix(2000, 0), 5)
		if len(due) != 1 || due[0].Person != 2 {
			t.Errorf("due: %+v", due)
		}
		if err != nil {
			return err
		}
		c, found, err := tx.ClaimOfClient(5, "servex", 77)
		if !found || c.Person != 1 {
			t.Errorf("of the client: %+v", c)
		}
		return err
	})
}

func keysOf(m map[string]time.Time) map[string]bool {
	keys := map[string]bool{}
	for k := range m {
		keys[k] = true
	}
	return keys
}

func TestForgettingAClaimLeavesTheMark(t *testing.T) {
	const reseller, customer = 731_220_001, 731_220_009
	g := newGiveaway(t, reseller)
	g.do(func(tx *Tx) error {
		refused := g.claim(customer, 2)
		refused.State = ClaimRefused
		for _, c := range []Claim{g.claim(customer, 1), refused} {
			if err := tx.SaveClaim(c); err != nil {
				return err
			}
		}
		return tx.Block(Blocked{Chat: reseller, Person: customer, Name: "Bia"})
	})
	g.do(func(tx *Tx) error { return tx.Forget(customer, customer) })
	g.do(func(tx *Tx) error {
		claims, err := tx.ClaimsOfPerson(g.offer.ID, customer)
		want := []Claim{g.claim(customer, 1), g.claim(customer, 2)}
		for i := range want {
			c := want[i]
			want[i] = Claim{Offer: c.Offer, Person: customer, N: c.N, Chat: reseller, Provider: "servex", State: ClaimForgotten, At: c.At}
		}
		want[1].State = ClaimRefused
		if diff := cmp.Diff(want, claims); diff != "" {
			t.Error(diff)
		}
		if due, err := tx.DueClaims(g.panel, time.Unix(9999, 0), 0); len(due) > 0 || err != nil {
			t.Errorf("still due: %+v, %v", due, err)
		}
		blocked, err2 := tx.BlockedBy(reseller)
		if len(blocked) != 1 || blocked[0].Name != "" || err2 != nil {
			t.Errorf("blocked: %+v, %v", blocked, err2)
		}
		return err
	})
	g.do(func(tx *Tx) error { return tx.Forget(reseller, reseller) })
	for b, n := range bucketsWith(t, g.Store, reseller, "731220001") {
		t.Errorf("%d rows of the reseller are left in %s", n, b)
	}
}

func TestOffersMoveWithTheirChat(t *testing.T) {
	const from, to = -900_555_333, -100_900_777_111
	g := newGiveaway(t, from)
	g.do(func(tx *Tx) error {
		c := g.claim(9, 1)
		c.ClientID = 77
		if err := tx.SaveClaim(c); err != nil {
			return err
		}
		return tx.Block(Blocked{Chat: from, Person: 9, Name: "Bia"})
	})
	g.do(func(tx *Tx) error { return tx.MigrateChat(from, to) })
	g.do(func(tx *Tx) error {
		offers, err := tx.OffersOf(to)
		if len(offers) != 1 || !offers[0].On || offers[0].Chat != to || err != nil {
			t.Errorf("offers: %+v, %v", offers, err)
		}
		if c, found, err := tx.ClaimOfClient(to, "servex", 77); !found || c.Chat != to || err != nil {
			t.Errorf("claim: %+v, %v", c, err)
		}
		blocked, err := tx.IsBlocked(to, 9)
		if !blocked {
			t.Error("nobody is blocked any more")
		}
		return err
	})
	if left := bucketsWith(t, g.Store, from, "900555333"); len(left) != 1 || left[chatMoves] != 1 {
		t.Errorf("rows of the old chat: %v", left)
	}
}

func TestOffersGoOffWithTheirAccount(t *testing.T) {
	for name, lose := range map[string]func(*Tx) error{
		"disconnected": func(tx *Tx) error { return tx.DropAccount(5, "servex") },
		"another address": func(tx *Tx) error {
			return tx.PutAccount(Account{Chat: 5, Provider: "servex", BaseURL: "https://x.example"}, secret.New("key"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGiveaway(t, 5)
			g.do(func(tx *Tx) error { return tx.PutAccount(Account{Chat: 5, Provider: "servex"}, secret.New("newer")) })
			on := func() (on bool) {
				g.do(func(tx *Tx) error {
					o, _, err := tx.Offer(g.offer.ID)
					on = o.On
					return err
				})
				return on
			}
			if !on() {
				t.Error("a new key turns it off")
			}
			g.do(lose)
			if on() {
				t.Error("it is still on")
			}
		})
	}
}

func TestTrimTakesTheClaimsOfDeletedOffers(t *testing.T) {
	g := newGiveaway(t, 5)
	const many = trimSize + 20
	g.do(func(tx *Tx) error {
		for i := range many {
			if err := tx.SaveClaim(g.claim(int64(100+i), 1)); err != nil {
				return err
			}
		}
		return nil
	})
	claims := func() (n int) {
		g.do(func(tx *Tx) (err error) {
			n, err = tx.countFrom(claimRows, nil)
			return err
		})
		return n
	}
	if n, err := g.Trim(t.Context(), time.Now().Add(time.Hour)); n != 0 || err != nil || claims() != many {
		t.Errorf("trimmed %d rows of an offer that is there, %v", n, err)
	}
	g.do(func(tx *Tx) error { return tx.DropOffer(g.offer.ID) })
	if n, err := g.Trim(t.Context(), time.Now().Add(-time.Hour)); n != 0 || err != nil || claims() != many {
		t.Errorf("trimmed %d rows too soon, %v", n, err)
	}
	if n, err := g.Trim(t.Context(), time.Now().Add(time.Hour)); n != many+1 || err != nil || claims() != 0 {
		t.Errorf("trimmed %d rows, %d are left, %v", n, claims(), err)
	}
}

func TestBlockedNewestFirst(t *testing.T) {
	g := newGiveaway(t, 5)
	g.do(func(tx *Tx) error {
		for i := range 3 {
			if err := tx.Block(Blocked{Chat: 5, Person: int64(i), At: time.Unix(int64(100+i), 0)}); err != nil {
				return err
			}
		}
		if err := tx.Unblock(5, 1); err != nil {
			return err
		}
		all, err := tx.BlockedBy(5)
		if !slices.EqualFunc(all, []int64{2, 0}, func(b Blocked, p int64) bool { return b.Person == p }) {
			t.Errorf("%+v", all)
		}
		return err
	})
}
