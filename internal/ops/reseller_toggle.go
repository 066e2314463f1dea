package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// SetResellerOff deactivates a reseller with everyone below it, or activates
// them again. The panel has only a toggle, so the state is read, toggled if it
// differs, and read again; it is never toggled twice without a look in
// between, and not at all when the panel does not say the state.
func (o *Ops) SetResellerOff(ctx context.Context, a Act, id int64, username string, off bool) (Outcome, error) {
	in, err := o.onReseller(ctx, "toggle reseller", a.Place.Chat, id, username)
	if err != nil {
		return Outcome{}, err
	}
	in.Want = off
	return o.perform(ctx, a, toggleReseller(), in)
}

func toggleReseller() effect {
	const act = "toggle reseller"
	return effect{
		name:     act,
		provider: Servex,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			if err := readReseller(ctx, c, in); err != nil {
				return err
			}
			if in.Reseller.Before.Status == "" {
				return &resale.Error{Act: act, Code: resale.BadAnswer}
			}
			return nil
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			now, err := in.Reseller.find(ctx, c, in)
			if err != nil || in.toggled(now) == present {
				return result{Reseller: now}, err
			}
			said, err := c.ToggleReseller(ctx, in.ID)
			if err != nil {
				return result{Reseller: now}, err
			}
			now, err = in.Reseller.find(ctx, c, in)
			if err == nil && in.toggled(now) == unclear && said != "" {
				now.Status = said // the list may show that it is expired in its place
			}
			if err != nil || in.toggled(now) != present {
				return result{Reseller: now}, &resale.Error{Act: act, Code: resale.Unknown, Err: err}
			}
			return result{Reseller: now}, nil
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := in.Reseller.find(ctx, c, in)
			if err != nil {
				return unclear, result{}, err
			}
			return in.toggled(now), result{Reseller: now}, nil
		},
	}
}

// toggled judges a state. One that is neither what was wanted nor surely what
// was there before tells nothing, and nothing more is toggled then: a word that
// we do not know, or "expired", which may hide what an account is besides.
func (in intent) toggled(now resale.Reseller) verdict {
	switch {
	case now.Off() == in.Want && now.Status != "":
		return present
	case now.Status == in.Reseller.Before.Status && now.Status != string(resale.Expired):
		return absent
	}
	return unclear
}
