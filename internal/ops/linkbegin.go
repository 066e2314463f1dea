package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// shortTrial is the length from which on a trial's end is told by days.
const shortTrial = 72 * time.Hour

// ClientLink is a new link to a Servex client, as it was read; whose it is and
// who gave it is to be added.
func ClientLink(c resale.Client) storage.Link {
	return storage.Link{
		Provider: Servex, ClientID: c.ID, Username: c.Username, Expires: c.Expires,
		Trial: c.Kind == resale.Test, Category: c.CategoryID, Limit: c.Limit,
	}
}

// AccountLink is a new link to a VPNresellers account, as it was read.
func AccountLink(a resale.VPNAccount) storage.Link {
	return storage.Link{Provider: VPNResellers, ClientID: a.ID, Username: a.Username, Expires: a.Expires}
}

// beginLink says when a new link, whose At is set, is to be looked at first.
func beginLink(l storage.Link, zone *time.Location) storage.Link {
	l.Trial = l.Trial || l.Offer != ""
	l.Day, l.Warned, l.Soon = resale.ExpiryDay(l.Expires), resale.NotWarned, time.Time{}
	if l.Trial {
		l.Soon = soonAt(l.At, l.Expires)
	}
	l.Next = nextLook(l, l.At, zone)
	return l
}

// trialAgain is how often a trial is looked at that nobody went on with: there
// may be thousands.
const trialAgain = 7 * 24 * time.Hour

// nextLook is the next morning, or the moment at which the end of a short trial
// is to be told.
func nextLook(l storage.Link, now time.Time, zone *time.Location) time.Time {
	next := resale.NextHour(now, zone, customerHour, "")
	if l.Trial && !l.Expires.IsZero() && now.Sub(l.Expires) > shortTrial {
		return next.Add(trialAgain)
	}
	if l.Warned == resale.NotWarned && l.Soon.After(now) && l.Soon.Before(next) {
		return l.Soon
	}
	return next
}

// soonAt gives the moment at which the end of a short trial is told: a quarter
// of its length before, at least 10 minutes, at most 6 hours, and never in its
// first half. Zero for a trial that is not short.
func soonAt(from, end time.Time) time.Time {
	length := end.Sub(from)
	if end.IsZero() || length >= shortTrial {
		return time.Time{}
	}
	before := max(10*time.Minute, min(length/4, 6*time.Hour))
	return end.Add(-min(before, length/2))
}

// withExpiry notes an expiry; a new one is to be warned of anew.
func withExpiry(l storage.Link, expires time.Time) storage.Link {
	soon := time.Time{}
	if l.Trial {
		soon = soonAt(l.At, expires)
	}
	day := resale.ExpiryDay(expires)
	switch {
	case l.Soon.IsZero() && soon.IsZero():
		if day != l.Day {
			l.Warned = resale.NotWarned
		}
	case soon.IsZero(), l.Soon.IsZero(), soon.After(l.Expires): // panels may be some seconds off what was asked for
		l.Warned = resale.NotWarned
	}
	l.Expires, l.Day, l.Soon = expires, day, soon
	return l
}
