package ops_test

import (
	"fmt"
	"sync"
	"testing"

	"golang.org/x/time/rate"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// BenchmarkFiveThousandClaimAtOnce: a thousand get a place, the others a no.
func BenchmarkFiveThousandClaimAtOnce(b *testing.B) {
	const people, places = 5000, 1000
	keys, err := secret.NewKeyring()
	if err != nil {
		b.Fatal(err)
	}
	store, err := storage.Open(b.TempDir()+"/bot.db", keys, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	o := ops.New(ops.Config{Store: store, Servex: func(_ string, key secret.String) *servex.Client {
		return servex.New(servex.Config{Key: key, Limiter: rate.NewLimiter(rate.Inf, 0)})
	}})
	err = store.Update(b.Context(), func(tx *storage.Tx) error {
		return o.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.Servex, By: 1}, secret.New(ourKey))
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		offer, err := o.SaveOffer(b.Context(), storage.Offer{
			ID: storage.NewOfferID(), Chat: ourChat, Provider: ops.Servex, Name: "Trial", Category: 1, Minutes: 60, PerPerson: 1, Total: places, On: true,
		})
		if err != nil {
			b.Fatal(err)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		got := 0
		for p := range people {
			wg.Go(func() {
				a := ops.Act{Key: fmt.Sprint("tap ", p), Place: chat.Place{Chat: int64(p)}, Person: int64(1000 + p)}
				_, no, err := o.ClaimOffer(b.Context(), a, offer.ID, ops.NotAsked)
				if err != nil {
					b.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				got += count(no == "")
			})
		}
		wg.Wait()
		if got != places {
			b.Fatalf("%d places were given", got)
		}
		if err := o.DropOffer(b.Context(), ourChat, offer.ID); err != nil {
			b.Fatal(err)
		}
	}
}
