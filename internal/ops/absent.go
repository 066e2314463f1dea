package ops

import (
	"context"
	"strings"

	"resellerbot/internal/resale"
)

// fewNames is up to how many clients are looked up one by one.
const fewNames = 20

// Absent gives what became of clients that a listing does not have: each as
// the panel shows it now, over or suspended. Who is not given is gone.
func (o *Ops) Absent(ctx context.Context, chat int64, names []string) ([]ListedClient, error) {
	c, err := o.panel(ctx, "list clients", chat)
	if err != nil {
		return nil, err
	}
	if len(names) > fewNames {
		return readAbsent(ctx, c, names)
	}
	var absent []ListedClient
	for _, name := range names {
		found, err := c.FindByUsername(ctx, name)
		switch code := resale.CodeOf(err); {
		case code == resale.NotFound:
		case err != nil:
			return nil, err
		default:
			absent = append(absent, listed(found))
		}
	}
	return absent, nil
}

func readAbsent(ctx context.Context, c connection, names []string) ([]ListedClient, error) {
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[strings.ToLower(name)] = true
	}
	var absent []ListedClient
	for _, status := range []resale.ClientStatus{resale.Expired, resale.Suspended} {
		for found, err := range c.AllClients(ctx, resale.ClientQuery{Status: status, Limit: listingPage}, listingMost) {
			if err != nil {
				return nil, err
			}
			if name := strings.ToLower(found.Username); wanted[name] {
				delete(wanted, name) // once, should it be in both
				absent = append(absent, listed(found))
			}
		}
	}
	return absent, nil
}
