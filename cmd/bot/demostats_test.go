package main

import (
	"bytes"
	"image/png"
	"testing"
)

// The picture goes through the pretended Telegram as a file, and takes the
// place of a text and the other way round.
func TestDemoShowsStatistics(t *testing.T) {
	v := visit(t)
	v.connects()
	v.says("/start")
	v.taps(v.sees("Your panel is connected"), "See statistics")
	stats := v.sees("Clients who expire")
	if img, err := png.Decode(bytes.NewReader(stats.Photo)); err != nil || img.Bounds().Dx() < 1000 {
		t.Fatalf("the picture: %v", err)
	}
	v.turns("Record a day of who is online")
	v.taps(stats, "Refresh")
	stats = v.sees("Highest: ")
	v.taps(stats, "Open menu")
	menu := v.sees("Your panel is connected")
	if menu.Photo != nil {
		t.Error("the menu has a picture")
	}
	until(t, "the picture is gone", func() bool {
		for _, m := range v.messages() {
			if m.Photo != nil {
				return false
			}
		}
		return true
	})
}
