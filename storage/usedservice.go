package storage

import (
	"slices"
	"time"
)

// usedKept is how many services a chat's list of the last used has.
const usedKept = 20

// UsedService is a service that a chat ordered lately.
type UsedService struct {
	Panel   string    `json:"panel"` // see PanelOf
	Service string    `json:"service"`
	At      time.Time `json:"at"`
}

// UseService notes that a chat ordered a service. Of a chat the last 20
// services are kept.
func (tx *Tx) UseService(chat int64, panel, service string, at time.Time) error {
	all, err := tx.UsedServices(chat, "")
	if err != nil {
		return err
	}
	return tx.saveUsed(chat, append(all, UsedService{Panel: panel, Service: service, At: at.UTC()}))
}

// saveUsed keeps the last use of each of the services that were used last.
func (tx *Tx) saveUsed(chat int64, all []UsedService) error {
	slices.SortStableFunc(all, func(a, b UsedService) int { return b.At.Compare(a.At) })
	var last []UsedService
	for _, u := range all {
		same := func(l UsedService) bool { return l.Panel == u.Panel && l.Service == u.Service }
		if len(last) < usedKept && !slices.ContainsFunc(last, same) {
			last = append(last, u)
		}
	}
	return save(tx, usedRows, intKey(chat), last)
}

// UsedServices gives what a chat ordered lately at a panel, the last first;
// panel "" is every panel.
func (tx *Tx) UsedServices(chat int64, panel string) ([]UsedService, error) {
	all, _, err := load[[]UsedService](tx, usedRows, intKey(chat))
	if err != nil || panel == "" {
		return all, err
	}
	return slices.DeleteFunc(all, func(u UsedService) bool { return u.Panel != panel }), nil
}

func (tx *Tx) migrateUsed(used []UsedService, to int64) error {
	if len(used) == 0 {
		return nil
	}
	there, err := tx.UsedServices(to, "")
	if err != nil {
		return err
	}
	return tx.saveUsed(to, append(there, used...))
}
