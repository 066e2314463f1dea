package ops

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

const (
	namedMost  = 4 // customers of one name whose invoices or services are looked for
	namedLife  = time.Minute
	namedRunes = 2 // what is shorter is in nearly every name
)

// HostNamed gives the ids of customers of the chat's hosting panel by a part of
// their name, company or e-mail address, as it was within a minute: four at
// most, and whether there are more. A key that may not see customers finds none,
// which is no error.
func (o *Ops) HostNamed(ctx context.Context, chat int64, word string) (ids []string, more bool, err error) {
	word = resale.Fold(strings.TrimSpace(word))
	if len([]rune(word)) < namedRunes {
		return nil, false, nil
	}
	c, err := o.connection(ctx, "find customers", WHMDC, chat)
	if err != nil {
		return nil, false, err
	}
	found, err := keptFor(ctx, o, "host named "+c.panel+" "+word, namedLife, func(ctx context.Context) ([]string, error) {
		return o.readNamed(ctx, c, word)
	})
	switch code := resale.CodeOf(err); {
	case code == resale.Forbidden || code == resale.NotFound || code == resale.Unsupported:
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	return found[:min(len(found), namedMost)], len(found) > namedMost, nil
}

// readNamed has the panel search. Of one that searches for nothing, which gives
// anybody, only those count that show the word; then the names that are known
// are looked through.
func (o *Ops) readNamed(ctx context.Context, c connection, word string) (ids []string, err error) {
	page, err := c.wh.List(ctx, resale.Customers, whmdc.Query{Search: word, PerPage: hostPage})
	if err != nil {
		return nil, err
	}
	for _, r := range page.Records {
		shown := resale.Fold(strings.Join([]string{r.Label(), r.Email(), r.Text("company_name", "company")}, "\n"))
		if r.ID != "" && strings.Contains(shown, word) {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) > 0 {
		return ids, nil
	}
	people, err := o.hostPeople(ctx, c)
	for id, name := range people {
		if strings.Contains(resale.Fold(name), word) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, err
}
