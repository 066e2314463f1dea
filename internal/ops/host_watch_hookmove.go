package ops

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"resellerbot/storage"
)

// hookSpread is how long after one panel the next one is asked to post to
// another address.
const hookSpread = 3 * time.Second

// MoveHostHooks has the webhooks put right, one panel after the other, that do
// not bear the address that the bot has now: it was changed, set or taken away
// while the bot stood. For the start of the program.
func (o *Ops) MoveHostHooks(ctx context.Context) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		all, err := tx.HostWatches()
		if err != nil {
			return err
		}
		at := o.Now().UTC()
		for _, w := range all {
			if !o.misled(w) {
				continue
			}
			if w.Hook.Token == "" {
				w.Hook.Token = rand.Text()
				w.Hook.URL = o.Hooks + hookPath + w.Hook.Token
			}
			if w.Hook.Next.IsZero() || w.Hook.Next.After(at) {
				w.Hook.Next = at
			}
			if err := tx.SaveHostWatch(w); err != nil {
				return err
			}
			at = at.Add(hookSpread)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("move webhooks: %w", err)
	}
	return nil
}

// misled tells that a panel posts to where the bot is not any more, or not to
// where it is.
func (o *Ops) misled(w storage.HostWatch) bool {
	switch {
	case o.Hooks == "":
		return w.Hook.URL != ""
	case !w.On, w.Hook.Gone: // what is left of it is being taken away, or nobody wants it
		return false
	}
	return w.Hook.Token == "" || !strings.HasPrefix(w.Hook.URL, o.Hooks+hookPath)
}
