package ops

import (
	"slices"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// stateNews puts an order's state among what its chat is to be told, or takes
// it away when there is nothing left to tell.
func stateNews(o *storage.Order) {
	state := o.Status.State
	untold := state != o.Told && worthTelling(state, o.Told)
	announce(o, storage.NewsState, untold && state != resale.OrderPartial)
	announce(o, storage.NewsPartial, untold && state == resale.OrderPartial)
	if untold && state == resale.OrderPartial {
		o.Pointed = with(o.Pointed, storage.NewsPartial)
	}
	if untold {
		announce(o, storage.NewsFound, false)
	}
}

// worthTelling: that an order began or goes on is no news, unless it stood
// still for want of money.
func worthTelling(state, told resale.OrderState) bool {
	return state.Final() || state == resale.OrderPaused || told == resale.OrderPaused && state.Known()
}

// refillNews does the same for an order's refill.
func refillNews(o *storage.Order) {
	announce(o, storage.NewsRefill, o.Refill.State.Final() && o.Refill.State != o.Refill.Told)
}

// found takes back that an order is lost. Who was told so is told this too.
func found(o *storage.Order) {
	if slices.Contains(o.Pointed, storage.NewsLost) && !slices.Contains(o.News, storage.NewsLost) {
		announce(o, storage.NewsFound, true)
	}
	unpoint(o, storage.NewsLost)
}

// point has something said once.
func point(o *storage.Order, what string) {
	if !slices.Contains(o.Pointed, what) {
		o.Pointed = with(o.Pointed, what)
		announce(o, what, true)
		if what == storage.NewsLost {
			announce(o, storage.NewsFound, false)
		}
	}
}

func unpoint(o *storage.Order, what string) {
	o.Pointed = without(o.Pointed, what)
	announce(o, what, false)
}

func announce(o *storage.Order, what string, on bool) {
	if on {
		o.News = with(o.News, what)
	} else {
		o.News = without(o.News, what)
	}
}

// heard notes that the chat knows all that was to be told.
func heard(o *storage.Order) {
	for _, what := range o.News {
		switch what {
		case storage.NewsState, storage.NewsPartial, storage.NewsFound:
			o.Told = o.Status.State
		case storage.NewsRefill:
			o.Refill.Told = o.Refill.State
		}
	}
	o.News = nil
}

func with(words []string, word string) []string {
	if slices.Contains(words, word) {
		return words
	}
	return append(slices.Clone(words), word)
}

func without(words []string, word string) []string {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == word })
	if len(rest) == 0 {
		return nil
	}
	return rest
}
