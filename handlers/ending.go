package handlers

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

var hourPattern = regexp.MustCompile(`^(\d{1,2})(?::00|h|h00)?$`)

// parseHour reads a whole hour of the day: "9", "09:00", "9h".
func parseHour(text string) (int, bool) {
	m := hourPattern.FindStringSubmatch(strings.ToLower(strings.Map(asciiDigit, strings.TrimSpace(text))))
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil && n < 24
}

// askEnding shows who expires at this moment. It counts as no warning: the
// digest says it all the same.
func (d Deps) askEnding(ctx context.Context, t *dialog.Turn, of *ofPanel) (chat.Screen, error) {
	place := t.Input.Place.Chat
	w, err := d.Ops.Digest(ctx, place, of.provider())
	if err != nil {
		return chat.Screen{}, err
	}
	if of.hosting() {
		return d.askHostDue(ctx, t, w)
	}
	all, err := d.Ops.EndingSoon(ctx, place, w.Provider, w.Thresholds, t.Zone)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(all) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T(worded(w.Provider, "warnings.nobody"))}}, nil
	}
	s := chat.Screen{
		Lines: append([]chat.Text{digestTitle(w.Provider, len(warnedPanels(t)) > 1, len(all))}, d.digestBody(all, t.Lang, t.Zone)...),
		Rows:  endingButtons(w.Provider, all),
	}
	if b, ok := ops.Batch(place, w.Provider, all); ok {
		t.Also(func(tx *storage.Tx) error { _, err := tx.SaveClientBatch(b); return err })
		s.Rows = append(s.Rows, renewAll(b.ID, len(b.Clients))...)
	}
	return s, nil
}
