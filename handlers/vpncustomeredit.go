package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type customerEditSheet struct {
	vpnSheet
	Field string        `json:"field,omitempty"` // name or email
	Now   customerDraft `json:"now"`             // as it is
	Next  customerDraft `json:"next"`            // as it is to be
}

// editCustomerFlow changes a customer's name or address.
func editCustomerFlow(d Deps) dialog.Flow[customerEditSheet] {
	return dialog.Flow[customerEditSheet]{
		Name: "editcustomer", Needs: ops.VPNResellers,
		Begin: func(ctx context.Context, t *dialog.Turn, s *customerEditSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.vpnSheet, ok = readVPN(args); !ok {
				return dialog.Go("customers"), nil
			}
			c, err := d.Ops.VPNCustomer(ctx, t.Input.Place.Chat, s.ID)
			s.Name, s.Now = buyerName(c), customerDraft{First: c.FirstName, Last: c.LastName, Email: c.Email}
			return dialog.To("field"), err
		},
		Away: func(s customerEditSheet) string { return s.target("customer") },
		Steps: []dialog.Step[customerEditSheet]{
			{Name: "field", Buttons: true, Ask: askCustomerField, Take: takeCustomerField},
			{Name: "value", Ask: askCustomerValue, Take: takeCustomerValue},
			{Name: "confirm", Buttons: true, Ask: confirmCustomerEdit, Take: to[customerEditSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *customerEditSheet) (dialog.Next, error) {
				out, err := d.Ops.EditVPNCustomer(ctx, t.Act(), s.ID, s.Name, s.edit())
				if err == nil && s.Field == "email" && (refusedAs(out, resale.Taken) || refusedAs(out, resale.Invalid)) {
					t.Note(chat.T("customers.email_taken"))
					return dialog.To("value"), nil
				}
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askCustomerField(_ context.Context, _ *dialog.Turn, s *customerEditSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("edit.ask_field", chat.Args{"Name": shorten(s.Name, 60)})},
		Rows:  [][]chat.Button{row(pick("category.name", "name"), pick("customers.email_word", "email"))},
	}, nil
}

func takeCustomerField(_ context.Context, _ *dialog.Turn, s *customerEditSheet, a dialog.Answer) (dialog.Next, error) {
	s.Field = a.Value
	return dialog.To("value"), nil
}

func askCustomerValue(_ context.Context, _ *dialog.Turn, s *customerEditSheet) (chat.Screen, error) {
	now, ask := s.Name, "customers.ask_name"
	if s.Field == "email" {
		now, ask = or(s.Now.Email, "—"), "customers.ask_email"
	}
	return chat.Screen{Lines: []chat.Text{chat.T("edit.now", chat.Args{"Value": shorten(now, 100)}), {}, chat.T(ask)}}, nil
}

func takeCustomerValue(_ context.Context, _ *dialog.Turn, s *customerEditSheet, a dialog.Answer) (dialog.Next, error) {
	s.Next = s.Now
	var ok bool
	if s.Field == "email" {
		if s.Next.Email, ok = parseEmail(a.Text); !ok {
			return dialog.Stay(chat.T("customers.bad_email")), nil
		}
	} else if s.Next.First, s.Next.Last, ok = parsePersonName(a.Text); !ok {
		return dialog.Stay(chat.T("customers.bad_name", chat.Args{"Most": mostOfName})), nil
	}
	if s.Next == s.Now {
		return dialog.Stay(chat.T("edit.same")), nil
	}
	return dialog.To("confirm"), nil
}

func confirmCustomerEdit(_ context.Context, _ *dialog.Turn, s *customerEditSheet) (chat.Screen, error) {
	field, before, after := chat.T("category.name"), s.Name, s.Next.First+" "+s.Next.Last
	if s.Field == "email" {
		field, before, after = chat.T("customers.email_word"), or(s.Now.Email, "—"), s.Next.Email
	}
	return confirmChange(s.Name, field, literal(before, 100), literal(after, 100)), nil
}

// confirmChange asks for a yes to one change.
func confirmChange(name string, field, before, after chat.Text) chat.Screen {
	yes := pick("edit.yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("edit.ask_confirm", chat.Args{"Name": shorten(name, 60), "Field": field}),
			{},
			chat.T("edit.before", chat.Args{"Value": before}),
			chat.T("edit.after", chat.Args{"Value": after}),
		},
		Rows: [][]chat.Button{row(yes)},
	}
}

// edit is the change of the one field.
func (s customerEditSheet) edit() resale.VPNCustomerEdit {
	if s.Field == "email" {
		return resale.VPNCustomerEdit{Email: &s.Next.Email}
	}
	return resale.VPNCustomerEdit{FirstName: &s.Next.First, LastName: &s.Next.Last}
}
