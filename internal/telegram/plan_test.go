package telegram

import (
	"testing"
	"time"

	"resellerbot/storage"
)

// simulate sends all rows of a plan with a clock of its own; each call takes
// 20 ms and ends as answer says. It gives when each row was begun.
func simulate(t *testing.T, p *plan, answer func(job, time.Time) outcome) map[uint64]time.Time {
	t.Helper()
	now := time.Unix(1_800_000_000, 0)
	begun := map[uint64]time.Time{}
	type flight struct {
		ends time.Time
		job  job
	}
	var flying []flight
	for steps := 0; len(p.where) > 0; steps++ {
		if steps > 100_000 {
			t.Fatal("the plan does not come to an end")
		}
		for len(flying) > 0 && !flying[0].ends.After(now) {
			p.done(answer(flying[0].job, now), now)
			flying = flying[1:]
		}
		j, wait := p.next(now)
		if j != nil {
			begun[j.key.Seq] = now
			flying = append(flying, flight{now.Add(20 * time.Millisecond), *j})
			continue
		}
		if len(flying) > 0 {
			wait = min(wait, flying[0].ends.Sub(now))
		}
		now = now.Add(max(wait, time.Millisecond))
	}
	return begun
}

func delivered(j job, _ time.Time) outcome { return outcome{job: j, finished: true, calls: 1} }

// busiest counts the most rows that were begun within any span.
func busiest(times []time.Time, span time.Duration) int {
	most := 0
	for _, from := range times {
		n := 0
		for _, at := range times {
			if d := at.Sub(from); d >= 0 && d < span {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func TestPlanKeepsThePace(t *testing.T) {
	t.Parallel()
	p := newPlan(pace{25, 1, 20}, Stats{})
	start := time.Unix(1_800_000_000, 0)
	chatOf := map[uint64]int64{}
	var seq uint64
	queue := func(chat int64, n int) {
		for range n {
			seq++
			chatOf[seq] = chat
			p.add([]storage.OutKey{{Chat: chat, Seq: seq}}, start)
		}
	}
	queue(-7, 50)
	queue(7, 50)
	for chat := range int64(300) {
		queue(100+chat, 2)
	}
	var all, group, private []time.Time
	for seq, at := range simulate(t, p, delivered) {
		all = append(all, at)
		switch chatOf[seq] {
		case -7:
			group = append(group, at)
		case 7:
			private = append(private, at)
		}
	}
	if n := busiest(all, time.Second); n > 30 || n < 25 {
		t.Errorf("%d in one second, want 25 to 30", n)
	}
	if n := busiest(group, time.Minute); n > 20 || n < 18 {
		t.Errorf("%d in one minute of a group, want at most 20", n)
	}
	if n := busiest(private, 10*time.Second); n > 15 || n < 10 {
		t.Errorf("%d in ten seconds of a chat, want 10 to 15", n)
	}
}

func TestPlanHeedsTelegram(t *testing.T) {
	t.Parallel()
	const wait = 30 * time.Second
	for name, c := range map[string]struct {
		lane    storage.Lane
		refused int64 // chats 1 to this are told to wait once
		others  bool  // whether the other chats wait too
	}{
		"one chat":    {storage.Replies, 1, false},
		"three chats": {storage.Replies, 3, true},
		"a broadcast": {storage.Broadcasts, 1, true},
	} {
		p := newPlan(pace{}, Stats{})
		start := time.Unix(1_800_000_000, 0)
		for chat := int64(1); chat <= 3; chat++ {
			p.add([]storage.OutKey{{Chat: chat, Lane: c.lane, Seq: uint64(chat)}}, start)
		}
		told := map[int64]bool{}
		times := simulate(t, p, func(j job, now time.Time) outcome {
			if chat := j.key.Chat; chat <= c.refused && !told[chat] {
				told[chat] = true
				// What comes after the refusals.
				p.add([]storage.OutKey{{Chat: 100 + chat, Lane: c.lane, Seq: 100 + uint64(chat)}}, now.Add(time.Millisecond))
				return outcome{job: j, until: now.Add(wait), calls: 1, trouble: TooMany}
			}
			return delivered(j, now)
		})
		if at := times[1].Sub(start); at < wait {
			t.Errorf("%s: the refused chat goes on after %v", name, at)
		}
		last := 100 + uint64(c.refused)
		if at := times[last].Sub(start); (at >= wait) != c.others {
			t.Errorf("%s: another chat goes after %v", name, at)
		}
	}
}

func TestPlanForgetsWhatIsDone(t *testing.T) {
	t.Parallel()
	p := newPlan(pace{}, Stats{})
	start := time.Unix(1_800_000_000, 0)
	for chat := range int64(1000) {
		p.add([]storage.OutKey{{Chat: chat + 1, Seq: uint64(chat + 1)}, {Chat: chat + 1, Seq: uint64(chat + 1)}}, start)
	}
	if n := len(simulate(t, p, delivered)); n != 1000 {
		t.Errorf("%d rows went, want 1000", n)
	}
	p.next(start.Add(time.Hour))
	if len(p.chats) != 0 || len(p.where) != 0 || len(p.waits) != 0 {
		t.Errorf("%d chats, %d rows and %d waits are remembered", len(p.chats), len(p.where), len(p.waits))
	}
}

// TestWhatWaitsHoldsUpNothing: a deletion at its time leaves all else of its chat
// alone, a typed key above all, and goes when its time has come.
func TestWhatWaitsHoldsUpNothing(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	p := newPlan(pace{}, Stats{})
	later := storage.OutKey{Chat: 1, Lane: storage.Later, Seq: 1}
	p.add([]storage.OutKey{later}, now)
	j, _ := p.next(now)
	if j == nil || j.key != later {
		t.Fatalf("it is not looked at: %+v", j)
	}
	p.done(outcome{job: *j, until: now.Add(10 * time.Minute), lane: true}, now)
	for seq, lane := range []storage.Lane{storage.Cleanups, storage.Replies, storage.Broadcasts} {
		other := storage.OutKey{Chat: 1, Lane: lane, Seq: uint64(seq + 2)}
		p.add([]storage.OutKey{other}, now)
		j, _ := p.next(now)
		if j == nil || j.key != other {
			t.Fatalf("lane %d waits with it: %+v", lane, j)
		}
		p.done(outcome{job: *j, finished: true, calls: 1}, now)
	}
	if j, wake := p.next(now); j != nil || wake > 10*time.Minute {
		t.Errorf("before its time goes %+v, looked at again in %v", j, wake)
	}
	if j, _ := p.next(now.Add(10 * time.Minute)); j == nil || j.key != later {
		t.Errorf("at its time goes %+v", j)
	}
}
