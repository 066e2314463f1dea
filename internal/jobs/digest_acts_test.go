package jobs_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func (y *year) newClient() {
	y.clients++
	expires := y.now.Add(time.Duration(rapid.IntRange(1, 40*24*60).Draw(y.t, "expires in")) * time.Minute)
	exempt := rapid.IntRange(0, 9).Draw(y.t, "kind") == 0
	y.panel.add(fmt.Sprintf("client%d", y.clients), expires, exempt)
	y.changed()
}

// changed: a list of up to an hour ago would do, but the model knows the
// present only.
func (y *year) changed() { y.ops.ForgetListing(storage.PanelOf(y.provider, "", secret.New(yearKey))) }

func (y *year) pick() (yearClient, bool) {
	all := y.panel.all()
	if len(all) == 0 || y.revoked {
		return yearClient{}, false
	}
	return rapid.SampledFrom(all).Draw(y.t, "client"), true
}

func (y *year) renew() {
	if c, ok := y.pick(); ok {
		y.must(y.panel.renew(c.id, rapid.IntRange(1, 35).Draw(y.t, "days")))
		y.changed()
	}
}

func (y *year) remove() {
	if c, ok := y.pick(); ok {
		y.must(y.panel.remove(c.id))
		y.changed()
	}
}

func (y *year) revoke() {
	y.revoked = !y.revoked
	y.panel.revoke(y.revoked)
	y.changed()
}

func (y *year) change(change func(*storage.Digest)) {
	y.must(y.ops.ChangeDigest(y.t.Context(), yearChat, y.provider, change))
}

func (y *year) rezone() {
	name := rapid.SampledFrom([]string{
		"UTC", "America/New_York", "Europe/Lisbon", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
		"America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca", "America/Santiago",
	}).Draw(y.t, "zone")
	zone, err := time.LoadLocation(name)
	y.must(err)
	y.update(func(tx *storage.Tx) error {
		if err := tx.SaveChat(storage.Chat{ID: yearChat, Zone: name}); err != nil {
			return err
		}
		return y.ops.Rezone(tx, yearChat)
	})
	y.zone, y.calm = zone, y.now.Add(25*time.Hour)
}

func (y *year) hour() {
	hour := rapid.IntRange(0, 23).Draw(y.t, "hour")
	y.change(func(d *storage.Digest) { d.Hour = hour })
	y.at, y.calm = hour, y.now.Add(25*time.Hour)
}

func (y *year) thresholds() {
	days := rapid.SliceOfNDistinct(rapid.SampledFrom([]int{30, 14, 7, 5, 3, 2, 1, 0}), 1, 5, rapid.ID[int]).Draw(y.t, "thresholds")
	slices.SortFunc(days, func(a, b int) int { return b - a })
	y.change(func(d *storage.Digest) { d.Thresholds = days })
	y.thresholdsAre(days, y.now)
}

func (y *year) onOff() {
	y.on = !y.on
	y.change(func(d *storage.Digest) { d.On = y.on })
	y.calm = y.now.Add(25 * time.Hour)
	if y.on {
		y.turnedOn(y.now)
	}
}
