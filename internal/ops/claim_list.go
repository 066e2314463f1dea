package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// ClaimsPage is how many claims ClaimsOf gives at once.
const ClaimsPage = 8

// ClaimsOf gives who took a chat's offer, the newest first, from a cursor on:
// "" or what it gave as next, which is "" at the end. NotFound when the offer
// is another chat's or gone.
func (o *Ops) ClaimsOf(ctx context.Context, chat int64, offer, cursor string) (claims []storage.Claim, next string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if _, err := offerOf(tx, chat, offer); err != nil {
			return err
		}
		claims, next, err = tx.ClaimsOf(offer, cursor, ClaimsPage)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list claims: %w", err)
	}
	return claims, next, nil
}

// ClaimNow is a claim with what its panel shows of it now.
type ClaimNow struct {
	storage.Claim
	Offer   storage.Offer // zero when it was deleted
	Blocked bool          // its person is on the chat's list
	Away    bool          // messages do not reach its person
	Client  resale.Client
	Account resale.VPNAccount
	Unseen  resale.Code // why the panel shows nothing: NotFound, Unavailable and so on; "" when it does, or there is nothing yet
}

// ClaimCard gives a chat's claim and what its panel shows of it now. NotFound:
// the chat has no such claim.
func (o *Ops) ClaimCard(ctx context.Context, chat int64, key storage.ClaimKey) (n ClaimNow, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if n.Claim, err = claimIn(tx, chat, key); err != nil {
			return err
		}
		if n.Offer, _, err = tx.Offer(key.Offer); err != nil {
			return err
		}
		theirs, _, err := tx.Chat(key.Person)
		if err != nil {
			return err
		}
		n.Away = theirs.Unreachable
		n.Blocked, err = tx.IsBlocked(chat, key.Person)
		return err
	})
	if err != nil {
		return n, fmt.Errorf("read claim: %w", err)
	}
	if n.ClientID == 0 {
		return n, nil
	}
	err = o.seeClaim(ctx, &n)
	if ctx.Err() != nil {
		return n, ctx.Err()
	}
	n.Unseen = resale.CodeOf(err)
	return n, nil
}

func (o *Ops) seeClaim(ctx context.Context, n *ClaimNow) error {
	c, err := o.connection(ctx, "read claim", n.Provider, n.Chat)
	if err != nil {
		return err
	}
	if n.Provider == VPNResellers {
		n.Account, err = c.vpn.Account(ctx, n.ClientID)
		return err
	}
	if n.Client, err = c.FindClient(ctx, n.ClientID, n.Username); resale.CodeOf(err) == resale.NotFound {
		n.Client, err = c.FindRenamed(ctx, n.ClientID)
	}
	return err
}

func claimIn(tx *storage.Tx, chat int64, key storage.ClaimKey) (storage.Claim, error) {
	c, found, err := tx.Claim(key)
	if err == nil && (!found || c.Chat != chat) {
		err = &resale.Error{Act: "read claim", Code: resale.NotFound}
	}
	if err != nil {
		return storage.Claim{}, err
	}
	return c, nil
}
