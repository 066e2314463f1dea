package ops

import (
	"cmp"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func (n HostNews) empty() bool { return len(n.Items) == 0 && n.Trouble == "" && !n.Back }

// lastOfEach leaves one item for each thing: the last. What matters most comes
// first, then what was first.
func lastOfEach(items []storage.HostNewsItem) []storage.HostNewsItem {
	type thing struct {
		kind resale.RecordKind
		name string
	}
	at := map[thing]int{}
	var last []storage.HostNewsItem
	for _, item := range items {
		key := thing{item.Kind, item.Name}
		if n, there := at[key]; there {
			last[n] = item
			continue
		}
		at[key] = len(last)
		last = append(last, item)
	}
	slices.SortStableFunc(last, func(a, b storage.HostNewsItem) int {
		return cmp.Or(cmp.Compare(hostRank(a.Event), hostRank(b.Event)), a.At.Compare(b.At))
	})
	return last
}

func hostRank(event string) int {
	return slices.Index([]string{serviceSuspended, invoicePaid, serviceProvisioned, serviceCreated, invoiceCreated}, event)
}

// hostMessage makes one message of what is to be told. What does not fit is kept
// for who wants to see it.
func hostMessage(tx *storage.Tx, w storage.HostWatch, items []storage.HostNewsItem, now time.Time) (HostNews, error) {
	n := HostNews{
		Watch: w, Items: items, Counts: map[string]int{}, Paid: paidSums(items),
		Trouble: troubleToTell(w, now), Back: w.Trouble.Over && w.Trouble.Told,
	}
	for _, item := range items {
		n.Counts[item.Event]++
	}
	if len(items) <= hostLines {
		return n, nil
	}
	n.Items, n.More = items[:hostLines], len(items)-hostLines
	var err error
	if n.Batch, err = tx.KeepHostNews(w.Chat, items); err != nil {
		return n, err
	}
	return n, tx.DropHostBatches(w.Chat, hostBatchesKept)
}

// paidSums adds up what invoices were paid with, by unit.
func paidSums(items []storage.HostNewsItem) (sums []resale.Sum) {
	for _, item := range items {
		if item.Event != invoicePaid || !item.Total.Known {
			continue
		}
		n := slices.IndexFunc(sums, func(s resale.Sum) bool { return s.Unit == item.Total.Unit })
		if n < 0 {
			sums = append(sums, item.Total)
			continue
		}
		if sum, err := sums[n].Amount.Add(item.Total.Amount); err == nil {
			sums[n].Amount = sum
		}
	}
	return sums
}
