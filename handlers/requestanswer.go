package handlers

import (
	"cmp"
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func (d Deps) renewRequest(ctx context.Context, t *dialog.Turn, s *requestSheet) (dialog.Next, error) {
	me := t.Input.Person.ID
	out, asked, err := d.Ops.RenewRequest(ctx, t.Act(), s.ID, cmp.Or(s.Days, ops.RequestDays), d.tellCustomer(t))
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return requestOver(), nil
	case err == nil && (out.Act == "" || out.State == storage.Done && asked.By != 0 && asked.HandledBefore(me)):
		return handled(asked), nil
	case err == nil && out.State == storage.Done:
		return dialog.End(d.requestDone(t, out, asked)), nil
	}
	return d.conclude(t, out, err)
}

// requestDone says what was done, and that the customer knows. What was made
// anew is the customer's to see.
func (d Deps) requestDone(t *dialog.Turn, out ops.Outcome, asked ops.Asked) chat.Screen {
	person := chat.Args{"Person": shorten(asked.Name, 60)}
	screen := d.doneScreen(t, out)
	if out.Act == createAct || out.Act == sellAct {
		screen = chat.Screen{
			Lines: []chat.Text{chat.T("request.made_anew", chat.Args{"Name": shorten(asked.Username, 60)})},
			Rows:  menuRow(),
		}
	}
	switch {
	case out.Resumed:
		screen.Lines = append(screen.Lines, chat.T("request.resumed"))
	case out.Resuming:
		screen.Lines = append(screen.Lines, chat.T("request.resuming"))
	}
	if asked.State == storage.RequestOpen { // settled by a person's word, see ops.Decide
		screen.Lines = []chat.Text{chat.T("request.by_word", chat.Args{"Name": shorten(asked.Username, 60)}), {}, chat.T("request.customer_waits", person)}
		return screen
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("request.customer_told", person))
	return screen
}
