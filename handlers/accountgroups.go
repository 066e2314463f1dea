package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// accountGroups are the ways to choose among accounts.
func accountGroups() [][]chat.Button {
	group := func(g ops.VPNGroup) chat.Button {
		return chat.Button{Label: accountGroup(g), Answer: string(g) + " "}
	}
	return [][]chat.Button{
		row(group(ops.VPNSoon), group(ops.VPNOver)),
		row(group(ops.VPNRunning), group(ops.VPNDisabled)),
		row(group(ops.VPNAll)),
	}
}

func accountGroup(g ops.VPNGroup) chat.Text { return chat.T("account.group_" + or(string(g), "all")) }

// accountsChosen gives the accounts of a page, and all that were found with them.
func (d Deps) accountsChosen(ctx context.Context, t *dialog.Turn, group ops.VPNGroup, search string, page int) (shown, all []resale.VPNAccount, err error) {
	all, err = d.Ops.VPNChoice(ctx, t.Input.Place.Chat, group, search)
	first := min((max(page, 1)-1)*listPage, len(all))
	return all[first:min(first+listPage, len(all))], all, err
}
