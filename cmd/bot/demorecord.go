package main

import (
	"context"
	"errors"
	"math"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// recordSwitch writes down, for both keys, who was online in the last day, as
// if the bot had looked on all the while.
func (d *demo) recordSwitch() sandbox.WorldSwitch {
	return sandbox.WorldSwitch{Label: "Record a day of who is online", Do: func(ctx context.Context) (string, error) {
		app := d.bot.now.Load()
		if app == nil {
			return "", errors.New("the bot does not run yet")
		}
		return "/stats shows it.", app.store.Update(ctx, func(tx *storage.Tx) error { return d.record(tx, time.Now().UTC()) })
	}}
}

func (d *demo) record(tx *storage.Tx, now time.Time) error {
	for key, known := range map[string]int{d.admin: 60, d.reseller: 20} {
		panel := storage.PanelOf(ops.Servex, "", secret.New(key))
		for ago := 24 * time.Hour; ago > 0; ago -= 5 * time.Minute {
			// Few in the early morning, most in the evening, and never a smooth line.
			at := now.Add(-ago)
			share := 0.45 - 0.35*math.Cos((float64(at.Hour())+float64(at.Minute())/60-4)*math.Pi/12) + 0.04*math.Sin(ago.Minutes())
			sample := storage.Sample{Panel: panel, At: at, Online: int(share * float64(known)), Known: known}
			if err := tx.AddSample(sample); err != nil {
				return err
			}
		}
	}
	return nil
}
