package ops

import (
	"context"
	"encoding/json"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// resumeSuffix of a renewal's key: the act that lets what was stopped connect
// again. Who approves that somebody goes on means it.
const resumeSuffix = ".resume"

// stopped tells of what was renewed and still cannot connect.
func stopped(out Outcome, now time.Time) bool {
	if out.VPN != nil {
		return disabled(out.VPN.Account, now)
	}
	return out.Client.Status == resale.Suspended
}

// disabled: of one that is over nobody can say.
func disabled(a resale.VPNAccount, now time.Time) bool { return a.ID != 0 && !a.Active && !a.Over(now) }

// resumeAfter writes down, with the end of a request, that what it was about is
// to connect again: whoever waits does it at once, Reconcile what is left.
func (o *Ops) resumeAfter(tx *storage.Tx, key string, out Outcome) error {
	row, found, err := tx.Entry(key)
	if err != nil || !found || !stopped(out, o.Now()) {
		return err
	}
	in, e := intent{ID: out.Client.ID, Username: out.Name}, suspendClient()
	if out.VPN != nil {
		in, e = intent{ID: out.VPN.Account.ID, Username: out.Name, VPN: &vpnIntent{Thing: vpnState}}, o.toggleVPN()
	}
	raw, err := json.Marshal(in)
	if err != nil {
		return err
	}
	_, _, err = tx.Intend(storage.Entry{
		Key: key + resumeSuffix, Act: e.name, Provider: row.Provider, Panel: row.Panel, BaseURL: row.BaseURL,
		Chat: row.Chat, Thread: row.Thread, Person: row.Person, Lang: row.Lang,
		State: storage.Pending, Intent: raw, At: o.Now().UTC(), Next: o.Now().UTC().Add(orphanAfter),
	})
	return err
}

// resumeNow does at once what resumeAfter wrote down, if it did, and gives the
// renewal's outcome as it is with that. What does not go well is left to
// Reconcile.
func (o *Ops) resumeNow(ctx context.Context, a Act, key string, out Outcome) Outcome {
	a.Key = key + resumeSuffix
	if _, found, err := o.entry(ctx, a.Key); err != nil || !found {
		return out
	}
	var resumed Outcome
	var err error
	if out.VPN != nil {
		resumed, err = o.SetVPNDisabled(ctx, a, out.VPN.Account.ID, out.Name, false)
	} else {
		resumed, err = o.SetSuspended(ctx, a, out.Client.ID, out.Name, false)
	}
	out.Resumed, out.Resuming = err == nil && resumed.State == storage.Done, err != nil || resumed.State != storage.Done
	switch {
	case err != nil:
		o.Log.Warn("let a renewed access connect again", "act", a.Key, "err", err)
	case resumed.State == storage.Done && out.VPN != nil:
		out.VPN.Account = resumed.VPN.Account
	case resumed.State == storage.Done:
		out.Client = resumed.Client
	}
	return out
}
