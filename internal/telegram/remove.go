package telegram

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
)

// remove deletes a message. One that is too old for that must at least not
// mislead: whoever scans its picture pays what nobody waits for any more.
func (d *delivery) remove(ctx context.Context) error {
	err := d.touch(ctx, d.API.delete)
	moved := KindOf(err) == Migrated && d.now != d.job.key.Chat
	switch {
	case KindOf(err) != Lasting && !moved:
		return passing(err)
	case d.row.Message.Instead != "":
		return d.blank(ctx)
	case moved:
		return nil
	}
	d.Log.Info("a message is too old to be deleted, and is emptied", "chat", d.job.key.Chat)
	if err = d.reword(ctx); KindOf(err) == Wordless { // a text, which no camera reads
		err = d.touch(ctx, d.API.strip)
	}
	return passing(err)
}

// blank makes a text say what it said no more. Where a group became a
// supergroup, its old messages can be edited, though not deleted; see
// check_chat_access in https://github.com/tdlib/telegram-bot-api. Where even that
// is refused, people are to be told.
func (d *delivery) blank(ctx context.Context) error {
	id, words := d.job.key.Chat, chat.Message{HTML: d.row.Message.HTML}
	err := d.remedied(ctx, func(html bool) error { return d.API.edit(ctx, id, d.target(), words, html) })
	switch KindOf(err) {
	case None, NotModified, Misread:
		return nil
	case Stale:
		if strings.Contains(err.Error(), "not found") { // somebody deleted it
			return nil
		}
	case TooMany, Down, NotSent, InDoubt, Revoked:
		return err
	}
	d.Log.Error("what was to be deleted stays", "chat", id, "err", err)
	d.stays = true
	return nil
}

// reword makes a picture say something else, without buttons, and then covers
// the picture itself. The caption comes first: a text has none, and a cover
// would make a picture of it.
func (d *delivery) reword(ctx context.Context) error {
	id, words := d.job.key.Chat, captionOf(d.row.Message)
	err := d.remedied(ctx, func(html bool) error { return d.API.caption(ctx, id, d.target(), words, html) })
	if t := KindOf(err); t != None && t != NotModified {
		return err
	}
	return d.remedied(ctx, func(html bool) error { return d.API.cover(ctx, id, d.target(), words, html) })
}

// captionOf is what a picture that stays is made to say.
func captionOf(m chat.Message) chat.Message {
	return chat.Message{HTML: split(m.HTML, maxCaption)[0]}
}

// touch makes a call about the target.
func (d *delivery) touch(ctx context.Context, call func(ctx context.Context, chatID int64, message int) error) error {
	if d.target() == 0 {
		return nil
	}
	d.calls++
	return call(ctx, d.job.key.Chat, d.target())
}

// target is the message that a Delete or a Strip is about, 0 for none.
func (d *delivery) target() int {
	if d.row.Target != 0 {
		return d.row.Target
	}
	return d.former
}

// passing leaves the errors that another try may get past. A message that is
// gone, or out of reach, is no failure.
func passing(err error) error {
	switch KindOf(err) {
	case TooMany, Down, NotSent, InDoubt, Revoked, Migrated:
		return err
	}
	return nil
}
