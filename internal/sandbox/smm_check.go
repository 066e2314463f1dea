package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

func (d *smmDraft) text(name string) string {
	if values := d.form[name]; len(values) > 0 {
		return strings.TrimSpace(values[0])
	}
	return ""
}

// number reads a number as panels do: what is none, is nothing.
func (d *smmDraft) number(name string) int {
	n, err := strconv.Atoi(d.text(name))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func smmIf(wrong bool, text smmText, n ...int) smmRefusal {
	if !wrong {
		return smmRefusal{}
	}
	return smmRefusal{text, append(n, 0)[0]}
}

// smmTakeLink takes addresses with or without a scheme, and @names.
func smmTakeLink(d *smmDraft) smmRefusal {
	d.link = d.text("link")
	return smmIf(!smmIsLink(d.link), smmBadLink)
}

func smmIsLink(text string) bool {
	if len(text) > 2000 || strings.ContainsAny(text, " \t\r\n") {
		return false
	}
	return strings.Contains(strings.Trim(text, "."), ".") || strings.HasPrefix(text, "@") && len(text) > 1
}

// smmTakeQuantity takes what one run delivers, and how many runs there are.
func smmTakeQuantity(d *smmDraft) smmRefusal {
	quantity := d.number("quantity")
	if quantity < max(d.service.Min, 1) {
		return smmRefusal{smmTooFew, max(d.service.Min, 1)}
	}
	d.quantity = quantity
	if d.text("runs") != "" || d.text("interval") != "" {
		if refused := smmTakeRuns(d); refused.text != "" {
			return refused
		}
		if d.quantity = quantity * d.runs; d.quantity/d.runs != quantity {
			return smmRefusal{smmTooMuch, d.service.Max} // more than an int
		}
	}
	return smmIf(d.quantity > d.service.Max, smmTooMuch, d.service.Max)
}

func smmTakeRuns(d *smmDraft) smmRefusal {
	d.runs = d.number("runs")
	interval, err := strconv.Atoi(d.text("interval"))
	wrong := !d.service.DripFeed || d.runs < 1 || err != nil || interval < 0
	if d.quirks.FewIntervals {
		wrong = wrong || !slices.Contains([]int{0, 5, 10, 15, 30, 60, 90}, interval)
	}
	return smmIf(wrong, smmBadRequest)
}

// smmTakePackage takes no quantity, or needs one that it then does not mind.
func smmTakePackage(d *smmDraft) smmRefusal {
	d.quantity = 1
	return smmIf(d.quirks.PackageQuantity && d.number("quantity") < 1, smmTooFew, max(d.service.Min, 1))
}

// smmTakeLines counts lines, empty ones between others included: they are
// paid for.
func smmTakeLines(name string) smmStep {
	return func(d *smmDraft) smmRefusal {
		text := d.text(name)
		if text == "" {
			return smmRefusal{text: smmBadRequest}
		}
		d.quantity = strings.Count(text, "\n") + 1
		if d.quantity < d.service.Min {
			return smmRefusal{smmTooFew, d.service.Min}
		}
		return smmIf(d.quantity > d.service.Max, smmTooMuch, d.service.Max)
	}
}

func smmTakeText(name string) smmStep {
	return func(d *smmDraft) smmRefusal { return smmIf(d.text(name) == "", smmBadRequest) }
}

func smmTakeWord(name string) smmStep {
	return func(d *smmDraft) smmRefusal {
		text := d.text(name)
		return smmIf(text == "" || strings.ContainsAny(text, " \t\r\n"), smmBadRequest)
	}
}

func smmTakeNumber(name string) smmStep {
	return func(d *smmDraft) smmRefusal { return smmIf(d.number(name) < 1, smmBadRequest) }
}

func smmTakeMedia(d *smmDraft) smmRefusal { return smmIf(!smmIsLink(d.text("media")), smmBadLink) }

// smmTakeSubscription takes a quantity between min and max for each of the
// coming posts, until there were enough or the day is over.
func smmTakeSubscription(d *smmDraft) smmRefusal {
	least, most := d.number("min"), d.number("max")
	if least < max(d.service.Min, 1) {
		return smmRefusal{smmTooFew, max(d.service.Min, 1)}
	}
	if most > d.service.Max {
		return smmRefusal{smmTooMuch, d.service.Max}
	}
	delay, err := strconv.Atoi(d.text("delay"))
	wrong := most < least || err != nil || !smmIsDelay(delay)
	for _, name := range []string{"posts", "old_posts"} {
		wrong = wrong || d.text(name) != "" && d.number(name) < 1
	}
	if expiry := d.text("expiry"); expiry != "" {
		day, err := time.Parse("02/01/2006", expiry)
		wrong = wrong || err != nil || d.now.After(day.AddDate(0, 0, 1))
	}
	d.link, d.quantity = d.text("username"), most
	return smmIf(wrong, smmBadRequest)
}

// smmIsDelay tells whether minutes are 0, 5, 10, 15, 30, 60 and so on to 600.
func smmIsDelay(minutes int) bool {
	return slices.Contains([]int{0, 5, 10, 15}, minutes) || minutes > 0 && minutes <= 600 && minutes%30 == 0
}

// smmTakeTraffic takes where visitors seem to come from, and with what.
func smmTakeTraffic(d *smmDraft) smmRefusal {
	kind := d.number("type_of_traffic")
	wrong := d.number("device") < 1 || d.number("device") > 5 || kind < 1 || kind > 3
	switch kind {
	case 1:
		wrong = wrong || d.text("google_keyword") == ""
	case 2:
		wrong = wrong || !smmIsLink(d.text("referring_url"))
	}
	return smmIf(wrong, smmBadRequest)
}
