package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// withReason is the answer that sends what was typed to the customer.
const withReason = "reason"

// askDecline takes a reason, and shows it before it goes to the customer: in a
// group it may have been meant for somebody else.
func (d Deps) askDecline(ctx context.Context, t *dialog.Turn, s *requestSheet) (chat.Screen, error) {
	asked, err := d.Ops.Request(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: append([]chat.Text{chat.T("request.by", requestNames(asked))}, wishLines(asked.Request)...)}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("request.ask_decline"))
	if s.Reason != "" {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("request.reason", chat.Args{"Reason": s.Reason}))
		screen.Rows = append(screen.Rows, row(refusal("request.decline_with", withReason)))
	}
	screen.Rows = append(screen.Rows, row(refusal("request.decline_without", "plain")))
	return screen, nil
}

func refusal(label, answer string) chat.Button {
	b := pick(label, answer)
	b.Style = chat.Danger
	return b
}

func takeDecline(_ context.Context, _ *dialog.Turn, s *requestSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		reason := trimLines(a.Text, ops.NoteLimit+1)
		if len([]rune(reason)) > ops.NoteLimit {
			return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": ops.NoteLimit})), nil
		}
		s.Reason = reason
		return dialog.Stay(chat.Text{}), nil
	}
	if a.Value != withReason {
		s.Reason = ""
	}
	return dialog.To("decline"), nil
}

func (d Deps) declineRequest(ctx context.Context, t *dialog.Turn, s *requestSheet) (dialog.Next, error) {
	me := t.Input.Person.ID
	asked, err := d.Ops.DeclineRequest(ctx, t.Input.Place.Chat, me, s.ID, s.Reason, d.tellCustomer(t))
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return requestOver(), nil
	case err != nil:
		return dialog.Next{}, err
	case asked.State == storage.RequestOpen:
		return requestBusy(asked), nil
	case asked.State == storage.RequestDeclined && asked.By == me:
		said := "request.declined"
		if s.Reason != "" {
			said = "request.declined_why"
		}
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T(said, requestNames(asked))}, Rows: menuRow()}), nil
	}
	return handled(asked), nil
}

func requestBusy(asked ops.Asked) dialog.Next {
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("request.busy", requestNames(asked))}, Rows: menuRow()})
}

// requestNames are the customer and what they ask for.
func requestNames(asked ops.Asked) chat.Args {
	return chat.Args{"Person": shorten(asked.Name, 60), "Name": shorten(asked.Username, 60)}
}
