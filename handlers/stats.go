package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/chart"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

const (
	busiestDays = 3
	// freshEnough keeps taps on Refresh from reading a panel's clients again and again.
	freshEnough = time.Minute
)

type statsSheet struct {
	Panel string    `json:"panel,omitempty"`
	At    time.Time `json:"at,omitzero"` // when the clients that are shown were read
}

// statsFlow shows, as a picture and as text, when clients come to their end and
// how many are online, or what a hosting panel's customers paid.
func statsFlow(d Deps) dialog.Flow[statsSheet] {
	return dialog.Flow[statsSheet]{Name: "stats", Command: true, Home: true, Begin: beginStats, Steps: []dialog.Step[statsSheet]{
		{Name: "panel", Buttons: true, Ask: askPanelOf[statsSheet]("stats.ask_panel", statsPanels), Take: takeStatsPanel},
		{Name: "show", Buttons: true, Ask: d.askStats, Take: d.takeStats},
		{Name: "revenue", Buttons: true, Ask: d.askRevenue},
	}}
}

func (d Deps) askStats(ctx context.Context, t *dialog.Turn, s *statsSheet) (chat.Screen, error) {
	stats, err := d.Ops.Stats(ctx, t.Input.Place.Chat, t.Zone)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Panel, s.At = stats.Panel, stats.At
	busy := busiest(stats.Days)
	photo, err := chart.Draw(d.statsPicture(t, stats, busy))
	if err != nil {
		return chat.Screen{}, err
	}
	lines := append(d.endingLines(t, stats, busy), chat.Text{})
	lines = append(lines, d.onlineLines(t, stats.Online)...)
	return chat.Screen{
		Photo: photo,
		Lines: append(lines, chat.Text{}, chat.T("stats.note", chat.Args{"Time": d.Catalog.Clock(stats.At, t.Zone)})),
		Rows:  [][]chat.Button{row(goTo("stats.soon", "clients 1 expires_soon")), row(pick("button.refresh", "refresh"), goTo("button.menu", "menu"))},
	}, nil
}

func (d Deps) takeStats(_ context.Context, t *dialog.Turn, s *statsSheet, _ dialog.Answer) (dialog.Next, error) {
	if t.Now.Sub(s.At) >= freshEnough {
		d.Ops.ForgetListing(s.Panel)
	}
	return dialog.Stay(chat.Text{}), nil
}

func (d Deps) endingLines(t *dialog.Turn, s ops.Stats, busy []int) []chat.Text {
	lines := []chat.Text{chat.T("stats.ending")}
	if s.Ending(ops.StatDays) == 0 {
		return append(lines, chat.T("stats.nobody_ends"))
	}
	lines = append(lines, numbered("stats.today", s.Ending(1)), numbered("stats.week", s.Ending(7)), numbered("stats.month", s.Ending(ops.StatDays)))
	days := make([]string, len(busy))
	for n, i := range busy {
		day := chat.T("stats.busy_day", chat.Args{"Day": d.statsDay(t, s.Days, i), "N": s.Days[i].Ending})
		days[n] = d.Catalog.Plain(t.Lang, day)
	}
	return append(lines, chat.T("stats.busiest", chat.Args{"Days": strings.Join(days, " · ")}))
}

func numbered(key string, n int) chat.Text { return chat.T(key, chat.Args{"N": n}) }

func (d Deps) onlineLines(t *dialog.Turn, o ops.Online) []chat.Text {
	lines := []chat.Text{chat.T("stats.online")}
	if !o.Known() {
		return append(lines, chat.T("stats.no_samples"))
	}
	if o.Current {
		lines = append(lines, chat.T("stats.online_now", chat.Args{"N": o.Latest.Online, "Known": o.Latest.Known}))
	} else {
		lines = append(lines, chat.T("stats.online_last", chat.Args{"N": o.Latest.Online, "Time": d.Catalog.Clock(o.Latest.At, t.Zone)}))
	}
	return append(lines,
		chat.T("stats.highest", chat.Args{"N": o.Highest.Online, "Time": d.Catalog.Clock(o.Highest.At, t.Zone)}),
		chat.T("stats.lowest", chat.Args{"N": o.Lowest.Online, "Time": d.Catalog.Clock(o.Lowest.At, t.Zone)}))
}

// busiest gives the days on which most clients end, by their index, the
// busiest first and of equal ones the nearest.
func busiest(days []ops.StatDay) []int {
	var found []int
	for i, day := range days {
		if day.Ending > 0 {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return days[b].Ending - days[a].Ending })
	return found[:min(len(found), busiestDays)]
}

// statsDay names one of the days: "today", or its date.
func (d Deps) statsDay(t *dialog.Turn, days []ops.StatDay, i int) string {
	if i == 0 {
		return d.Catalog.Plain(t.Lang, chat.T("stats.this_day"))
	}
	return d.Catalog.ShortDay(t.Lang, days[i].Noon, t.Zone)
}
