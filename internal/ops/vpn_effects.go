package ops

import (
	"context"

	"resellerbot/internal/resale"
)

func (o *Ops) vpnEffects() []effect {
	return []effect{
		sellVPN(), o.expireVPN(), o.toggleVPN(), passwordVPN(), removeVPN(),
		createVPNCustomer(), editVPNCustomer(), deleteVPNCustomer(),
		createVPNProject(), editVPNProject(), deleteVPNProject(),
	}
}

// Lists of customers and projects are looked through by pages.
const (
	vpnPageSize = 100
	vpnPageMost = 100
)

// pickVPN looks for one in a list. NotFound when it is not there; BadAnswer
// when there are too many to tell.
func pickVPN[T any](ctx context.Context, list func(context.Context, int, int) (resale.VPNPage[T], error), match func(T) bool) (none T, err error) {
	for page := 1; page <= vpnPageMost; page++ {
		p, err := list(ctx, page, vpnPageSize)
		if err != nil {
			return none, err
		}
		for _, one := range p.Items {
			if match(one) {
				return one, nil
			}
		}
		if len(p.Items) == 0 || !p.More() {
			return none, &resale.Error{Act: "look through list", Code: resale.NotFound}
		}
	}
	return none, &resale.Error{Act: "look through list", Code: resale.BadAnswer}
}

// freeOrTaken judges a search before something is created: it must not be there.
func freeOrTaken(act string, err error) error {
	switch resale.CodeOf(err) {
	case resale.NotFound:
		return nil
	case "":
		return &resale.Error{Act: act, Code: resale.Taken}
	}
	return err
}

// seenMade judges a search for what was created.
func seenMade(r result, err error) (verdict, result, error) {
	if resale.CodeOf(err) == resale.NotFound {
		return absent, result{}, nil
	}
	return present, r, err
}

// seenSet judges a reading of what was changed.
func seenSet(r result, same bool, err error) (verdict, result, error) {
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return absent, result{}, nil
	case err == nil && same:
		return present, r, nil
	}
	return absent, r, err
}

// seenGone judges a reading of what was removed.
func seenGone(r result, err error) (verdict, result, error) {
	if resale.CodeOf(err) == resale.NotFound {
		return present, r, nil
	}
	return absent, r, err
}
