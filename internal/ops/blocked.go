package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// Block keeps a person from claiming a chat's offers. What they have stays.
func (o *Ops) Block(ctx context.Context, b storage.Blocked) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Block(b) })
	if err != nil {
		return fmt.Errorf("block person: %w", err)
	}
	return nil
}

// Unblock lets a person claim a chat's offers again.
func (o *Ops) Unblock(ctx context.Context, chat, person int64) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Unblock(chat, person) })
	if err != nil {
		return fmt.Errorf("unblock person: %w", err)
	}
	return nil
}

// BlockedBy gives whom a chat blocked, the newest first.
func (o *Ops) BlockedBy(ctx context.Context, chat int64) (all []storage.Blocked, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		all, err = tx.BlockedBy(chat)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list blocked persons: %w", err)
	}
	return all, nil
}
