package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// known is for an act whose client could not be read first: an act that was
// begun before a crash still has its row, and that row says the truth. Without
// one nothing was begun, and the reading's error stands.
func (o *Ops) known(ctx context.Context, a Act, cause error) (Outcome, error) {
	var row storage.Entry
	var ok bool
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		row, ok, err = tx.Entry(a.Key)
		return err
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("read journal: %w", err)
	}
	if !ok || row.Calls == 0 {
		return Outcome{}, cause
	}
	e, there := effects()[row.Act]
	c, err := o.panel(ctx, row.Act, row.Chat)
	if err != nil || !there || row.State.Settled() {
		return outcomeOf(row)
	}
	return o.newPursuit(c, e, row, true, nil).pursue(ctx)
}
