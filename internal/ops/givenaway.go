package ops

import (
	"context"
	"time"

	"resellerbot/storage"
)

// renewedBy is by how much an account's end must be past the one that its offer
// gave, before it counts as renewed: panels round, and a renewal is for whole
// days.
const renewedBy = 12 * time.Hour

// givenAway tells of an account that an offer gave away and nobody renewed
// since: a trial, as tests of Servex are, which the panel does not tell apart.
func givenAway(tx *storage.Tx, chat int64, provider string, l ListedClient) (bool, error) {
	if provider != VPNResellers {
		return false, nil
	}
	c, found, err := tx.ClaimOfClient(chat, provider, l.ID)
	return found && l.Expires.Before(c.Until.Add(renewedBy)), err
}

// paying leaves out whom an offer gave it.
func (o *Ops) paying(ctx context.Context, chat int64, provider string, all []ListedClient) (rest []ListedClient, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		for _, l := range all {
			trial, err := givenAway(tx, chat, provider, l)
			if err != nil {
				return err
			}
			if !trial {
				rest = append(rest, l)
			}
		}
		return nil
	})
	return rest, err
}
