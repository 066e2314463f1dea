package ops

import (
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	// troubleApart is how long after one failure another one belongs to the
	// same trouble, if nothing was told: nobody looked between them.
	troubleApart = 3 * time.Hour
	troubleNoted = 10 * time.Minute // how exactly the last failure is known
)

// noteStores notes how a panel answered for the stores that sell from it, and
// has their chats told what there is to tell of a trouble, each once.
func (o *Ops) noteStores(ctx context.Context, panel string, code resale.Code, tell TellStore) error {
	meet := o.meetTrouble
	switch {
	case code == "", code == resale.CodeNeeded, saysNo(code):
		meet = o.leaveTrouble
	case !shutsOut(code) && !silent(code):
		return nil
	}
	var some bool
	err := o.Store.View(ctx, func(tx *storage.Tx) error { // mostly there is nothing to write
		return eachStore(tx, panel, func(s storage.Storefront) error {
			_, _, changed, err := meet(tx, s, code)
			some = some || changed
			return err
		})
	})
	if err != nil || !some {
		return err
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		return eachStore(tx, panel, func(s storage.Storefront) error {
			t, say, changed, err := meet(tx, s, code)
			if err != nil || !changed {
				return err
			}
			if t.Since.IsZero() {
				return tx.DropStoreTrouble(s.Chat)
			}
			if err := tx.SaveStoreTrouble(t); err != nil || say == "" {
				return err
			}
			return tell(tx, StoreNews{Kind: say, Store: s, Since: t.Since})
		})
	})
	if err != nil {
		return fmt.Errorf("note trouble of stores: %w", err)
	}
	return nil
}

// shutsOut tells whether only a person can mend it.
func shutsOut(code resale.Code) bool { return refuses(code) || code == resale.OtherAPI }

// silent tells of a panel that does not answer.
func silent(code resale.Code) bool {
	return code == resale.Unavailable || code == resale.Blocked || code == resale.BadAnswer || code == resale.PrivateAddress
}

// eachStore hands f the stores that sell from a panel.
func eachStore(tx *storage.Tx, panel string, f func(storage.Storefront) error) error {
	chats, err := tx.ChatsWith(XMPlus, panel)
	if err != nil {
		return err
	}
	for _, id := range chats {
		s, found, err := tx.Storefront(id)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return nil
}

// meetTrouble gives the trouble of a store after a failure, what is to be told
// of it, and whether anything changed. A store that is closed, or waits for
// nobody's payment, has none.
func (o *Ops) meetTrouble(tx *storage.Tx, s storage.Storefront, code resale.Code) (t storage.StoreTrouble, say StoreNewsKind, changed bool, err error) {
	now := o.Now().UTC()
	t, noted, err := troubleOf(tx, s, now)
	if err != nil {
		return t, "", false, err
	}
	say = ofTrouble(t, code, now)
	if noted && say == "" {
		return t, "", false, nil
	}
	watched, err := watches(tx, s)
	if err != nil || !watched {
		return t, "", false, err
	}
	if calm, err := o.calm(tx, s.Chat, now); err != nil || calm {
		return t, "", !noted, err
	}
	if say != "" {
		t.Told = append(slices.Clone(t.Told), string(say))
	}
	return t, say, true, nil
}

// troubleOf gives the trouble that a failure now belongs to, a new one if need
// be, and whether what is kept of it will do.
func troubleOf(tx *storage.Tx, s storage.Storefront, now time.Time) (t storage.StoreTrouble, noted bool, err error) {
	t, known, err := tx.StoreTrouble(s.Chat)
	if err != nil {
		return t, false, err
	}
	told, ago := len(t.Told) > 0, now.Sub(t.Last)
	if !known || t.Panel != s.Panel || !told && ago > troubleApart {
		return storage.StoreTrouble{Chat: s.Chat, Panel: s.Panel, Since: now, Last: now}, false, nil
	}
	noted = t.Ended.IsZero() && (told || ago < troubleNoted)
	t.Last, t.Ended = now, time.Time{}
	return t, noted, nil
}

// ofTrouble gives what is to be told of a trouble, "" for nothing.
func ofTrouble(t storage.StoreTrouble, code resale.Code, now time.Time) StoreNewsKind {
	switch {
	case shutsOut(code) && !slices.Contains(t.Told, string(StoreRefused)):
		return StoreRefused
	case !shutsOut(code) && len(t.Told) == 0 && now.Sub(t.Since) >= unseenAfter:
		return StoreUnseen
	default:
		return ""
	}
}

// watches tells whether a store serves its customers, and one of them has an
// invoice that is looked at.
func watches(tx *storage.Tx, s storage.Storefront) (bool, error) {
	if !s.Open() {
		return false, nil
	}
	for _, state := range []storage.InvoiceState{storage.InvoiceOpen, storage.InvoicePaid, storage.InvoiceStuck} {
		some, _, err := tx.InvoicesAt(s.Chat, state, "", openRead)
		if err != nil || slices.ContainsFunc(some, func(i storage.Invoice) bool { return !i.Next.IsZero() && i.Panel == s.Panel }) {
			return err == nil, err
		}
	}
	return false, nil
}
