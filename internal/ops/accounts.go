package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// How far CheckServex counts.
const (
	countPage = 1000
	countMost = 5000
)

// Found is what a key opens.
type Found struct {
	Own, Active, ExpiringSoon int
	Capped                    bool // there are more than were counted
	Admin                     bool
}

// CheckServex tries a key against the panel and counts what it opens. It
// changes nothing and stores nothing.
func (o *Ops) CheckServex(ctx context.Context, key secret.String) (Found, error) {
	c := o.Config.Servex("", key)
	var f Found
	counts := []struct {
		status resale.ClientStatus
		n      *int
	}{{resale.AnyStatus, &f.Own}, {resale.Active, &f.Active}, {resale.ExpiresSoon, &f.ExpiringSoon}}
	for _, count := range counts {
		for _, err := range c.AllClients(ctx, resale.ClientQuery{Status: count.status, Limit: countPage}, countMost) {
			if err != nil {
				return Found{}, err
			}
			if *count.n++; *count.n >= countMost {
				f.Capped = true
				break
			}
		}
	}
	var err error
	f.Admin, err = c.KeyKind(ctx)
	return f, err
}

// Connect stores a chat's account, in the caller's transaction, and has the
// chat warned of what expires there, unless it has said how already; of XMPlus its
// store opens. What
// the chat became meanwhile counts. See GoOnWith for the orders of a former key.
func (o *Ops) Connect(tx *storage.Tx, a storage.Account, key secret.String) (err error) {
	if a.Chat, err = tx.NowChat(a.Chat); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	if a.Provider == WHMDC {
		a.BaseURL = whmdc.Address(a.BaseURL)
	}
	if err := tx.PutAccount(a, key); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	switch a.Provider {
	case SMM: // nothing expires there
		return nil
	case XMPlus: // its customers are warned themselves
		return o.OpenStorefront(tx, a)
	}
	a.Panel = storage.PanelOf(a.Provider, a.BaseURL, key)
	if err := tx.StartDigest(a); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	if a.Provider == WHMDC {
		return o.hostKeyNew(tx, a)
	}
	return nil
}

// Disconnect deletes a chat's key; one that is not there is no error. A hosting
// panel is left as DisconnectHost does.
func (o *Ops) Disconnect(ctx context.Context, chat int64, provider string) error {
	if provider == WHMDC {
		_, err := o.DisconnectHost(ctx, chat)
		return err
	}
	return o.dropKey(ctx, chat, provider)
}

// DisconnectHost deletes the key of a chat's hosting panel, and the webhook of
// the bot there, if that goes at once: hookStays tells that one may be left.
func (o *Ops) DisconnectHost(ctx context.Context, chat int64) (hookStays bool, err error) {
	hookStays = o.LeaveHook(ctx, chat)
	return hookStays, o.dropKey(ctx, chat, WHMDC)
}

func (o *Ops) dropKey(ctx context.Context, chat int64, provider string) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error { return tx.DropAccount(chat, provider) })
	if err != nil {
		return fmt.Errorf("disconnect: %w", err)
	}
	return nil
}

// Held says what is held about a person in a chat.
func (o *Ops) Held(ctx context.Context, person, chat int64) (held storage.Holding, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		held, err = tx.Held(person, chat)
		return err
	})
	if err != nil {
		return held, fmt.Errorf("read what is held: %w", err)
	}
	return held, nil
}
