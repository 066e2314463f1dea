package ops

import (
	"context"

	"resellerbot/providers/servex"
)

// Listen holds one live connection to a chat's panel, see servex.Client.Listen.
func (o *Ops) Listen(ctx context.Context, chat int64, l servex.Listening) error {
	c, err := o.panel(ctx, "listen to "+string(l.Feed), chat)
	if err != nil {
		return err
	}
	return c.Listen(ctx, l)
}

// Panel names the panel that a chat's account opens, see storage.PanelOf.
func (o *Ops) Panel(ctx context.Context, chat int64) (string, error) {
	c, err := o.panel(ctx, "find panel", chat)
	return c.panel, err
}
