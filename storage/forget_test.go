package storage

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// bucketsWith counts, by bucket, the rows whose key holds an id or whose value
// holds its digits.
func bucketsWith(t *testing.T, s *Store, id int64, name string) map[bucket]int {
	t.Helper()
	found := map[bucket]int{}
	eachRow(t, s, func(tx *Tx, b bucket, key, value []byte) {
		plain := []byte(nil)
		if isSealed(b, key, value) {
			var err error
			if plain, err = tx.open(b, key, value); err != nil {
				t.Error(err)
			}
		}
		if bytes.Contains(key, intKey(id)) || bytes.Contains(plain, []byte(name)) {
			found[b]++
		}
	})
	return found
}

// live writes what a person in a chat leaves behind; ids are large, so that
// their digits are found nowhere else.
func live(chat, person int64) func(*Tx) error {
	return func(tx *Tx) error {
		steps := []func() error{
			func() error {
				return tx.SavePerson(Person{ID: person, Name: "Ana", Lang: "en", First: time.Unix(9, 0)})
			},
			func() error { return tx.SaveChat(Chat{ID: chat, Zone: "America/Bahia"}) },
			func() error {
				return tx.PutAccount(Account{Chat: chat, Provider: "servex", By: person}, secret.New("key"))
			},
			func() error {
				return tx.SaveConversation(Conversation{Key: ConversationKey{Chat: chat, Thread: 4, Person: person}})
			},
			func() error {
				_, err := tx.IssueTicket(Ticket{Chat: chat, Person: person, Expires: time.Now().Add(time.Hour)})
				return err
			},
		}
		steps = append(steps,
			func() error { return tx.SaveDigest(Digest{Chat: chat, Provider: "servex", Person: person, On: true}) },
			func() error {
				return tx.SaveWarning(Warning{Chat: chat, Provider: "servex", ClientID: 3, Expires: time.Unix(9, 0), Next: time.Unix(8, 0)})
			})
		steps = append(steps, shops(tx, chat, person)...)
		for _, state := range []BulkState{BulkWaiting, BulkDone} {
			steps = append(steps, func() error {
				return tx.SaveBulk(Bulk{ID: NewID(), Chat: chat, Person: person, State: state, Items: make([]BulkItem, 2)})
			})
		}
		steps = append(steps, func() error {
			_, err := tx.SaveClientBatch(ClientBatch{Chat: chat})
			return err
		})
		for _, state := range []State{Pending, Done, Refused, Unknown} {
			steps = append(steps, func() error {
				return tx.SaveEntry(Entry{Key: string(state), Chat: chat, Person: person, State: state})
			})
		}
		for range 5 {
			steps = append(steps, func() error {
				return tx.Queue(&Outgoing{Key: OutKey{Chat: chat}, Kind: Send, Slot: "menu"})
			})
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		keys, err := tx.OutKeys()
		if err != nil {
			return err
		}
		if err := tx.Delivered(keys[0], 77); err != nil {
			return err
		}
		if err := tx.DeadLetter(keys[1], "blocked"); err != nil {
			return err
		}
		return tx.Departing(keys[2])
	}
}

// shops writes what a person leaves behind who orders in a chat.
func shops(tx *Tx, chat, person int64) []func() error {
	panel := strings.Repeat("c", panelLength)
	return []func() error{
		func() error {
			return tx.SaveOrder(Order{
				Chat: chat, Person: person, Panel: panel, ID: fmt.Sprint(chat % 1000), Next: time.Unix(8, 0),
				Pointed: []string{"stuck"}, Values: resale.OrderValues{resale.FieldLink: "https://x.example/1"},
			})
		},
		func() error {
			return tx.SaveShop(Shop{Chat: chat, Person: person, Margin: resale.Margin{Percent: decimal.MustParse("30")}})
		},
		func() error { return tx.SaveFavourite(Favourite{Chat: chat, Panel: panel, Service: "12"}) },
		func() error { return tx.UseService(chat, panel, "12", time.Unix(9, 0)) },
	}
}

// livesOn is what is held after live.
func livesOn() Holding {
	return Holding{
		Name: "Ana", Lang: "en", Zone: "America/Bahia", Providers: []string{"servex"},
		Conversation: true, Acts: 4, Bulks: 2, Messages: 4, Orders: 1, Favourites: 1, First: time.Unix(9, 0).UTC(),
	}
}

func TestHeldAndForgetPrivate(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	const me = 731_220_001
	update(t, s, live(me, me))
	update(t, s, func(tx *Tx) error {
		got, err := tx.Held(me, me)
		if diff := cmp.Diff(livesOn(), got); diff != "" {
			t.Errorf("Held:\n%s", diff)
		}
		return err
	})
	update(t, s, func(tx *Tx) error { return tx.Forget(me, me) })
	// Pending and unknown acts, and the bulk that is under way.
	want := map[bucket]int{journalRows: 2, journalPlace: 2, bulkRows: 1, bulkPlace: 1}
	if diff := cmp.Diff(want, bucketsWith(t, s, me, "731220001")); diff != "" {
		t.Errorf("left behind (-want +got):\n%s", diff)
	}
	update(t, s, func(tx *Tx) error {
		out, err := tx.OutboxStat()
		if err != nil || out.Count != 0 {
			t.Errorf("OutboxStat = %v, %v", out, err)
		}
		if n, err := tx.DeadCount(); n != 0 || err != nil {
			t.Errorf("DeadCount = %d, %v", n, err)
		}
		got, err := tx.Held(me, me)
		if diff := cmp.Diff(Holding{Acts: 2, Bulks: 1}, got); diff != "" {
			t.Errorf("Held:\n%s", diff)
		}
		return err
	})
}

func TestForgetInAGroup(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	const group, me, other = -900_555_333, 731_220_001, 731_220_002
	update(t, s, live(group, me))
	update(t, s, func(tx *Tx) error {
		if err := tx.SaveConversation(Conversation{Key: ConversationKey{Chat: group, Person: other}}); err != nil {
			return err
		}
		return tx.SaveEntry(Entry{Key: "other", Chat: group, Person: other, State: Done})
	})
	update(t, s, func(tx *Tx) error { return tx.Forget(me, group) })
	err := s.View(t.Context(), func(tx *Tx) error {
		mine, err := tx.Held(me, group)
		if diff := cmp.Diff(Holding{Zone: "America/Bahia", Providers: []string{"servex"}, Acts: 2, Bulks: 1, Messages: 4, Favourites: 1}, mine); diff != "" {
			t.Errorf("what the group shares, and unsettled acts:\n%s", diff)
		}
		if err != nil {
			return err
		}
		theirs, err := tx.Held(other, group)
		if !theirs.Conversation || theirs.Acts != 1 {
			t.Errorf("another person's: %+v", theirs)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Who gave a group its key takes it back by being forgotten in private.
func TestForgetDisconnectsTheGroupsOfAPerson(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	const me, other = 731_220_001, 731_220_002
	mine, shared, theirs := int64(-900_555_001), int64(-900_555_002), int64(-900_555_003)
	update(t, s, func(tx *Tx) error {
		for chat, by := range map[int64][]int64{me: {me}, mine: {me}, shared: {other, me}, theirs: {other}} {
			for _, p := range by { // the last one stands
				if err := tx.PutAccount(Account{Chat: chat, Provider: "servex", By: p}, secret.New("key")); err != nil {
					return err
				}
			}
		}
		if err := tx.PutAccount(Account{Chat: mine, Provider: "other", By: other}, secret.New("key")); err != nil {
			return err
		}
		if err := tx.SaveLink(Link{Chat: mine, Provider: "servex", ClientID: 3, Username: "joao", Person: other, By: me}); err != nil {
			return err
		}
		held, err := tx.Held(me, me)
		if held.Connected != 2 {
			t.Errorf("Held counts %d groups, not 2", held.Connected)
		}
		return err
	})
	update(t, s, func(tx *Tx) error { return tx.Forget(me, me) })
	update(t, s, func(tx *Tx) error {
		for chat, want := range map[int64]int{me: 0, mine: 1, shared: 0, theirs: 1} {
			left, err := tx.Accounts(chat)
			if len(left) != want || err != nil {
				t.Errorf("chat %d has %d accounts, not %d, %v", chat, len(left), want, err)
			}
		}
		if _, err := tx.AccountKey(mine, "servex"); err == nil {
			t.Error("the key still opens")
		}
		held, err := tx.Held(me, me)
		if held.Connected != 0 {
			t.Errorf("Held counts %d groups after all", held.Connected)
		}
		return err
	})
	if found := bucketsWith(t, s, me, "731220001"); len(found) > 0 {
		t.Errorf("left behind: %v", found)
	}
}

func TestMigrateChat(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	const from, to, me = -900_555_333, -100_900_777_111, 731_220_001
	update(t, s, live(from, me))
	var before []OutKey
	update(t, s, func(tx *Tx) (err error) {
		if err := tx.Queue(&Outgoing{Key: OutKey{Chat: from}, Kind: Strip, Target: 5}); err != nil {
			return err
		}
		before, err = tx.OutKeys()
		return err
	})
	var told []OutKey
	s.WatchOutbox(func(keys []OutKey) { told = keys })
	for range 2 { // the second has nothing to do
		update(t, s, func(tx *Tx) error { return tx.MigrateChat(from, to) })
	}
	if left := bucketsWith(t, s, from, "900555333"); len(left) != 1 || left[chatMoves] != 1 {
		t.Errorf("rows of the old chat: %v, want the one that leads to the new", left)
	}
	var now []OutKey
	err := s.View(t.Context(), func(tx *Tx) (err error) {
		held, err := tx.Held(me, to)
		if diff := cmp.Diff(livesOn(), held); diff != "" || err != nil {
			t.Errorf("Held: %v\n%s", err, diff)
		}
		if key, err := tx.AccountKey(to, "servex"); key.Reveal() != "key" || err != nil {
			t.Errorf("the account's key does not open: %v", err)
		}
		if id, err := tx.SlotMessage(to, "menu"); id != 0 || err != nil {
			t.Errorf("a slot holds message %d of the old chat, %v", id, err)
		}
		for i, k := range before {
			o, found, err := tx.Outgoing(k)
			if strip := i == len(before)-1; err != nil || found == strip || found && o.Key != (OutKey{Chat: to, Seq: k.Seq}) {
				t.Errorf("%v finds %v, %v, %v", k, o.Key, found, err)
			}
		}
		if flying, err := tx.marked(outboxInFlight, OutKey{Chat: to, Seq: before[0].Seq}.bytes()); !flying || err != nil {
			t.Errorf("the row in flight is not any more: %v", err)
		}
		now, err = tx.OutKeys()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(now, told); diff != "" {
		t.Errorf("the watcher was told:\n%s", diff)
	}
	update(t, s, func(tx *Tx) error {
		if err := tx.Delivered(before[0], 3); err != nil {
			return err
		}
		stat, err := tx.OutboxStat()
		if stat.Count != 2 {
			t.Errorf("OutboxStat = %v", stat)
		}
		return err
	})
}

func TestMigrateChatKeepsWhatTheNewOneHas(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	update(t, s, func(tx *Tx) error {
		for _, c := range []int64{-1, -2} {
			if err := tx.PutAccount(Account{Chat: c, Provider: "servex", By: -c}, secret.New("key")); err != nil {
				return err
			}
			if err := tx.SaveConversation(Conversation{Key: ConversationKey{Chat: c, Person: 1}, Serial: int(-c)}); err != nil {
				return err
			}
		}
		if err := tx.SaveChat(Chat{ID: -1, Zone: "Europe/Lisbon", By: 9, Unreachable: true}); err != nil {
			return err
		}
		if err := tx.SaveChat(Chat{ID: -2}); err != nil {
			return err
		}
		return tx.MigrateChat(-1, -2)
	})
	err := s.View(t.Context(), func(tx *Tx) error {
		a, _, err := tx.Account(-2, "servex")
		if a.By != 2 || err != nil {
			t.Errorf("account %+v, %v", a, err)
		}
		c, _, err := tx.Conversation(ConversationKey{Chat: -2, Person: 1})
		if c.Serial != 2 || err != nil {
			t.Errorf("conversation %+v, %v", c, err)
		}
		settings, _, err := tx.Chat(-2)
		if diff := cmp.Diff(Chat{ID: -2, Zone: "Europe/Lisbon", By: 9}, settings); diff != "" {
			t.Error(diff)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
