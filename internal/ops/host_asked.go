package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	askedLife = 10 * time.Minute // a panel that takes longer forgot what it accepted
	askedMost = 300              // acts of all chats that are looked through
)

// HostAsked is what a panel accepted and does not show yet.
type HostAsked struct {
	Verb resale.HostVerb // "" for nothing
	At   time.Time
}

// HostAsked gives what was last done to a service, by whoever shares the panel,
// within ten minutes, if the panel still shows it as it was before. After very
// many acts in that time it may say nothing.
func (o *Ops) HostAsked(ctx context.Context, chat int64, service resale.Record) (HostAsked, error) {
	c, err := o.connection(ctx, "read what was asked", WHMDC, chat)
	if err != nil {
		return HostAsked{}, err
	}
	var rows []storage.Entry
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		rows, err = tx.SettledSince(o.Now().Add(-askedLife), askedMost)
		return err
	})
	if err != nil {
		return HostAsked{}, fmt.Errorf("read what was asked: %w", err)
	}
	for _, row := range rows {
		if row.Act != HostVerbAct || row.State != storage.Done || row.BaseURL != c.base {
			continue
		}
		var in intent
		var r result
		err := json.Unmarshal(row.Intent, &in)
		if err == nil && len(row.Result) > 0 {
			err = json.Unmarshal(row.Result, &r)
		}
		if err != nil {
			return HostAsked{}, fmt.Errorf("read what was asked: %w", err)
		}
		if in.Host == nil || in.Host.ID != service.ID {
			continue
		}
		if shown := r.Host != nil && in.Host.changed(r.Host.Now) == present; shown || in.Host.changed(service) != absent {
			return HostAsked{}, nil // what was undone since then is not under way
		}
		return HostAsked{Verb: in.Host.Verb, At: row.Called}, nil
	}
	return HostAsked{}, nil
}
