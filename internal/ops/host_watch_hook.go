package ops

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// How often a webhook is put right.
const (
	hookCheck     = 24 * time.Hour // one that is as it should be: somebody may have deleted it
	hookForbidden = 6 * time.Hour  // where the key may not
	hookSoonest   = time.Minute    // where the panel did not answer
	hookLatest    = time.Hour
	hookTries     = 50  // until one that is not wanted any more is left to itself
	hooksMost     = 500 // webhooks of a panel that are looked through
)

// DueHostHooks gives at most limit chats whose webhook is to be put right at
// their panel.
func (o *Ops) DueHostHooks(ctx context.Context, limit int) (chats []int64, err error) {
	var due []storage.HostWatch
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.DueHostHooks(o.Now().UTC(), limit)
		return err
	})
	for _, w := range due {
		chats = append(chats, w.Chat)
	}
	return chats, err
}

// MendHostHook makes the webhook of a chat at its panel what it should be:
// registered once, with a secret that is known, or gone. It can be repeated
// whenever it was cut off: its address is written down before it is registered,
// and what bears it without a known secret is deleted. That the panel does not
// answer is no error: it is tried again.
func (o *Ops) MendHostHook(ctx context.Context, chatID int64) error {
	const act = "mend webhook"
	release, err := o.locks.take(ctx, hookLock(chatID))
	if err != nil {
		return nil // it stays due
	}
	defer release()
	var w storage.HostWatch
	var found bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		w, found, err = tx.HostWatch(chatID)
		return err
	})
	if err != nil || !found || w.Hook.Next.IsZero() {
		return err
	}
	c, err := o.connection(ctx, act, WHMDC, chatID)
	if resale.CodeOf(err) == resale.Internal {
		return fmt.Errorf("%s: %w", act, err)
	}
	var is storage.HostHook
	if err == nil {
		is, err = o.hookAt(ctx, c, w)
	}
	if shutDown(ctx) {
		return nil
	}
	return o.keepHook(context.WithoutCancel(ctx), w, is, err)
}

func hookLock(chatID int64) string { return "webhook/" + strconv.FormatInt(chatID, 10) }

// hookAt brings the panel's webhooks to what they should be.
func (o *Ops) hookAt(ctx context.Context, c connection, w storage.HostWatch) (storage.HostHook, error) {
	there, err := o.hooksOf(ctx, c, w.Hook)
	switch {
	case err == nil:
		if err := dropHooks(ctx, c, there.left); err != nil { // they disturb nobody: next time
			o.Log.Warn("webhooks stay that nobody hears", "chat", w.Chat, "code", string(resale.CodeOf(err)))
		}
	case !refuses(resale.CodeOf(err)):
		return w.Hook, err
	case w.Hook.Remote != "": // one that may not look may still be allowed to make one
		there.ours = []string{w.Hook.Remote}
	}
	wanted := w.On && o.Hooks != ""
	if wanted && err == nil && o.rightHook(w.Hook, there) {
		return w.Hook, nil
	}
	if err := dropHooks(ctx, c, there.ours); err != nil {
		return w.Hook, err
	}
	if !wanted {
		return storage.HostHook{}, nil
	}
	return o.register(ctx, c, w.Hook)
}

// rightHook tells that a panel has one webhook of ours that works, the one that is
// known.
func (o *Ops) rightHook(hook storage.HostHook, there panelHooks) bool {
	return len(there.ours) == 1 && there.ours[0] == hook.Remote && !there.off && hook.Secret != "" && strings.HasPrefix(hook.URL, o.Hooks+hookPath)
}

// register makes a webhook at the panel. Where it fails there may be one whose
// secret nobody knows.
func (o *Ops) register(ctx context.Context, c connection, was storage.HostHook) (storage.HostHook, error) {
	is := storage.HostHook{Token: was.Token, URL: o.Hooks + hookPath + was.Token}
	made, err := c.wh.Create(ctx, resale.HostHooks, hookWish(is.URL))
	switch {
	case err != nil:
		return is, err
	case made.Secret.IsZero(): // nobody could tell its calls from forged ones
		if err := c.wh.Delete(ctx, resale.HostHooks, made.Record.ID); err != nil {
			return is, err
		}
		return is, &resale.Error{Act: "register webhook", Code: resale.BadAnswer}
	}
	is.Remote, is.Secret, is.Since = made.Record.ID, made.Secret.Reveal(), o.Now().UTC()
	return is, nil
}

func hookWish(url string) resale.RecordWish {
	return resale.RecordWish{Fields: []resale.WishField{
		{Name: "name", Text: "Telegram bot"}, {Name: "url", Text: url}, {Name: "events", List: whmdc.Events()},
	}}
}
