package handlers

import (
	"cmp"
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// getOffered takes the offer for the person, once however often it runs, and
// says that it comes.
func (d Deps) getOffered(ctx context.Context, t *dialog.Turn, s *offeredSheet) (dialog.Next, error) {
	view, err := d.offer(ctx, t, s)
	if err != nil {
		return dialog.Next{}, err
	}
	member := ops.CannotTell
	if view.Refused == "" {
		member = d.membership(ctx, t, view.Offer)
	}
	claim, refused, err := d.Ops.ClaimOffer(ctx, t.Act(), s.ID, member)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case refused != "":
		view.Refused = cmp.Or(view.Refused, refused)
		return dialog.End(refusedOffer(view, s)), nil
	case claim.State == storage.ClaimGranted:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("offered.ready", chat.Args{"Name": shorten(view.Offer.Name, 100)})}, Rows: myRow()}), nil
	}
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("offered.preparing", chat.Args{"Name": shorten(view.Offer.Name, 100)})}, Rows: myRow()}), nil
}

// membership tells whether the person is where the offer wants its people to
// be. That nobody can tell is another answer than no.
func (d Deps) membership(ctx context.Context, t *dialog.Turn, o storage.Offer) ops.Membership {
	if o.Member == 0 {
		return ops.NotAsked
	}
	if d.Membership == nil {
		return ops.CannotTell
	}
	member, err := d.Membership(ctx, o.Member, t.Input.Person.ID)
	switch {
	case err != nil:
		t.Log.Warn("ask for membership", "offer", o.ID, "err", err)
		return ops.CannotTell
	case !member:
		return ops.NotMember
	}
	return ops.IsMember
}

// refusedOffer says why a person does not get it, and what they can do.
func refusedOffer(view ops.OfferView, s *offeredSheet) chat.Screen {
	var lines []chat.Text
	if view.Offer.Name != "" && view.Refused != ops.OfferGone {
		lines = []chat.Text{chat.T("offered.title", chat.Args{"Name": shorten(view.Offer.Name, 100)}), {}}
	}
	why := chat.T("offered.why_"+string(view.Refused), chat.Args{"Name": shorten(view.Offer.MemberName, 60)})
	rows := menuRow()
	if len(view.Claims) > 0 {
		rows = myRow()
	}
	switch {
	case view.Refused == ops.OfferNotMember:
		joined := goTo("offered.joined", s.target()+" get")
		joined.Style = chat.Primary
		rows = append(joinRow(view.Offer), row(joined))
	case view.Refused == ops.OfferCannotCheck:
		rows = append(joinRow(view.Offer), row(goTo("button.retry", s.target()+" get")))
	case waits(view.Claims) && view.Refused != ops.OfferBlocked: // what comes counts more than what does not
		why = chat.T("offered.yours_open")
	case view.Refused == ops.OfferYours:
		why = chat.T("offered.yours", chat.Args{"Count": held(view.Claims)})
	}
	return chat.Screen{Lines: append(lines, why), Rows: rows}
}

// waits tells whether one of a person's claims is still being made.
func waits(claims []storage.Claim) bool {
	return slices.ContainsFunc(claims, func(c storage.Claim) bool { return c.State == storage.ClaimOpen })
}

// held is how many places a person took.
func held(claims []storage.Claim) (n int) {
	for _, c := range claims {
		if c.HasPlace() {
			n++
		}
	}
	return n
}

func myRow() [][]chat.Button { return [][]chat.Button{row(goTo("my.open", "my"))} }
