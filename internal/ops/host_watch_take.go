package ops

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"resellerbot/storage"
)

// hostSightsMost is how many things of one panel are known at once: more than
// its lists are read for, see sweepMost.
const hostSightsMost = 100_000

// hostFull tells that no more things of a chat's panel are to be known: what is
// new in its lists is passed over then, and webhooks are told as they come.
func hostFull(tx *storage.Tx, chatID int64) (bool, error) {
	n, err := tx.HostSights(chatID)
	return n >= hostSightsMost, err
}

// hearHostCall takes a webhook into what is known of the thing that it is about.
func hearHostCall(tx *storage.Tx, w storage.HostWatch, h heardCall, full bool) ([]storage.HostNewsItem, error) {
	look, err := lookAtHost(tx, w, &h.facts)
	if err != nil {
		return nil, err
	}
	look.hear(h.event, h.facts, h.call.At)
	if look.fresh && full {
		return look.news, nil
	}
	return look.news, tx.SaveHostSight(look.sight)
}

// seeHostRow takes a row of a list into what is known of it.
func seeHostRow(tx *storage.Tx, w storage.HostWatch, f hostFacts, asked time.Time, full bool) ([]storage.HostNewsItem, error) {
	look, err := lookAtHost(tx, w, &f)
	if err != nil || look.fresh && full {
		return nil, err
	}
	was := look.sight
	was.Names, was.Told, was.Known = slices.Clone(was.Names), slices.Clone(was.Told), slices.Clone(was.Known)
	look.see(f, asked)
	switch {
	case look.needless(f, asked):
		return nil, nil
	case look.past(f, asked):
		return nil, tx.DropHostSight(look.sight)
	case !look.fresh && reflect.DeepEqual(look.sight, was):
		return nil, nil
	}
	return look.news, tx.SaveHostSight(look.sight)
}

// lookAtHost finds what is known of a thing. A number that another thing bears
// too is taken off its names.
func lookAtHost(tx *storage.Tx, w storage.HostWatch, f *hostFacts) (*hostLook, error) {
	sight, found, err := tx.HostSight(w.Chat, f.kind, f.names...)
	if err == nil && found && otherID(sight.Names, f.names) {
		f.names = slices.DeleteFunc(slices.Clone(f.names), func(name string) bool { return strings.HasPrefix(name, byNumber) })
		sight, found, err = tx.HostSight(w.Chat, f.kind, f.names...)
	}
	if err != nil {
		return nil, err
	}
	if !found {
		sight = storage.HostSight{Chat: w.Chat, Kind: f.kind, Names: slices.Clone(f.names)}
	}
	return &hostLook{watch: w, sight: sight, fresh: !found}, nil
}

// otherID tells that what bears these names has an id or a uuid, and that another
// one is known by them.
func otherID(known, names []string) bool {
	for _, sort := range []string{byID, byUUID} {
		of := func(name string) bool { return strings.HasPrefix(name, sort) }
		another := func(name string) bool { return of(name) && !slices.Contains(names, name) }
		if slices.ContainsFunc(names, of) && slices.ContainsFunc(known, another) {
			return true
		}
	}
	return false
}
