package dialog

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/chat"
)

// menu is the flow that everything falls back to, connect the one that takes
// keys.
const (
	menu    = "menu"
	connect = "connect"
)

// decide finds out what an input means and lets the conversation have it.
func (d *Driver) decide(ctx context.Context, v *visit) (result, error) {
	in := v.Input
	if v.resuming() {
		return d.resume(ctx, v)
	}
	expired := v.expired()
	switch {
	case v.spilled:
		return d.spilt(ctx, v, expired)
	case in.Kind == chat.Tapped:
		return d.tapped(ctx, v, expired)
	case d.passwordAsked(v) && !expired:
		return d.written(ctx, v)
	case in.Command != "":
		return d.commanded(ctx, v)
	case foreign(in):
		return d.overheard(ctx, v, expired)
	case !v.alive || expired:
		if !in.Private {
			return d.nothing(v), nil // small talk in a group is not for the bot
		}
		d.noteUnasked(v, expired)
		return d.beginFlow(ctx, v, menu)
	case in.Kind == chat.Other:
		return d.sent(ctx, v)
	}
	return d.written(ctx, v)
}

func (d *Driver) commanded(ctx context.Context, v *visit) (result, error) {
	in := v.Input
	switch in.Command {
	case "start":
		if d.Link != nil && in.Args != "" {
			if target, ok := d.Link(in.Args); ok {
				d.noteDropped(v)
				return d.beginFlow(ctx, v, target)
			}
		}
		d.noteLost(v)
		return d.beginFlow(ctx, v, menu)
	case menu: // it is written on the buttons, so people type it
		d.noteLost(v)
		return d.beginFlow(ctx, v, menu)
	case "cancel":
		v.Note(d.cancelNote(v))
		return d.beginFlow(ctx, v, d.away(v))
	}
	if flow, ok := d.commands[in.Command]; ok {
		d.noteDropped(v)
		return d.beginFlow(ctx, v, strings.TrimSpace(flow+" "+in.Args))
	}
	if !in.Private {
		return d.nothing(v), nil // likely another bot's command
	}
	v.Note(chat.T("dialog.no_command"))
	return d.beginFlow(ctx, v, menu)
}

// ours tells a command that the bot knows from a word behind a slash.
func (d *Driver) ours(command string) bool {
	_, ok := d.commands[command]
	return ok || command == "start" || command == menu || command == "cancel"
}

// noteLost says so only of what nobody means to leave behind.
func (d *Driver) noteLost(v *visit) {
	if lost, _ := d.loses(v); lost {
		v.Note(chat.T("dialog.dropped"))
	}
}

// loses tells whether the conversation holds something that its flow says is
// lost by leaving; known is false where the flow says nothing of it.
func (d *Driver) loses(v *visit) (lost, known bool) {
	f, ok := d.flows[v.conv.Flow]
	if !ok || !v.alive {
		return false, false
	}
	return f.loses(v.conv.Sheet)
}

func (d *Driver) cancelNote(v *visit) chat.Text {
	if v.alive && !d.home(v) {
		return chat.T("dialog.cancelled")
	}
	return chat.T("dialog.nothing_to_cancel")
}

// away is where a cancelled conversation leads.
func (d *Driver) away(v *visit) string {
	if f, ok := d.flows[v.conv.Flow]; ok && v.alive {
		if target := f.away(v.conv.Sheet); target != "" {
			return target
		}
	}
	return menu
}

func (d *Driver) home(v *visit) bool {
	f, ok := d.flows[v.conv.Flow]
	return !ok || f.about().home
}

// beginFlow ends what was under way, without effect, and begins another flow.
func (d *Driver) beginFlow(ctx context.Context, v *visit, target string) (result, error) {
	v.target = target
	if v.conv.Stopped && len(v.notes) == 0 {
		v.Note(chat.T("dialog.dropped"))
	}
	v.conv.Stopped = false
	name, args, _ := strings.Cut(target, " ")
	v.conv.Leaving = ""
	f, ok := d.flows[name]
	if !ok {
		d.Log.Error("begin flow: no such flow", "flow", name)
		f, name = d.flows[menu], menu
	}
	if f == nil {
		return result{}, fmt.Errorf("begin flow: there is no %s", menu)
	}
	if need := f.about().needs; need != "" && !v.Connected(need) {
		v.Note(chat.T("dialog.connect_first_" + need))
		f, name, args = d.flows[connect], connect, need
	}
	key, serial := v.conv.Key, v.conv.Serial
	v.conv.Run, v.conv.Flow, v.conv.Step = newRun(), name, ""
	v.conv.Key, v.conv.Serial = key, serial
	v.conv.Given, v.conv.Wrong, v.conv.Tries = nil, "", 0
	v.conv.Past, v.conv.Answers, v.conv.Sheet, v.conv.Doing, v.conv.Album = nil, nil, nil, 0, ""
	v.run, v.step, v.alive = v.conv.Run, "", true
	next, sheet, err := f.begin(ctx, v.Turn, args)
	if err != nil {
		return d.failed(ctx, v, err)
	}
	if len(v.also) > 0 && !v.way.hold() {
		return result{}, errOvertaken
	}
	v.conv.Sheet = sheet
	return d.follow(ctx, v, next)
}
