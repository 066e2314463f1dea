package tenant

import (
	"fmt"

	"resellerbot/storage"
)

// limits finds an offer of which more was given away than it ever allowed.
func (w *watch) limits(tx *storage.Tx, f storage.Offer) (excess string, err error) {
	most, known := w.most[f.ID]
	if !known {
		most = f
	}
	most.PerPerson = max(most.PerPerson, f.PerPerson)
	if most.Total == 0 || f.Total == 0 {
		most.Total = 0
	} else {
		most.Total = max(most.Total, f.Total)
	}
	w.most[f.ID] = most
	claims, _, err := tx.ClaimsOf(f.ID, "", 1000)
	if err != nil {
		return "", err
	}
	all, each := 0, map[int64]int{}
	for _, c := range claims {
		if c.State == storage.ClaimRefused {
			continue
		}
		all++
		if each[c.Person]++; each[c.Person] > most.PerPerson {
			excess = fmt.Sprintf("%d took the offer %q %d times", c.Person, f.Name, each[c.Person])
		}
		if c.State == storage.ClaimGranted {
			w.granted[c.Key()] = true
		}
	}
	if w.seen["granted"] = len(w.granted); most.Total > 0 && all > most.Total {
		excess = fmt.Sprintf("%d have the offer %q of %d", all, f.Name, most.Total)
	}
	return excess, nil
}
