package ops

import (
	"context"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// panelHooks are webhooks of a panel, by their ids.
type panelHooks struct {
	ours []string // that bear the address of a chat
	left []string // that bear an address of this bot that finds nobody, since the key was forgotten while the panel did not answer
	off  bool     // one of ours is switched off: some panels do that after what could not be delivered
}

// hooksOf gives the webhooks of a panel that are about a chat or about nobody.
func (o *Ops) hooksOf(ctx context.Context, c connection, hook storage.HostHook) (all panelHooks, err error) {
	addresses := map[string]string{} // of left, by id
	for r, err := range c.wh.All(ctx, resale.HostHooks, whmdc.Query{}, hooksMost) {
		if err != nil {
			return panelHooks{}, err
		}
		if !r.Deleted().IsZero() {
			continue
		}
		url := r.Text("url", "target_url", "endpoint")
		token, here := strings.CutPrefix(url, o.Hooks+hookPath)
		switch {
		case r.ID == hook.Remote || strings.HasSuffix(url, hookPath+hook.Token):
			all.ours, all.off = append(all.ours, r.ID), all.off || r.State() == resale.RecordInactive || r.State() == resale.RecordSuspended
		case here && o.Hooks != "" && token != "":
			addresses[r.ID] = token
		}
	}
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		all.left = nil
		for id, token := range addresses {
			_, found, err := tx.HostWatchByToken(token)
			if err != nil {
				return err
			}
			if !found {
				all.left = append(all.left, id)
			}
		}
		return nil
	})
	return all, err
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
