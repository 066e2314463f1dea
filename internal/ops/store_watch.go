package ops

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How often an account is looked at that cannot be.
const (
	memberAgain   = 15 * time.Minute     // one whose panel did not answer
	memberApart   = 24 * time.Hour       // one whose store has another panel, or none
	memberRefused = 7 * 24 * time.Hour   // one whose password the panel refuses
	memberLife    = 180 * 24 * time.Hour // one that was never seen for so long is forgotten
)

// DueMemberPanels gives the panels with accounts that are due to be looked at,
// the longest due first, without those that rest after a failure.
func (o *Ops) DueMemberPanels(ctx context.Context) (panels []string, err error) {
	now := o.Now().UTC()
	var since map[string]time.Time
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		since, err = tx.DueMemberPanels(now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due accounts: %w", err)
	}
	for panel := range since {
		panels = append(panels, panel)
	}
	slices.SortFunc(panels, func(a, b string) int { return cmp.Or(since[a].Compare(since[b]), cmp.Compare(a, b)) })
	return o.members.awake(panels, now), nil
}

// DueMembers gives a panel's accounts that are due to be looked at, the longest
// due first.
func (o *Ops) DueMembers(ctx context.Context, panel string, limit int) (due []storage.Member, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.DueMembers(panel, o.Now().UTC(), limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due accounts: %w", err)
	}
	return due, nil
}

// LookAtMember reads an account and warns its customer of what ends, in their
// waking hours, each once. A panel that does not answer is no error: it rests
// for a while, and is asked again.
func (o *Ops) LookAtMember(ctx context.Context, due storage.Member, tell TellStore) error {
	const act = "look at account"
	if until, _ := o.members.resting(due.Panel, o.Now()); !until.IsZero() {
		return nil // it failed since the list was read
	}
	c, was, err := o.member(ctx, act, due.Key())
	if err == nil {
		err = o.serves(ctx, act, was.Chat)
	}
	var seen resale.Member
	if err == nil {
		seen, err = c.xm.Account(httpapi.Patient(ctx), loginOf(was), "")
		if ctx.Err() != nil {
			return ctx.Err()
		}
		o.sawMembers(c, err)
	}
	code := resale.CodeOf(err)
	switch code {
	case resale.LoggedOut:
		return nil
	case resale.Internal:
		return fmt.Errorf("%s: %w", act, err)
	}
	now := o.Now().UTC()
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		m, found, err := tx.Member(was.Key())
		// Somebody logged in, or looked, while the panel was asked.
		if err != nil || !found || m.Email != was.Email || m.Password != was.Password || !m.Next.Equal(was.Next) {
			return err
		}
		look, err := newMemberLook(tx, m, now, tell)
		if err != nil {
			return err
		}
		if code == "" {
			return look.found(tx, m, seen)
		}
		return look.missed(tx, m, code)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", act, err)
	}
	return nil
}

// sawMembers takes how a panel answered about an account. What it says of the
// account itself is an answer.
func (o *Ops) sawMembers(c connection, err error) {
	code := resale.CodeOf(err)
	switch {
	case code == "", code == resale.CodeNeeded, saysNo(code):
		o.members.fine(c.panel)
	default:
		if until, _ := o.members.resting(c.panel, o.Now()); until.IsZero() { // several calls were under way
			o.members.failed(c.panel, c.panel, err, o.Now())
		}
	}
}
