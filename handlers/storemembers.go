package handlers

import (
	"context"
	"strconv"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// cursors is which page of a list is shown, where each page is found by the one
// before.
type cursors struct {
	Before []string `json:"before,omitempty"` // of the pages after the first, up to this one
	Next   string   `json:"next,omitempty"`   // of the page after this one, "" when there is none
}

// at is where the page begins.
func (c cursors) at() string {
	if n := len(c.Before); n > 0 {
		return c.Before[n-1]
	}
	return ""
}

func (c cursors) page() int { return pageNumber(len(c.Before)+1, c.Next != "") }

func (c cursors) rows() [][]chat.Button { return turns(len(c.Before) > 0, c.Next != "") }

// turn goes to another page, if that is what was tapped.
func (c *cursors) turn(a dialog.Answer) bool {
	switch a.Value {
	case "next":
		c.Before = append(c.Before, c.Next)
	case "previous":
		c.Before = c.Before[:max(len(c.Before)-1, 0)]
	default:
		return false
	}
	return true
}

// storeMembersFlow lists the customers of the chat's store, the latest first.
func storeMembersFlow(d Deps) dialog.Flow[cursors] {
	return dialog.Flow[cursors]{
		Name: "storemembers", Home: true,
		Steps: []dialog.Step[cursors]{{Name: "list", Buttons: true, Ask: d.askStoreMembers, Take: func(_ context.Context, _ *dialog.Turn, s *cursors, a dialog.Answer) (dialog.Next, error) {
			if s.turn(a) {
				return dialog.Stay(chat.Text{}), nil
			}
			return dialog.Go(a.Value), nil
		}}},
	}
}

func (d Deps) askStoreMembers(ctx context.Context, t *dialog.Turn, s *cursors) (chat.Screen, error) {
	members, next, err := d.Ops.StoreCustomers(ctx, t.Input.Place.Chat, s.at())
	if err != nil {
		return chat.Screen{}, err
	}
	s.Next = next
	hint := "storemember.legend"
	if len(members) == 0 {
		hint = "storemember.none"
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("storemember.list", chat.Args{"Page": s.page()}), {}, chat.T(hint)}}
	for _, m := range members {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label:  chat.T("storemember.line", chat.Args{"Mark": memberMark(m.Member, t.Now), "Name": shorten(memberName(m), 24), "Plan": memberPlan(m.Member)}),
			Answer: "storemember " + number(m.Person),
		}))
	}
	screen.Rows = append(screen.Rows, s.rows()...)
	screen.Rows = append(screen.Rows, row(goTo("storefront.back", "storefront"), goTo("button.menu", "menu")))
	return screen, nil
}

// memberMark is at a glance whether a customer has a subscription that runs.
func memberMark(m storage.Member, now time.Time) string {
	mark := "⚪"
	if m.TwoStep && len(m.Subs) == 0 { // nobody knows
		mark = "🔐"
	}
	for _, s := range m.Subs {
		if s.Expires.IsZero() || now.Before(s.Expires) {
			return "🟢"
		}
		mark = "🔴"
	}
	return mark
}

// memberPlan names what a customer has.
func memberPlan(m storage.Member) chat.Text {
	switch len(m.Subs) {
	case 0:
		if m.TwoStep {
			return chat.T("storemember.hidden")
		}
		return chat.T("storemember.no_plan")
	case 1:
		return literal(or(m.Subs[0].Plan, "#"+number(m.Subs[0].ID)), 16)
	}
	return chat.T("storemember.plans", chat.Args{"Count": len(m.Subs)})
}

// memberName is how a customer is called here: in Telegram, else at the panel.
func memberName(m ops.StoreCustomer) string {
	return or(or(shorten(m.Called, 40), shorten(m.Name, 40)), "#"+strconv.FormatInt(m.Person, 10))
}
