package dialog

import (
	"context"
	"regexp"

	"resellerbot/internal/chat"
)

var foreignCommand = regexp.MustCompile(`^/\w+@\w+`)

// foreign tells a command for another bot from an answer; one of ours has its
// Command set.
func foreign(in chat.Input) bool {
	return in.Kind == chat.Said && in.Command == "" && foreignCommand.MatchString(in.Text)
}

// overheard leaves everything as it was. Alone with the bot, whoever wrote the
// command is told why nothing happens.
func (d *Driver) overheard(ctx context.Context, v *visit, expired bool) (result, error) {
	switch {
	case !v.Input.Private:
		return d.nothing(v), nil
	case v.alive && !expired:
		return d.reask(ctx, v, chat.T("dialog.other_bot"))
	}
	v.Note(chat.T("dialog.other_bot"))
	return d.beginFlow(ctx, v, menu)
}
