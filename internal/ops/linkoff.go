package ops

import "resellerbot/storage"

// followLinks notes, with the end of an act that stops or lets in again, whether
// what customers have works now. A claim that was let in again is not stopped
// any more.
func (p *pursuit) followLinks(tx *storage.Tx, row storage.Entry, out Outcome) error {
	id := out.Client.ID
	if out.VPN != nil {
		id = out.VPN.Account.ID
	}
	if row.State != storage.Done || id == 0 || p.name != suspendAct && p.name != toggleVPNAct {
		return nil
	}
	off := stopped(out, p.Now())
	links, err := tx.LinksTo(row.Chat, row.Provider, id)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.Off == off {
			continue
		}
		l.Off = off
		if err := tx.SaveLink(l); err != nil {
			return err
		}
	}
	if off {
		return nil
	}
	c, found, err := tx.ClaimOfClient(row.Chat, row.Provider, id)
	if err != nil || !found || c.State != storage.ClaimStopped {
		return err
	}
	c.State = storage.ClaimGranted
	return tx.SaveClaim(c)
}
