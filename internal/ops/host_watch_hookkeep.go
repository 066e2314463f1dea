package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// keepHook writes down what became of a webhook, and when it is looked at again.
func (o *Ops) keepHook(ctx context.Context, was storage.HostWatch, is storage.HostHook, failed error) error {
	now := o.Now().UTC()
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		id, err := tx.NowChat(was.Chat)
		if err != nil {
			return err
		}
		w, found, err := tx.HostWatch(id)
		if err != nil || !found || w.Hook.Token != was.Hook.Token {
			return err
		}
		again := w.On != was.On || w.Panel != was.Panel // somebody changed their mind meanwhile
		is := is
		if is.Token != "" {
			is.Heard, is.Missed, is.Late, is.Odd = w.Hook.Heard, w.Hook.Missed, w.Hook.Late, w.Hook.Odd
		}
		is.Next = now.Add(hookCheck)
		is.Tries, is.Code = 0, resale.CodeOf(failed)
		if failed != nil {
			is.Tries = w.Hook.Tries + 1
			is.Next = now.Add(hookRest(is.Tries, is.Code))
		}
		switch {
		case again:
			is.Token, is.URL, is.Next = w.Hook.Token, w.Hook.URL, now
		case !w.On && (failed == nil || is.Tries > hookTries):
			is = storage.HostHook{} // what still comes to its address finds nobody
		}
		w.Hook = is
		return tx.SaveHostWatch(w)
	})
	if err != nil {
		return fmt.Errorf("mend webhook: %w", err)
	}
	return nil
}

func hookRest(tries int, code resale.Code) time.Duration {
	switch code {
	case resale.Unauthorized, resale.Forbidden, resale.Unsupported, resale.Invalid, resale.Refused, resale.NotFound:
		return hookForbidden
	}
	return min(hookSoonest<<min(tries-1, 10), hookLatest)
}

// LeaveHook deletes a chat's webhook before its key is forgotten, if that goes
// at once: without the key nobody can, and what comes finds nobody. It tells
// whether one may be left at the panel.
func (o *Ops) LeaveHook(ctx context.Context, chatID int64) (stays bool) {
	var w storage.HostWatch
	var found bool
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		w, found, err = tx.HostWatch(chatID)
		return err
	})
	if err != nil || !found || w.Hook.Token == "" {
		return false
	}
	ctx, done := context.WithTimeout(ctx, hookPatience/3)
	defer done()
	release, err := o.locks.take(ctx, hookLock(chatID)) // one that is being registered is there then
	if err != nil {
		return true
	}
	defer release()
	c, err := o.connection(ctx, "delete webhook", WHMDC, chatID)
	if err == nil {
		w.On = false
		_, err = o.hookAt(ctx, c, w)
	}
	if err != nil {
		o.Log.Warn("a webhook stays at a panel that was left", "chat", chatID, "code", string(resale.CodeOf(err)))
	}
	return err != nil
}
