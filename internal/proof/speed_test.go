package proof

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// The load of the benchmark.
const (
	speedChats   = 1000
	speedEach    = 10 // updates of each chat, all waiting at once
	calmSeconds  = 20
	calmPerSec   = 30
	calmSettling = 60 // updates that are not measured: connections open, pages warm
)

// BenchmarkThroughput compares how fast 10,000 waiting updates of 1,000 chats
// are answered: by a raw go-telegram/bot echo with default options, and by an
// echo through the durable inbox and outbox. Both are processes of their own
// against the same sandbox. Compare them within one run only.
func BenchmarkThroughput(b *testing.B) {
	for _, child := range []string{childRaw, childDurable} {
		b.Run(child, func(b *testing.B) {
			var took time.Duration
			runs := 0
			for b.Loop() {
				took += answerAll(b, child)
				runs++
			}
			b.ReportMetric(float64(runs)*speedChats*speedEach/took.Seconds(), "updates/s")
		})
	}
}

func answerAll(b *testing.B, child string) time.Duration {
	b.Helper()
	ctx := within(b, 3*time.Minute)
	t, url := quietTelegram(b)
	for i := range speedChats {
		p := t.Person(int64(10_000+i), "Somebody", "en")
		for n := range speedEach {
			p.Say(fmt.Sprintf("message %d", n))
		}
	}
	begun := time.Now()
	stop := startChild(b, child, testToken, url)
	err := t.Wait(ctx, func(s sandbox.TelegramState) bool { return s.Sent >= speedChats*speedEach })
	took := time.Since(begun)
	stop()
	if err != nil {
		b.Fatalf("%s answered %d of %d: %v", child, t.State().Sent, speedChats*speedEach, err)
	}
	return took
}

func quietTelegram(b testing.TB) (*sandbox.Telegram, string) {
	b.Helper()
	t := sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Quiet: true, Keep: 50})
	url, err := t.Start()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = t.Close() })
	return t, url
}

// BenchmarkLatency sends 30 updates a second to both echoes, side by side, and
// reports what durability adds to the time until the answer is there.
func BenchmarkLatency(b *testing.B) {
	for b.Loop() {
		ctx := within(b, 2*time.Minute)
		raw, durable := calm(ctx, b, childRaw), calm(ctx, b, childDurable)
		ticker := time.NewTicker(time.Second / calmPerSec)
		for i := range calmSeconds*calmPerSec + calmSettling {
			<-ticker.C
			raw.ask(ctx, i)
			durable.ask(ctx, i)
		}
		ticker.Stop()
		r, d := raw.times(b), durable.times(b)
		b.ReportMetric(ms(at(r, 0.5)), "raw-p50-ms")
		b.ReportMetric(ms(at(r, 0.99)), "raw-p99-ms")
		b.ReportMetric(ms(at(d, 0.5)), "durable-p50-ms")
		b.ReportMetric(ms(at(d, 0.99)), "durable-p99-ms")
		b.ReportMetric(ms(at(d, 0.99)-at(r, 0.99)), "added-p99-ms")
	}
}

// calmSide is one echo under a calm load.
type calmSide struct {
	t      *sandbox.Telegram
	stop   func()
	people []*sandbox.TelegramPerson
	took   chan time.Duration
	asked  int
}

func calm(_ context.Context, b *testing.B, child string) *calmSide {
	t, url := quietTelegram(b)
	s := &calmSide{t: t, stop: startChild(b, child, testToken, url), took: make(chan time.Duration, calmSeconds*calmPerSec+calmSettling)}
	for i := range 100 {
		s.people = append(s.people, t.Person(int64(20_000+i), "Somebody", "en"))
	}
	return s
}

// ask says something and times the answer. A chat is asked again only after
// more than three seconds.
func (s *calmSide) ask(ctx context.Context, i int) {
	p := s.people[i%len(s.people)]
	text := fmt.Sprint("question ", i)
	begun := time.Now()
	p.Say(text)
	s.asked++
	go func() {
		err := s.t.Wait(ctx, func(sandbox.TelegramState) bool {
			all := s.t.Messages(p.ID())
			return len(all) > 0 && all[len(all)-1].FromBot && all[len(all)-1].Text == text
		})
		if err != nil {
			s.took <- -1
			return
		}
		if i >= calmSettling {
			s.took <- time.Since(begun)
		} else {
			s.took <- 0
		}
	}()
}

func (s *calmSide) times(b *testing.B) []time.Duration {
	b.Helper()
	var all []time.Duration
	for range s.asked {
		switch took := <-s.took; {
		case took < 0:
			b.Fatal("a question was never answered")
		case took > 0:
			all = append(all, took)
		}
	}
	s.stop()
	slices.Sort(all)
	return all
}

func at(sorted []time.Duration, q float64) time.Duration {
	return sorted[int(q*float64(len(sorted)-1))]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
