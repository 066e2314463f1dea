package handlers

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// fullMessage is how many characters make a message look as if its program cut
// off the rest; the limit is 4,096.
const fullMessage = 4000

type massSheet struct {
	Rows  []massRow  `json:"rows,omitempty"`  // as written, until they are checked
	Lines []massLine `json:"lines,omitempty"` // those that are right
	From  string     `json:"from,omitempty"`  // the bulk whose lines are tried again

	Wrong      []string `json:"wrong,omitempty"` // what is wrong with the first ones, ready to be shown
	WrongCount int      `json:"wrong_count,omitempty"`
	Running    int      `json:"running,omitempty"` // links with an order that is not at its end

	Panel    string           `json:"panel,omitempty"`
	Seen     time.Time        `json:"seen,omitzero"` // when all this was looked up
	Currency string           `json:"currency,omitempty"`
	Balance  decimal.Decimal  `json:"balance"`
	Total    decimal.Decimal  `json:"total"`
	Price    *decimal.Decimal `json:"price,omitempty"` // what the chat's customers pay for it
	Fit      int              `json:"fit,omitempty"`   // so many of the first ones the balance pays for
	FitTotal decimal.Decimal  `json:"fit_total"`
}

// massOrderFlow places many orders from a list: which, what is wrong with
// them, sure? The work itself is a job's.
func massOrderFlow(d Deps) dialog.Flow[massSheet] {
	return dialog.Flow[massSheet]{
		Name: "massorder", Command: true, Needs: ops.SMM, Begin: d.beginMass,
		Steps: []dialog.Step[massSheet]{
			{Name: "lines", Files: true, Ask: askMass, Take: takeMass},
			{Name: "check", Do: d.checkMass},
			{Name: "wrong", Files: true, Ask: askWrong, Take: takeWrong},
			{Name: "confirm", Buttons: true, Ask: d.askMassConfirm, Take: d.takeMassConfirm},
		},
	}
}

// beginMass reads "stop <bulk>", "list <bulk>" and "again <bulk>"; anything
// else begins anew.
func (d Deps) beginMass(ctx context.Context, t *dialog.Turn, s *massSheet, args string) (dialog.Next, error) {
	verb, id, _ := strings.Cut(args, " ")
	switch verb {
	case "again":
		return d.beginMassAgain(ctx, t, s, id)
	case "list":
		return d.beginMassList(ctx, t, id)
	case "stop":
		stopped, err := d.Ops.StopBulk(ctx, id, t.Input.Place.Chat)
		if !stopped {
			return massOver("bulk.ended"), err
		}
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("massorder.stopping")}, Rows: menuRow()}), err
	}
	return dialog.To("lines"), nil
}

// massOver says that a button's list is of no use any more.
func massOver(why string) dialog.Next {
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T(why)}, Rows: [][]chat.Button{row(goTo("button.massorder", "massorder"), goTo("button.menu", "menu"))}})
}

// beginMassAgain takes the lines of an ended mass order that were not ordered.
func (d Deps) beginMassAgain(ctx context.Context, t *dialog.Turn, s *massSheet, id string) (dialog.Next, error) {
	b, found, err := d.Ops.Bulk(ctx, t.Input.Place.Chat, id)
	if err != nil {
		return dialog.Next{}, err
	}
	for _, i := range b.Items {
		if (i.State == storage.Refused || i.State == "") && i.Order != nil {
			s.Rows = append(s.Rows, massLine{Line: int(i.ID), Order: *i.Order}.row())
		}
	}
	switch {
	case !found || !b.State.Ended() || len(s.Rows) == 0:
		return massOver("massorder.over"), nil
	case b.Again != "":
		return massOver("bulk.again_over"), nil
	}
	s.From = id
	return dialog.To("check"), nil
}

func askMass(context.Context, *dialog.Turn, *massSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{
		chat.T("massorder.ask"),
		{},
		chat.T("massorder.example"),
		{},
		chat.T("massorder.hint", chat.Args{"Most": ops.MaxOrders}),
	}}, nil
}

func takeMass(_ context.Context, t *dialog.Turn, s *massSheet, a dialog.Answer) (dialog.Next, error) {
	rows := readMass(a.Text)
	switch {
	case len(rows) == 0:
		return dialog.Stay(chat.T("massorder.none")), nil
	case len(rows) > ops.MaxOrders:
		return dialog.Stay(chat.T("massorder.too_many", chat.Args{"Got": len(rows), "Most": ops.MaxOrders})), nil
	}
	if a.File == "" && utf8.RuneCountInString(a.Text) >= fullMessage {
		t.Note(chat.T("massorder.maybe_cut"))
	}
	s.Rows, s.From = rows, ""
	return dialog.To("check"), nil
}

// askWrong says what is wrong, and offers to order the rest.
func askWrong(_ context.Context, _ *dialog.Turn, s *massSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("massorder.wrong", chat.Args{"Count": s.WrongCount, "All": s.WrongCount + len(s.Lines)}), {}}}
	for _, line := range s.Wrong {
		screen.Lines = append(screen.Lines, literal(line, 150))
	}
	if more := s.WrongCount - len(s.Wrong); more > 0 {
		screen.Lines = append(screen.Lines, chat.T("massorder.more_wrong", chat.Args{"Count": more}))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("massorder.mend"))
	if len(s.Lines) > 0 {
		good := chat.Button{Label: chat.T("massorder.good", chat.Args{"Count": len(s.Lines)}), Answer: "good"}
		screen.Rows = [][]chat.Button{row(good)}
	}
	return screen, nil
}

func takeWrong(ctx context.Context, t *dialog.Turn, s *massSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		return takeMass(ctx, t, s, a)
	}
	return dialog.To("confirm"), nil
}

// plainScreen is a notice's screen that is the same in every language and zone.
func plainScreen(s chat.Screen) func(string, *time.Location) chat.Screen {
	return func(string, *time.Location) chat.Screen { return s }
}
