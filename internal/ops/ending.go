package ops

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// Ending is one client, or account, to warn of.
type Ending struct {
	ID       int64
	Username string
	Expires  time.Time
	Days     int  // calendar days left, in the chat's zone
	Ended    bool // it is over
}

// EndingSoon gives who expires with a provider within a chat's thresholds at this
// moment. Trials are
// left out, see givenAway. It notes nothing.
func (o *Ops) EndingSoon(ctx context.Context, chat int64, provider string, thresholds resale.Thresholds, zone *time.Location) ([]Ending, error) {
	listing, err := o.Listing(ctx, chat, provider)
	if err != nil {
		return nil, err
	}
	now := o.Now()
	near := slices.DeleteFunc(slices.Clone(listing.Clients), func(c ListedClient) bool {
		return c.Test || !c.Expires.After(now) || resale.DaysLeft(c.Expires, now, zone) > thresholds.Furthest()
	})
	near, err = o.paying(ctx, chat, provider, near)
	if err != nil {
		return nil, fmt.Errorf("list who expires: %w", err)
	}
	var all []Ending
	for _, c := range near {
		all = append(all, ending(c, now, zone))
	}
	slices.SortFunc(all, byUrgency)
	return all, nil
}

func ending(c ListedClient, now time.Time, zone *time.Location) Ending {
	return Ending{ID: c.ID, Username: c.Username, Expires: c.Expires, Days: resale.DaysLeft(c.Expires, now, zone), Ended: !c.Expires.After(now)}
}

func byUrgency(a, b Ending) int {
	if a.Ended != b.Ended {
		if a.Ended {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.Days, b.Days), strings.Compare(a.Username, b.Username))
}

// Batch makes the batch that a button to renew all of them stands for, and
// false for so few that it needs none.
func Batch(chat int64, provider string, all []Ending) (b storage.ClientBatch, ok bool) {
	b = storage.ClientBatch{ID: storage.NewID(), Chat: chat, Provider: provider}
	for _, e := range all[:min(len(all), MaxBulk)] {
		b.Clients = append(b.Clients, storage.ListedClient{ID: e.ID, Username: e.Username})
	}
	return b, len(b.Clients) > 1
}
