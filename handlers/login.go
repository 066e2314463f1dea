package handlers

import (
	"context"
	"errors"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// loginSheet is how a customer logs in at a store.
type loginSheet struct {
	storeSheet
	Store    string `json:"store,omitempty"` // its name
	Email    string `json:"email,omitempty"`
	Password string `json:"password,omitempty"`
	Code     string `json:"code,omitempty"` // of the second step
}

// loginFlow lets a customer into an account that they have.
func loginFlow(d Deps) dialog.Flow[loginSheet] {
	return dialog.Flow[loginSheet]{
		Name: "login", Trouble: trouble, Begin: d.beginLogin,
		Away: func(s loginSheet) string { return "store " + s.ID },
		Steps: []dialog.Step[loginSheet]{
			{Name: "email", Ask: askLoginEmail, Take: takeLoginEmail},
			{Name: "password", Secret: true, Password: true, Ask: askLoginPassword, Take: takeLoginPassword},
			{Name: "code", Ask: askLoginCode, Take: takeLoginCode},
			{Name: "do", Do: d.logIn},
		},
	}
}

// beginLogin knows the e-mail address of whoever has to log in again.
func (d Deps) beginLogin(ctx context.Context, t *dialog.Turn, s *loginSheet, args string) (dialog.Next, error) {
	id, email, _ := strings.Cut(args, " ")
	v, err := d.store(ctx, t, id)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.refuses(); ok {
		return dialog.End(instead), nil
	}
	if v.in() {
		return dialog.Go(v.target("member")), nil
	}
	s.ID, s.Store, s.Email = v.ID, v.Store.Name, known(email, v)
	if s.Email != "" {
		return dialog.To("password"), nil
	}
	return dialog.To("email"), nil
}

// known is the e-mail address that was typed before, else that of an account
// which has to be entered again.
func known(email string, v visit) string {
	if resale.CheckEmail(email) == nil {
		return email
	}
	return v.Member.Email
}

// entering puts the title above what is asked.
func (s loginSheet) entering(lines ...chat.Text) []chat.Text {
	return append([]chat.Text{chat.T("login.title", chat.Args{"Name": storeTitle(s.Store)}), {}}, lines...)
}

func askLoginEmail(_ context.Context, _ *dialog.Turn, s *loginSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: s.entering(chat.T("login.ask_email")),
		Rows:  [][]chat.Button{row(goTo("visit.join", "register "+s.ID))},
	}, nil
}

func takeLoginEmail(_ context.Context, _ *dialog.Turn, s *loginSheet, a dialog.Answer) (dialog.Next, error) {
	email := strings.TrimSpace(a.Text)
	if resale.CheckEmail(email) != nil {
		return dialog.Stay(chat.T("register.bad_email")), nil
	}
	s.Email = email
	return dialog.To("password"), nil
}

func askLoginPassword(_ context.Context, _ *dialog.Turn, s *loginSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: s.entering(chat.T("login.ask_password", chat.Args{"Email": shorten(s.Email, 80)}), chat.Text{}, chat.T("register.deleted")),
		Rows:  [][]chat.Button{row(pick("visit.forgot", "forgot")), row(pick("login.other_email", "email"))},
	}, nil
}

func takeLoginPassword(_ context.Context, _ *dialog.Turn, s *loginSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "forgot":
		return dialog.Go("forgot " + s.ID + " " + s.Email), nil
	case "email":
		return dialog.To("email"), nil
	}
	s.Password, s.Code = strings.TrimSpace(a.Text), ""
	return dialog.To("do"), nil
}

func askLoginCode(_ context.Context, _ *dialog.Turn, s *loginSheet) (chat.Screen, error) {
	return chat.Screen{Lines: s.entering(chat.T("login.ask_code"))}, nil
}

func takeLoginCode(_ context.Context, _ *dialog.Turn, s *loginSheet, a dialog.Answer) (dialog.Next, error) {
	code, ok := readCode(a.Text)
	if !ok {
		return dialog.Stay(chat.T("login.bad_code")), nil
	}
	s.Code = code
	return dialog.To("do"), nil
}

func (d Deps) logIn(ctx context.Context, t *dialog.Turn, s *loginSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	_, err = d.Ops.LogIn(ctx, t.Act(), v.key(t), s.Email, secret.New(s.Password), s.Code, d.tellStore(t), d.tellInvoice(t))
	switch resale.CodeOf(err) {
	case "":
		t.Note(chat.T("login.done", chat.Args{"Name": v.name()}))
		return dialog.Go(v.target("member")), nil
	case resale.CodeNeeded:
		return dialog.To("code"), nil
	case resale.WrongCode:
		return s.again(t, "code", resale.WrongCode), nil
	case resale.NoAccount:
		return s.again(t, "email", resale.NoAccount), nil
	case resale.WrongLogin:
		return s.again(t, "password", resale.WrongLogin), nil
	case resale.Refused, resale.Invalid: // for a reason that only the panel knows
		return s.refusedBy(t, err), nil
	}
	return dialog.Next{}, err
}

// refusedBy asks for the password again, with the panel's words above it.
func (s *loginSheet) refusedBy(t *dialog.Turn, err error) dialog.Next {
	s.Password, s.Code = "", ""
	t.Note(chat.T("login.refused"))
	if e, ok := errors.AsType[*resale.Error](err); ok && e.Detail != "" {
		t.Note(chat.T("trouble.detail", chat.Args{"Detail": shorten(e.Detail, 300)}))
	}
	return dialog.To("password")
}

// again asks for what was wrong.
func (s *loginSheet) again(t *dialog.Turn, step string, why resale.Code) dialog.Next {
	if s.Code = ""; step != "code" {
		s.Password = ""
	}
	t.Note(chat.T("trouble." + string(why)))
	return dialog.To(step)
}
