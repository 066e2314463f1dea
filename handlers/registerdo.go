package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func askNewMemberPassword(_ context.Context, _ *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: s.joining(chat.T("register.ask_password"), chat.Text{}, chat.T("register.deleted")),
		Rows:  [][]chat.Button{row(pick("register.make_password", "make"))},
	}, nil
}

func (d Deps) takeNewMemberPassword(_ context.Context, _ *dialog.Turn, s *registerSheet, a dialog.Answer) (dialog.Next, error) {
	s.Password, s.Proposed = d.Ops.ProposeMemberPassword().Reveal(), true
	if a.Typed() {
		s.Password, s.Proposed = strings.TrimSpace(a.Text), false
	}
	if resale.CheckMemberPassword(s.Password) != nil { // what is refused must not stay in the sheet
		s.Password = ""
		return dialog.Stay(chat.T("register.bad_password")), nil
	}
	return dialog.To("confirm"), nil
}

// askRegister shows all but the password, which may be read over a shoulder.
func askRegister(_ context.Context, _ *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	password := chat.T("register.password_own")
	if s.Proposed {
		password = chat.T("register.password_made")
	}
	lines := s.joining(
		chat.T("register.is_name", chat.Args{"Name": s.Name}),
		chat.T("register.is_email", chat.Args{"Email": shorten(s.Email, 80)}),
		password,
	)
	affiliate := pick("register.add_affiliate", "affiliate")
	if s.Affiliate != "" {
		lines = append(lines, chat.T("register.is_affiliate", chat.Args{"Code": s.Affiliate}))
		affiliate.Label = chat.T("register.change_affiliate")
	}
	return chat.Screen{
		Lines: append(lines, chat.Text{}, chat.T("register.ask_yes")),
		Rows:  [][]chat.Button{row(primary("register.yes", "do")), row(affiliate)},
	}, nil
}

func takeRegister(_ context.Context, _ *dialog.Turn, _ *registerSheet, a dialog.Answer) (dialog.Next, error) {
	return dialog.To(a.Value), nil
}

func (d Deps) register(ctx context.Context, t *dialog.Turn, s *registerSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	out, err := d.Ops.Register(ctx, t.Act(), v.key(t), resale.NewMember{
		Name: s.Name, Email: s.Email, Password: s.Password, Affiliate: s.Affiliate, Code: s.Code,
	}, d.tellStore(t))
	switch {
	case err != nil:
		return dialog.Next{}, err
	case out.State == storage.Done:
		return d.registered(ctx, s, v, chat.T("register.done", chat.Args{"Name": storeTitle(s.Store)}), v.inside())
	case out.State != storage.Refused:
		return d.registered(ctx, s, v, chat.T("register.unknown", chat.Args{"Name": storeTitle(s.Store)}), menuRow())
	}
	return s.refused(t, out)
}

// refused goes back to what the store did not take.
func (s *registerSheet) refused(t *dialog.Turn, out ops.Outcome) (dialog.Next, error) {
	switch out.Code {
	case resale.Taken:
		s.Again = true
		return dialog.To("taken"), nil
	case resale.WrongCode, resale.CodeNeeded:
		if s.Verify {
			t.Note(chat.T("trouble.wrong_code"))
		}
		s.Verify, s.Code, s.Again = true, "", true
		return dialog.To("code"), nil
	}
	return dialog.Next{}, out.Err()
}

// registered is the last screen. A password that was made here is shown on it,
// and nowhere else: nobody is to pass it on by mistake.
func (d Deps) registered(ctx context.Context, s *registerSheet, v visit, line chat.Text, rows [][]chat.Button) (dialog.Next, error) {
	screen := chat.Screen{Lines: []chat.Text{line}, Rows: rows}
	if !s.Proposed {
		return dialog.End(screen), nil
	}
	page, err := d.Ops.StorePage(ctx, v.Store.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	screen.Lines = append(screen.Lines, chat.Text{},
		chat.T("register.is_email", chat.Args{"Email": shorten(s.Email, 80)}),
		chat.T("register.is_password", chat.Args{"Password": s.Password}),
		chat.Text{}, chat.T("register.keep_password"))
	if page != "" {
		screen.Lines = append(screen.Lines, chat.T("register.same_password", chat.Args{"Page": page}))
	}
	screen.Rows = append([][]chat.Button{row(chat.Button{Label: chat.T("trial.copy_password"), Copy: s.Password})}, rows...)
	screen.Protect = true
	return dialog.End(screen).Keep(), nil
}
