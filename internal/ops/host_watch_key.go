package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// shut tells of an act after which the key that the chat works with is no good any
// more.
func (h *hostIntent) shut(out Outcome, r hostResult) bool {
	switch {
	case !h.Own || out.State != storage.Done:
		return false
	case out.Act == HostDeleteAct:
		return true
	}
	state := r.Now.State()
	if r.Now.StateWord() == "" { // the panel says no more to this key
		state = resale.Record{Kind: h.Kind}.WithText("status", wishText(h.Wish, "status", "state")).State()
	}
	return out.Act == HostUpdateAct && state == resale.RecordInactive
}

// hostKeyRefused notes that a panel refuses a key, for the alerts of the chats that
// have it: they do not wait for the next reading of the panel. That it goes again
// is for that reading to find.
func (o *Ops) hostKeyRefused(ctx context.Context, panel string) {
	ctx = context.WithoutCancel(ctx) // who asked may be gone
	o.places.forget(hostRights(panel))
	now := o.Now().UTC()
	var known bool
	err := o.Store.View(ctx, func(tx *storage.Tx) error {
		known = true
		return eachHostWatch(tx, panel, func(w storage.HostWatch) error {
			known = known && w.Trouble.Kind == storage.HostRefused && !w.Trouble.Over
			return nil
		})
	})
	if err == nil && !known {
		err = o.Store.Update(ctx, func(tx *storage.Tx) error {
			return eachHostWatch(tx, panel, func(w storage.HostWatch) error {
				hostTrouble(&w, storage.HostRefused, now)
				return tx.SaveHostWatch(w)
			})
		})
	}
	if err != nil {
		o.Log.Warn("note that the hosting key is refused", "err", err)
	}
}

// hostKeyShut notes that a key was made useless by an act. The next reading, which
// comes at once, has it told, or finds that it was another key after all.
func (o *Ops) hostKeyShut(tx *storage.Tx, panel string) error {
	now := o.Now().UTC()
	return eachHostWatch(tx, panel, func(w storage.HostWatch) error {
		if w.Trouble.Kind == "" {
			w.Trouble = storage.HostTrouble{Kind: storage.HostRefused, Since: now}
		}
		w.Sweep.Next = now
		return tx.SaveHostWatch(w)
	})
}

// hostKeyNew has a panel that refused the former key read at once.
func (o *Ops) hostKeyNew(tx *storage.Tx, a storage.Account) error {
	w, found, err := tx.HostWatch(a.Chat)
	if err != nil || !found || !w.On || w.Panel != a.Panel || w.Trouble.Kind != storage.HostRefused {
		return err
	}
	now := o.Now().UTC()
	clearHostTrouble(&w, now)
	w.Sweep.Next = now
	return tx.SaveHostWatch(w)
}

// eachHostWatch goes through the alerts that are on at a panel.
func eachHostWatch(tx *storage.Tx, panel string, do func(storage.HostWatch) error) error {
	chats, err := tx.ChatsWith(WHMDC, panel)
	if err != nil {
		return err
	}
	for _, chat := range chats {
		w, found, err := tx.HostWatch(chat)
		if err != nil {
			return err
		}
		if !found || !w.On || w.Panel != panel {
			continue
		}
		if err := do(w); err != nil {
			return err
		}
	}
	return nil
}
