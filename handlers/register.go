package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// registerSheet is an account that a customer wants at a store.
type registerSheet struct {
	storeSheet
	Store     string    `json:"store,omitempty"` // its name
	Name      string    `json:"name,omitempty"`
	Email     string    `json:"email,omitempty"`
	Verify    bool      `json:"verify,omitempty"` // the e-mail is to be proven by a code
	Sent      time.Time `json:"sent,omitzero"`    // when the code was
	Code      string    `json:"code,omitempty"`
	Password  string    `json:"password,omitempty"`
	Proposed  bool      `json:"proposed,omitempty"` // the password was made here
	Affiliate string    `json:"affiliate,omitempty"`
	Again     bool      `json:"again,omitempty"` // the store refused one thing, which alone is asked for anew
}

// resendAfter is how long a person waits before a code is sent once more;
// register.too_soon names what is left of it.
const resendAfter = time.Minute

// registerFlow makes a customer an account.
func registerFlow(d Deps) dialog.Flow[registerSheet] {
	return dialog.Flow[registerSheet]{
		Name: "register", Trouble: trouble, Begin: d.beginRegister,
		Away: func(s registerSheet) string { return "store " + s.ID },
		Steps: []dialog.Step[registerSheet]{
			{Name: "name", Ask: askMemberName, Take: takeMemberName},
			{Name: "email", Ask: askNewEmail, Take: takeNewEmail},
			{Name: "code", Ask: askEmailCode, Take: takeEmailCode},
			{Name: "sending", Do: d.sendEmailCode},
			{Name: "password", Secret: true, Password: true, Ask: askNewMemberPassword, Take: d.takeNewMemberPassword},
			{Name: "affiliate", Ask: askAffiliate, Take: takeAffiliate},
			{Name: "confirm", Buttons: true, Ask: askRegister, Take: takeRegister},
			{Name: "taken", Buttons: true, Ask: askTakenEmail, Take: takeTakenEmail},
			{Name: "do", Do: d.register},
		},
	}
}

func (d Deps) beginRegister(ctx context.Context, t *dialog.Turn, s *registerSheet, args string) (dialog.Next, error) {
	v, err := d.store(ctx, t, args)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.refuses(); ok {
		return dialog.End(instead), nil
	}
	if v.in() { // one account at a store: another one comes after logging out
		return dialog.Go(v.target("member")), nil
	}
	s.ID, s.Store, s.Verify = v.ID, v.Store.Name, v.Store.Verify
	return dialog.To("name"), nil
}

// joining puts the title above what is asked.
func (s registerSheet) joining(lines ...chat.Text) []chat.Text {
	return append([]chat.Text{chat.T("register.title", chat.Args{"Name": storeTitle(s.Store)}), {}}, lines...)
}

func askMemberName(_ context.Context, t *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: s.joining(chat.T("register.ask_name"))}
	if own := resale.CleanMemberName(t.Input.Person.Name); own != "" {
		use := chat.Button{Label: chat.T("register.use_name", chat.Args{"Name": shorten(own, 25)}), Answer: "own", Style: chat.Primary}
		screen.Rows = [][]chat.Button{row(use)}
	}
	return screen, nil
}

func takeMemberName(_ context.Context, t *dialog.Turn, s *registerSheet, a dialog.Answer) (dialog.Next, error) {
	name := resale.CleanMemberName(a.Text)
	if a.Value == "own" {
		name = resale.CleanMemberName(t.Input.Person.Name)
	}
	if name == "" {
		return dialog.Stay(chat.T("register.bad_name")), nil
	}
	s.Name, s.Again = name, false
	return dialog.To("email"), nil
}

func askNewEmail(_ context.Context, _ *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	return chat.Screen{Lines: s.joining(chat.T("register.ask_email"))}, nil
}

func takeNewEmail(_ context.Context, _ *dialog.Turn, s *registerSheet, a dialog.Answer) (dialog.Next, error) {
	email := strings.TrimSpace(a.Text)
	if resale.CheckEmail(email) != nil {
		return dialog.Stay(chat.T("register.bad_email")), nil
	}
	anew := s.Again
	if email != s.Email { // a code proves one address
		s.Email, s.Code, s.Sent, s.Again = email, "", time.Time{}, false
	}
	switch {
	case s.Verify && s.Code == "":
		return dialog.To("code"), nil
	case anew && s.Password != "":
		return dialog.To("confirm"), nil
	}
	return dialog.To("password"), nil
}

func askAffiliate(_ context.Context, _ *dialog.Turn, s *registerSheet) (chat.Screen, error) {
	return chat.Screen{Lines: s.joining(chat.T("register.ask_affiliate")), Rows: [][]chat.Button{row(pick("register.no_affiliate", "none"))}}, nil
}

// longestCode is the longest code that anybody has to type, in characters.
const longestCode = 64

func takeAffiliate(_ context.Context, _ *dialog.Turn, s *registerSheet, a dialog.Answer) (dialog.Next, error) {
	code := strings.TrimSpace(a.Text)
	if len([]rune(code)) > longestCode || strings.ContainsAny(code, " \n\t") {
		return dialog.Stay(chat.T("register.bad_affiliate")), nil
	}
	s.Affiliate = code
	return dialog.To("confirm"), nil
}
