package storage

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
)

// canary is in every value of a filled database, and in no key.
const canary = "canary-5f0c"

// fill writes at least one row into every bucket.
func fill(t *testing.T, s *Store) {
	t.Helper()
	message := func(kind Kind) *Outgoing {
		return &Outgoing{Key: OutKey{Chat: 2}, Kind: kind, Slot: "menu", Message: chat.Message{HTML: canary}}
	}
	sheet := json.RawMessage(`"` + canary + `"`)
	update(t, s, func(tx *Tx) error {
		steps := []func() error{
			func() error { _, err := tx.AddUpdate(Update{ID: 1, Raw: []byte(canary)}); return err },
			func() error { return tx.ParkUpdate(2, []byte(canary), canary) },
			func() error { return tx.SetUpdateOffset(3) },
			func() error { _, err := tx.NoteStart(time.Unix(1_770_000_000, 0)); return err },
			func() error {
				return tx.SaveConversation(Conversation{Key: ConversationKey{Chat: 2, Person: 1}, Sheet: sheet, Answers: []string{canary}})
			},
			func() error {
				return tx.PutAccount(Account{Chat: 2, Provider: "servex", BaseURL: canary}, secret.New(canary))
			},
			func() error { return tx.SavePerson(Person{ID: 1, Name: canary, Lang: "en"}) },
			func() error { return tx.SaveChat(Chat{ID: 2, Zone: canary}) },
			func() error {
				_, err := tx.IssueTicket(Ticket{Kind: "connect", Chat: 2, Person: 1, Data: canary, Expires: time.Now().Add(time.Hour)})
				return err
			},
			func() error {
				_, _, err := tx.Intend(Entry{Key: "a", Chat: 2, Person: 1, Intent: sheet})
				return err
			},
			func() error {
				items := []BulkItem{{ID: 1, Username: canary}}
				if err := tx.SaveBulk(Bulk{ID: NewID(), Chat: 2, Person: 1, Lang: canary, Items: items}); err != nil {
					return err
				}
				return tx.SaveBulk(Bulk{ID: NewID(), Chat: 2, Person: 1, Lang: canary, Items: items, State: BulkDone})
			},
			func() error {
				_, err := tx.SaveClientBatch(ClientBatch{Chat: 2, Clients: []ListedClient{{ID: 1, Username: canary}}})
				return err
			},
			func() error { return tx.SaveLink(Link{Chat: 2, ClientID: 3, Person: 1, Username: canary}) },
			func() error {
				return tx.SaveRequest(Request{ID: 1, Chat: 2, ClientID: 3, Person: 1, Username: canary, State: RequestDone})
			},
			func() error { return tx.AddSample(Sample{Panel: strings.Repeat("a", panelLength), At: time.Now()}) },
			func() error { return tx.moveChat(98, 99) },
			func() error { return tx.SaveDigest(Digest{Chat: 2, Provider: "servex", On: true, Lang: canary}) },
			func() error {
				return tx.SaveWarning(Warning{Chat: 2, Provider: "servex", ClientID: 3, Username: canary, Expires: time.Now(), Next: time.Now()})
			},
			func() error { return tx.SaveEntry(Entry{Key: "b", Chat: 2, Person: 1, State: Done, Result: sheet}) },
		}
		steps = append(steps, fillAlerts(tx)...)
		steps = append(steps, fillShop(tx)...)
		steps = append(steps, fillOffers(tx)...)
		steps = append(steps, fillStores(tx)...)
		steps = append(steps, fillInvoices(tx)...)
		steps = append(steps, fillHosts(tx)...)
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		for range 4 {
			if err := tx.Queue(message(Send)); err != nil {
				return err
			}
		}
		keys, err := tx.OutKeys()
		if err != nil {
			return err
		}
		if err := tx.Delivered(keys[0], 5); err != nil {
			return err
		}
		if err := tx.DeadLetter(keys[1], canary); err != nil {
			return err
		}
		return tx.Departing(keys[2])
	})
}

func fillAlerts(tx *Tx) []func() error {
	panel := strings.Repeat("0", 32)
	event := []Event{{Kind: "online", Name: canary}}
	return []func() error{
		func() error { return tx.SaveAlertRule(AlertRule{Chat: 2, Panel: panel, On: true, Lang: canary}) },
		func() error { return tx.AddEvents(2, time.Now(), event) },
		func() error { _, err := tx.KeepEvents(2, event); return err },
		func() error { return tx.SaveStanding(panel, Standing{Username: "ana", Online: true}) },
		func() error { return tx.SaveServer(panel, ServerStanding{ID: "1", Name: canary}) },
		func() error { return tx.SaveWatch(Watch{Panel: panel}) },
		func() error { return tx.SaveServerView(ServerView{Chat: 2, Panel: panel, Slot: canary}) },
	}
}

func fillOffers(tx *Tx) []func() error {
	id, gone := strings.Repeat("o", offerIDLength), strings.Repeat("g", offerIDLength)
	return []func() error{
		func() error { return tx.SaveOffer(Offer{ID: gone, Chat: 2, Name: canary}) },
		func() error { return tx.DropOffer(gone) },
		func() error { return tx.SaveOffer(Offer{ID: id, Chat: 2, Name: canary}) },
		func() error {
			return tx.SaveClaim(Claim{Offer: id, Person: 1, N: 1, Chat: 2, Provider: "servex", ClientID: 3, Panel: strings.Repeat("a", panelLength), Name: canary, Next: time.Now()})
		},
		func() error { return tx.Block(Blocked{Chat: 2, Person: 1, Name: canary}) },
	}
}

// eachRow hands every row of the file to f.
func eachRow(t *testing.T, s *Store, f func(tx *Tx, b bucket, key, value []byte)) {
	t.Helper()
	err := s.View(t.Context(), func(tx *Tx) error {
		all, err := tx.buckets()
		if err != nil {
			return err
		}
		for _, b := range all {
			in, err := tx.bucket(b)
			if err != nil {
				return err
			}
			err = in.ForEach(func(key, value []byte) error {
				if value != nil {
					f(tx, b, key, value)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
