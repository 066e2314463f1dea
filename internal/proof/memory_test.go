package proof

import (
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// BenchmarkMemory lets 1,000 people write /start at the same moment to the
// real program, and reads the most memory it held until 300 of them had their
// answer (Telegram's own pace, 25 a second, bounds that).
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		ctx := within(b, 2*time.Minute)
		t, url := quietTelegram(b)
		p := newProgram(b, buildBot(b), testToken, url, "http://127.0.0.1:9/api")
		p.start(b)
		for i := range speedChats {
			t.Person(int64(30_000+i), "Somebody", "en").Say("/start")
		}
		err := t.Wait(ctx, func(s sandbox.TelegramState) bool { return s.Sent >= 300 })
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(p.residentKB(b))/1024, "MiB")
		if err := p.stop(); err != nil {
			b.Errorf("stop: %v", err)
		}
	}
}
