package dialog

import (
	"context"
	"errors"
	"strconv"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// refuse tells who may not use the bot, here or at all.
func (d *Driver) refuse(ctx context.Context, v *visit) (result, bool) {
	in := v.Input
	switch {
	case d.Access != nil && !d.Access(in.Person.ID):
		if !in.Private && in.Kind != chat.Tapped && in.Command == "" && !v.spilled {
			return d.nothing(v), true
		}
		return d.sorry(v, chat.T("dialog.no_access", chat.Args{"ID": strconv.FormatInt(in.Person.ID, 10)})), true
	case in.Private || d.GroupAdmin == nil || d.overhears(v):
		return result{}, false
	}
	ok, err := d.GroupAdmin(ctx, in.Place.Chat, in.Person.ID)
	if err != nil {
		d.Log.Warn("ask for group admin", "chat", in.Place.Chat, "err", err)
		return d.sorry(v, chat.T("dialog.admin_unknown")), true
	}
	if !ok {
		private := chat.Button{Label: chat.T("button.private"), URL: "https://t.me/" + d.BotName}
		return d.sorry(v, chat.T("dialog.admins_only"), private), true
	}
	return result{}, false
}

// overhears tells what is said or sent in a group but not to the bot.
func (d *Driver) overhears(v *visit) bool {
	in := v.Input
	switch {
	case in.Command != "" || v.spilled:
		return false
	case in.Kind == chat.Other:
		return d.takes(v) == takesNot
	}
	return in.Kind == chat.Said && (!v.alive || foreign(in))
}

// sorry says no: on a tap only to who tapped, otherwise as a message.
func (d *Driver) sorry(v *visit, why chat.Text, ways ...chat.Button) result {
	if v.Input.Kind == chat.Tapped {
		return d.deaf(v, why)
	}
	m := d.render(v, chat.Screen{Lines: []chat.Text{why}, Rows: [][]chat.Button{ways}})
	return result{conv: v.conv, drop: true, message: &m}
}

// refuser is the provider that refused the key; "" when nobody knows.
func (d *Driver) refuser(v *visit, err error) string {
	if e, ok := errors.AsType[*resale.Error](err); ok && e.Whose != "" {
		return e.Whose
	}
	if f, ok := d.flows[v.conv.Flow]; ok && f.about().needs != "" {
		return f.about().needs
	}
	if len(v.Accounts) == 1 {
		return v.Accounts[0].Provider
	}
	return ""
}
