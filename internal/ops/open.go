package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// openMost bounds how many open acts are shown.
const openMost = 20

// OpenAct is an act of which it is not known whether it took effect.
type OpenAct struct {
	Key      string
	Act      string
	Username string
	Days     int // renewals
	Order    *OrderOutcome
	Host     *HostOutcome // of an act at a hosting panel
	Called   time.Time
	Own      bool // begun in this chat, not in one that shares its panel
}

// OpenActs lists the open acts of a chat and of those that share its panel,
// whose clients they keep busy, the longest due first. What other chats order
// is theirs.
func (o *Ops) OpenActs(ctx context.Context, chat int64) (open []OpenAct, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		rows, err := o.reachable(tx, chat)
		for _, row := range rows {
			var in intent
			if len(open) == openMost || row.State != storage.Unknown || json.Unmarshal(row.Intent, &in) != nil {
				continue
			}
			act := OpenAct{Key: row.Key, Act: row.Act, Username: in.Username, Days: in.Days, Called: row.Called, Own: row.Chat == chat}
			if out, err := outcomeOf(row); err == nil && (out.Order != nil || out.Host != nil) {
				act.Username, act.Order, act.Host = out.Name, out.Order, out.Host
			}
			open = append(open, act)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list open acts: %w", err)
	}
	return open, nil
}

// LookAgain looks an open act of a chat up at once and gives how it stands now.
func (o *Ops) LookAgain(ctx context.Context, chat int64, key string) (Outcome, error) {
	row, err := o.openRow(ctx, chat, key)
	if err != nil {
		return Outcome{}, err
	}
	if !row.State.Settled() {
		if err := o.Reconcile(ctx, row, nil); err != nil {
			return Outcome{}, err
		}
		if row, err = o.openRow(ctx, chat, key); err != nil {
			return Outcome{}, err
		}
	}
	out, err := outcomeOf(row)
	if err != nil {
		return Outcome{}, err
	}
	return o.goOnBehind(ctx, row, out)
}

// Decide settles an open act by the word of a person who looked at the panel.
// One that was settled meanwhile stays as it is.
func (o *Ops) Decide(ctx context.Context, chat int64, key string, done bool) (Outcome, error) {
	row, err := o.openRow(ctx, chat, key)
	if err != nil {
		return Outcome{}, err
	}
	out, err := o.decide(ctx, row, done)
	if err != nil {
		return Outcome{}, fmt.Errorf("decide: %w", err)
	}
	return o.goOnBehind(ctx, row, out)
}

func (o *Ops) decide(ctx context.Context, row storage.Entry, done bool) (out Outcome, err error) {
	release, err := o.lock(ctx, row)
	if err != nil {
		return Outcome{}, err
	}
	defer release()
	defer o.ForgetListing(row.Panel)
	err = o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if row, _, err = tx.Entry(row.Key); err != nil {
			return err
		}
		settled := row.State.Settled()
		if !settled {
			if row.Intent, err = withoutHostPassword(row.Intent); err != nil {
				return err
			}
			row.State, row.Code, row.Settled = storage.Refused, string(resale.Refused), o.Now().UTC()
			if done {
				row.State, row.Code = storage.Done, ""
			}
		}
		if out, err = outcomeOf(row); err != nil || settled {
			return err
		}
		due := row
		due.Told = true
		if err := intendAfter(tx, row, &out, due); err != nil {
			return err
		}
		return tx.SaveEntry(row)
	})
	return out, err
}

// shared tells whether those who share a panel see each other's acts there.
func shared(row storage.Entry) bool { return row.Provider != SMM }

// reachable gives what is open in a chat or in one that shares its panel.
func (o *Ops) reachable(tx *storage.Tx, chat int64) (rows []storage.Entry, err error) {
	panels, err := panelsIn(tx, chat)
	if err != nil {
		return nil, err
	}
	all, err := tx.Unsettled(o.Now().Add(farFuture), 0)
	for _, row := range all {
		if IsMembers(row) {
			continue // its customer's affair
		}
		if row.Chat == chat || shared(row) && panels[row.Panel] {
			rows = append(rows, row)
		}
	}
	return rows, err
}

// panelsIn names the panels that a chat's accounts open.
func panelsIn(tx *storage.Tx, chat int64) (map[string]bool, error) {
	accounts, err := tx.Accounts(chat)
	if err != nil {
		return nil, err
	}
	panels := make(map[string]bool, len(accounts))
	for _, a := range accounts {
		panel, err := tx.PanelIn(chat, a.Provider)
		if err != nil {
			return nil, err
		}
		panels[panel] = panel != ""
	}
	return panels, nil
}

// openRow gives a journal row, if it is the chat's or its panel's.
func (o *Ops) openRow(ctx context.Context, chat int64, key string) (row storage.Entry, err error) {
	var ok bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if row, ok, err = tx.Entry(key); err != nil {
			return err
		}
		if ok = ok && !IsMembers(row); row.Chat == chat {
			return nil
		}
		panels, err := panelsIn(tx, chat)
		ok = ok && shared(row) && panels[row.Panel]
		return err
	})
	switch {
	case err != nil:
		return row, fmt.Errorf("read journal: %w", err)
	case !ok:
		return row, &resale.Error{Act: "read journal", Code: resale.NotFound}
	}
	return row, nil
}

// HeldOrders lists the orders of a chat of which it is not known whether the
// panel took them.
func (o *Ops) HeldOrders(ctx context.Context, chat int64) (held []OpenAct, err error) {
	open, err := o.OpenActs(ctx, chat)
	for _, act := range open {
		if act.Own && act.Act == placeAct {
			held = append(held, act)
		}
	}
	return held, err
}
