package ops

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
)

// VPNGroup is which accounts a person chooses from.
type VPNGroup string

// The groups.
const (
	VPNAll      VPNGroup = ""
	VPNSoon     VPNGroup = "soon"     // runs, and ends within VPNSoonDays
	VPNOver     VPNGroup = "over"     // its end has come
	VPNRunning  VPNGroup = "running"  // may connect
	VPNDisabled VPNGroup = "disabled" // may not, though its end has not come
)

// VPNSoonDays is how many days before its end an account counts as ending soon.
const VPNSoonDays = 7

// How long the accounts that a person chooses from are kept, and how many are
// read: panels neither search in names nor sort.
const (
	choiceLife = 20 * time.Second
	choiceMost = 10_000
)

// VPNChoice gives a chat's accounts of a group whose name has the search in it:
// the next to end first, those that renew themselves last; of those that are
// over the latest first. What acts of this program changed is seen at once, other
// changes after 20 s. BadAnswer: there are more than 10,000.
func (o *Ops) VPNChoice(ctx context.Context, chat int64, group VPNGroup, search string) ([]resale.VPNAccount, error) {
	c, err := o.vpn(ctx, "list vpn accounts", chat)
	if err != nil {
		return nil, err
	}
	all, err := o.choices.get(ctx, c.panel, o.Now, func(ctx context.Context) ([]resale.VPNAccount, error) { return readChoice(ctx, c) })
	if err != nil {
		return nil, err
	}
	now, search := o.Now(), strings.ToLower(search)
	var found []resale.VPNAccount
	for _, a := range all {
		if group.has(a, now) && strings.Contains(strings.ToLower(a.Username), search) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, byEnd)
	if group == VPNOver {
		slices.Reverse(found)
	}
	return found, nil
}

func readChoice(ctx context.Context, c connection) (all []resale.VPNAccount, err error) {
	for a, err := range c.vpn.AllAccounts(ctx, resale.AccountQuery{}) {
		if err != nil {
			return nil, err
		}
		if len(all) == choiceMost {
			return nil, &resale.Error{Act: "list vpn accounts", Code: resale.BadAnswer}
		}
		all = append(all, a)
	}
	return all, nil
}

func (g VPNGroup) has(a resale.VPNAccount, now time.Time) bool {
	switch g {
	case VPNSoon:
		return a.Active && !a.RenewsItself() && !a.Over(now) && !a.Expires.After(now.AddDate(0, 0, VPNSoonDays))
	case VPNOver:
		return a.Over(now)
	case VPNRunning:
		return a.Active && !a.Over(now)
	case VPNDisabled:
		return !a.Active && !a.Over(now)
	}
	return true
}

// byEnd orders by the end, of equal ones by name; those without an end are last.
func byEnd(a, b resale.VPNAccount) int {
	if a.RenewsItself() != b.RenewsItself() {
		return -a.Expires.Compare(b.Expires)
	}
	return cmp.Or(a.Expires.Compare(b.Expires), strings.Compare(a.Username, b.Username))
}
