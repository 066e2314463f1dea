package ops

import (
	"context"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// hooksOf gives the ids of a panel's webhooks that bear the address of a chat,
// and of those that are left over: they bear an address of this bot that finds
// nobody, since the key was forgotten while the panel did not answer.
func (o *Ops) hooksOf(ctx context.Context, c connection, hook storage.HostHook) (ours, left []string, err error) {
	addresses := map[string]string{} // of left, by id
	for r, err := range c.wh.All(ctx, resale.HostHooks, whmdc.Query{}, hooksMost) {
		if err != nil {
			return nil, nil, err
		}
		if !r.Deleted().IsZero() {
			continue
		}
		url := r.Text("url", "target_url", "endpoint")
		token, here := strings.CutPrefix(url, o.Hooks+hookPath)
		switch {
		case r.ID == hook.Remote || strings.HasSuffix(url, hookPath+hook.Token):
			ours = append(ours, r.ID)
		case here && o.Hooks != "" && token != "":
			addresses[r.ID] = token
		}
	}
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		left = nil
		for id, token := range addresses {
			_, found, err := tx.HostWatchByToken(token)
			if err != nil {
				return err
			}
			if !found {
				left = append(left, id)
			}
		}
		return nil
	})
	return ours, left, err
}

// dropHooks deletes webhooks; those that are gone are no trouble.
func dropHooks(ctx context.Context, c connection, ids []string) error {
	for _, id := range ids {
		if err := c.wh.Delete(ctx, resale.HostHooks, id); err != nil && resale.CodeOf(err) != resale.NotFound {
			return err
		}
	}
	return nil
}
