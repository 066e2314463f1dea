package jobs_test

import (
	"flag"
	"testing"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/ops"
)

// modelYears is how many years are lived with each provider unless -rapid.checks says otherwise:
// each has some two hundred digests on a real database.
const modelYears = "1"

// TestAYearOfDigests lives years of one chat, with either provider: renewals, restarts, downtimes,
// zones with all kinds of clock changes, other thresholds and hours, refused
// keys. A model that knows nothing of how it is done says at each digest who
// must be named in it: nobody else is, and nobody twice.
func TestAYearOfDigests(t *testing.T) {
	t.Parallel()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", modelYears); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set("rapid.checks", "100") })
	}
	for _, provider := range []string{ops.Servex, ops.VPNResellers} {
		t.Run(provider, func(t *testing.T) { yearsOfDigests(t, provider) })
	}
}

func yearsOfDigests(t *testing.T, provider string) {
	dir := t.TempDir()
	digests, told := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		y := newYear(rt, dir, provider)
		defer y.close()
		for y.now.Before(yearBegins.AddDate(1, 0, 0)) {
			y.step()
		}
		digests, told = digests+y.digests, told+y.told
	})
	if digests < 50 || told < 100 {
		t.Errorf("only %d digests told of %d clients: the model was not tried", digests, told)
	}
	t.Logf("%d digests told of %d clients", digests, told)
}

var yearBegins = time.Date(2026, 1, 10, 3, 0, 0, 0, time.UTC)

// step lets something happen, and time pass.
func (y *year) step() {
	switch rapid.IntRange(0, 29).Draw(y.t, "what") {
	case 0, 1, 2:
		y.newClient()
	case 3, 4, 5:
		y.renew()
	case 6:
		y.remove()
	case 7:
		y.restart()
	case 8:
		y.rezone()
	case 9:
		y.thresholds()
	case 10:
		y.hour()
	case 11:
		y.onOff()
	case 12:
		y.revoke()
	case 13, 14: // the bot is down
		y.pass(time.Duration(rapid.IntRange(60, 6*24*60).Draw(y.t, "down for")) * time.Minute)
		y.restart()
		y.run()
	case 15, 16, 17, 18, 19:
		y.pass(time.Duration(rapid.IntRange(1, 12*60).Draw(y.t, "pass")) * time.Minute)
		y.run()
	default: // as the job does it: soon after the moment
		if d := y.digest(); d.On && d.Next.After(y.now) {
			y.pass(d.Next.Sub(y.now) + time.Duration(rapid.IntRange(0, 20).Draw(y.t, "late"))*time.Second)
		}
		y.run()
	}
}
