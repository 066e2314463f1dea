package handlers_test

import (
	"regexp"
	"strings"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

var offerLink = regexp.MustCompile(`start=o([A-Za-z0-9_-]{16})`)

// maskedOffer hides an offer's id and remembers it.
func (w *world) maskedOffer(s string) string {
	if m := offerLink.FindStringSubmatch(s); m != nil {
		w.offer = m[1]
	}
	return offerLink.ReplaceAllString(s, "start=o{offer}")
}

// offers gives the chat an offer of that name: an hour of Premium, 20 a day.
func (w *world) offers(name string) {
	w.t.Helper()
	o := storage.Offer{
		Chat: w.place().Chat, By: w.who, Lang: "en", Name: name, Provider: ops.Servex, Minutes: 60, PerPerson: 1, PerDay: 20, On: true,
	}
	for _, k := range w.panel.Categories() {
		if k.Name == "Premium" {
			o.Category, o.CategoryName = k.ID, k.Name
		}
	}
	if rest, ok := strings.CutPrefix(name, "vpn "); ok {
		o.Name, o.Provider, o.Minutes, o.Days = rest, ops.VPNResellers, 0, 2
	}
	saved, err := w.ops.SaveOffer(w.t.Context(), o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.offer = saved.ID
}
