package dialog

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// sweepAtOnce bounds how many conversations one sweep ends.
const sweepAtOnce = 200

// givenUpAfter is how long an act may be under way: its input is handled again
// after a crash, and was set aside if the act is not over by then.
const givenUpAfter = 24 * time.Hour

// Sweep ends the conversations that were left alone: their screens say so and
// lose their buttons. It returns how many it ended.
func (d *Driver) Sweep(ctx context.Context) (int, error) {
	now := d.Now().UTC()
	var n int
	err := d.Store.Update(ctx, func(tx *storage.Tx) error {
		n = 0
		idle, err := tx.IdleConversations(now.Add(-idleAfter), sweepAtOnce)
		if err != nil {
			return err
		}
		for _, c := range idle {
			if c.Doing != 0 && now.Sub(c.Touched) < givenUpAfter {
				continue // its input is still in the inbox
			}
			n++
			if err := d.end(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("sweep conversations: %w", err)
	}
	return n, nil
}

func (d *Driver) end(tx *storage.Tx, c storage.Conversation) error {
	if err := tx.DropConversation(c.Key); err != nil {
		return err
	}
	if c.Slot == "" {
		return nil
	}
	line := chat.T("dialog.ended_idle")
	if c.Doing != 0 {
		line = chat.T("dialog.ended_acting")
	} else if f, ok := d.flows[c.Flow]; ok && f.about().home {
		line = chat.T("dialog.closed")
	}
	m := d.Message(c.Lang, c.Key.Person, chat.Screen{
		Lines: []chat.Text{line},
		Rows:  [][]chat.Button{{{Label: chat.T("button.menu"), Go: menu}}},
	})
	return tx.Queue(&storage.Outgoing{
		Key:    storage.OutKey{Chat: c.Key.Chat, Lane: storage.Replies},
		Thread: c.Key.Thread, Kind: storage.Show, Slot: c.Slot, Message: m,
	})
}
