package dialog

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// unnamed handles who writes as the group itself, as anonymous admins do, or
// as a channel. They are told how to go on: whoever taps the button is known.
func (d *Driver) unnamed(ctx context.Context, in chat.Input) error {
	target, known := d.begunBy(in)
	spilled := secret.Spilled(in.Text)
	lines := []chat.Text{chat.T("dialog.unnamed")}
	if spilled {
		target, lines = connect, append([]chat.Text{chat.T("dialog.key_deleted"), {}}, lines...)
	}
	notice := Notice{Place: in.Place, Lane: storage.Replies, Screen: func(string, *time.Location) chat.Screen {
		return chat.Screen{Lines: lines, Rows: [][]chat.Button{{{Label: chat.T("button.continue"), Go: target}}}}
	}}
	return d.Store.Update(ctx, func(tx *storage.Tx) error {
		if spilled {
			if err := d.hide(tx, in, ""); err != nil {
				return err
			}
		}
		if spilled || known {
			place, _, err := tx.Chat(in.Place.Chat)
			if err != nil {
				return err
			}
			notice.Reader = place.By // the nearest there is to a reader's language
			if err := d.Tell(tx, notice); err != nil {
				return err
			}
		}
		return tx.FinishUpdate(in.Update)
	})
}

// begunBy gives what a command begins, and whether it is one of ours.
func (d *Driver) begunBy(in chat.Input) (target string, known bool) {
	flow, ok := d.commands[in.Command]
	if !ok {
		return menu, d.ours(in.Command)
	}
	target = strings.TrimSpace(flow + " " + in.Args)
	if len(goData(0, target)) > maxData {
		target = flow
	}
	return target, true
}
