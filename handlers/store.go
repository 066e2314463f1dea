package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// trouble is the section of the sentences that say to customers what went
// wrong: a flow of theirs sets it.
const trouble = "trouble"

// longestStoreID cuts what is no store's id, so that a button holds it.
const longestStoreID = 32

// visit is a store as the person who acts sees it.
type visit struct {
	ID    string
	Store storage.Storefront // zero when it is gone
	// Member is who they are there; zero when they are not logged in.
	Member storage.Member
	moved  bool // the store has another panel since, which does not have the account
	group  bool // others read along
	link   string
}

// store finds the store that a button or a link names, for whoever acts.
// Whether anything can be done there says refuses, wantsLogin where that needs
// an account, and locked where an account is only looked at; they give what is
// to be shown instead.
func (d Deps) store(ctx context.Context, t *dialog.Turn, id string) (visit, error) {
	v := visit{ID: id[:min(len(id), longestStoreID)], group: !t.Input.Private}
	v.link = "https://t.me/" + d.BotName + "?start=x" + v.ID
	if v.group {
		return v, nil
	}
	store, found, err := d.Ops.FindStorefront(ctx, v.ID)
	if err != nil || !found {
		return v, err
	}
	v.Store = store
	mine, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil {
		return v, err
	}
	for _, m := range mine {
		if m.Store.ID == v.ID {
			v.Member, v.moved = m.Member, m.Moved
		}
	}
	return v, nil
}

// key names the person's account there, whether or not there is one.
func (v visit) key(t *dialog.Turn) storage.MemberKey {
	return storage.MemberKey{Chat: v.Store.Chat, Person: t.Input.Person.ID}
}

// in tells whether the person is logged in.
func (v visit) in() bool { return v.Member.Person != 0 && !v.Member.Refused && !v.moved }

// name is what the reseller calls it.
func (v visit) name() any { return storeName(v.Store) }

// storeName is what people read as a store's name; a reseller may have given
// none.
func storeName(s storage.Storefront) any { return storeTitle(s.Name) }

func storeTitle(name string) any {
	if name == "" {
		return chat.T("visit.unnamed")
	}
	return shorten(name, 60)
}

// target is a conversation about the store.
func (v visit) target(flow string) string { return flow + " " + v.ID }

// refuses gives what is shown instead of a store where nobody can do anything:
// in a group, where it is gone, and where it is closed.
func (v visit) refuses() (s chat.Screen, ok bool) {
	if s, ok := v.away(); ok || v.Store.On {
		return s, ok
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("visit.closed", chat.Args{"Name": v.name()})}, Rows: menuRow()}
	if v.in() { // what they have goes on
		screen.Rows = append([][]chat.Button{row(goTo("visit.mine", v.target("member")))}, screen.Rows...)
	}
	return screen, true
}

// away gives the same where there is no panel behind the store, or no store.
func (v visit) away() (s chat.Screen, ok bool) {
	switch {
	case v.group:
		open := chat.Button{Label: chat.T("button.private"), URL: v.link}
		return chat.Screen{Lines: []chat.Text{chat.T("visit.in_private")}, Rows: [][]chat.Button{row(open)}}, true
	case v.Store.ID == "":
		return chat.Screen{Lines: []chat.Text{chat.T("visit.gone")}, Rows: menuRow()}, true
	case v.Store.Panel == "":
		return chat.Screen{Lines: []chat.Text{chat.T("visit.closed", chat.Args{"Name": v.name()})}, Rows: append(v.wayOut(), menuRow()...)}, true
	}
	return chat.Screen{}, false
}

// wayOut lets whoever has an account there take their password back.
func (v visit) wayOut() [][]chat.Button {
	if v.Member.Person == 0 {
		return nil
	}
	return [][]chat.Button{row(goTo("member.leave", v.target("member")+" leave"))}
}

// wantsLogin gives what is shown to whoever is not logged in, where that is
// needed to buy; and before it whatever refuses gives.
func (v visit) wantsLogin() (s chat.Screen, ok bool) {
	if s, ok := v.refuses(); ok {
		return s, true
	}
	return v.locked()
}

// locked gives the same where an account is only looked at, which a store that
// its reseller closed lets its customers do.
func (v visit) locked() (s chat.Screen, ok bool) {
	if s, ok := v.away(); ok || v.in() {
		return s, ok
	}
	why := "visit.log_in_first"
	switch {
	case v.moved:
		why = "visit.moved"
	case v.Member.Refused:
		why = "visit.log_in_again"
	}
	return chat.Screen{Lines: []chat.Text{chat.T(why, chat.Args{"Name": v.name()})}, Rows: v.entrance()}, true
}

// entrance are the ways into an account.
func (v visit) entrance() [][]chat.Button {
	join, enter := goTo("visit.join", v.target("register")), goTo("visit.enter", v.target("login"))
	if v.Member.Refused && !v.moved {
		enter.Style = chat.Primary
		return [][]chat.Button{row(enter), row(goTo("visit.forgot", v.target("forgot")))}
	}
	join.Style = chat.Primary
	return [][]chat.Button{row(join), row(enter)}
}

// inside are the ways on for whoever is logged in.
func (v visit) inside() [][]chat.Button {
	plans := goTo("visit.plans", v.target("buy"))
	plans.Style = chat.Primary
	return [][]chat.Button{row(plans), row(goTo("visit.mine", v.target("member")))}
}
