package ops

import (
	"context"
	"errors"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	hostUnseenAfter = time.Hour        // until a chat is told that its panel cannot be read
	hostRefusedRest = 15 * time.Minute // of one that refuses the key
)

// sweepFailed takes that a page could not be read. A key that may not list one
// kind may list the other.
func (o *Ops) sweepFailed(ctx context.Context, was storage.HostWatch, kind resale.RecordKind, failed error) error {
	code := resale.CodeOf(failed)
	now := o.Now().UTC()
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		w, on, err := sameSweep(tx, was)
		if err != nil || !on {
			return err
		}
		w.Sweep.Next = now.Add(sweepEvery)
		switch {
		case bars(code) && len(w.Sweep.Barred)+1 < len(sweptKinds()):
			w.Sweep = w.Sweep.Refuse(kind)
			w.Sweep.Next = now
			o.sweepOn(&w, false)
		case refuses(code), bars(code):
			w.Sweep = storage.HostSweep{Based: w.Sweep.Based, Blind: w.Sweep.Blind, Ended: w.Sweep.Ended, Next: now.Add(hostRefusedRest)}
			hostTrouble(&w, storage.HostRefused, now)
		case code == resale.RateLimited:
			w.Sweep.Next = now.Add(max(waitOf(failed), sweepTurn))
			hostTrouble(&w, storage.HostUnseen, now) // one that never has room shows nothing either
		default:
			hostTrouble(&w, storage.HostUnseen, now)
		}
		return tx.SaveHostWatch(w)
	})
	if err != nil {
		return fmt.Errorf("read panel: %w", err)
	}
	return nil
}

// bars tells of an answer that may be about one kind of things alone.
func bars(code resale.Code) bool {
	return code == resale.Forbidden || code == resale.Unsupported || code == resale.NotFound
}

func waitOf(err error) time.Duration {
	if e, ok := errors.AsType[*resale.Error](err); ok {
		return e.Wait
	}
	return 0
}

// hostTrouble notes that a panel cannot be seen, and has its chat told when it
// is time.
func hostTrouble(w *storage.HostWatch, kind string, now time.Time) {
	other := w.Trouble.Kind != kind
	if other && (!w.Trouble.Told || kind == storage.HostRefused) || w.Trouble.Over { // a refused key is for a person to mend
		w.Trouble = storage.HostTrouble{Kind: kind, Since: now}
	}
	if troubleToTell(*w, now) != "" && w.Due.IsZero() {
		w.Due = now
	}
}

// clearHostTrouble notes that a panel can be seen. A chat that was told
// otherwise hears it.
func clearHostTrouble(w *storage.HostWatch, now time.Time) {
	switch {
	case w.Trouble.Kind == "" || w.Trouble.Over:
	case !w.Trouble.Told:
		w.Trouble = storage.HostTrouble{}
	default:
		w.Trouble.Over = true
		if w.Due.IsZero() {
			w.Due = now
		}
	}
}

// troubleToTell gives what a chat is to be told of its panel now, "" for nothing.
func troubleToTell(w storage.HostWatch, now time.Time) string {
	t := w.Trouble
	if t.Kind == "" || t.Told || t.Over || t.Kind == storage.HostUnseen && now.Sub(t.Since) < hostUnseenAfter {
		return ""
	}
	return t.Kind
}
