package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// HostOwnKey tells whether a record of an API key is about the one that the chat
// is connected with, as far as the panel shows what that begins or ends with.
func (o *Ops) HostOwnKey(ctx context.Context, chat int64, r resale.Record) (resale.KeyLikeness, error) {
	var key secret.String
	err := o.Store.View(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		key, err = tx.AccountKey(now, WHMDC)
		return err
	})
	if err != nil {
		return resale.KeyUnclear, &resale.Error{Act: "read hosting key", Code: resale.Internal, Err: err}
	}
	return r.LikeKey(key.Reveal()), nil
}
