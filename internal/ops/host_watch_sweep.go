package ops

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// How a panel's lists are read: in turns, so that the key is free for people.
const (
	sweepEvery = 5 * time.Minute
	sweepTurn  = 2 * time.Minute
	sweepPages = 10  // of a turn
	sweepMost  = 300 // pages of a kind; what is beyond comes by webhooks alone
	sweepRows  = 100 // of a page
	sweepDone  = -1
	sweepChunk = 500         // rows of a transaction: some panels give all they have as one page
	sweepLong  = time.Minute // of a turn: a slow panel leaves others their turn too
)

func sweptKinds() []resale.RecordKind {
	return []resale.RecordKind{resale.HostInvoices, resale.HostServices}
}

// DueHostWatches gives at most limit chats whose panel is to be read.
func (o *Ops) DueHostWatches(ctx context.Context, limit int) (chats []int64, err error) {
	var due []storage.HostWatch
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.DueHostWatches(o.Now().UTC(), limit)
		return err
	})
	for _, w := range due {
		chats = append(chats, w.Chat)
	}
	return chats, err
}

// SweepHost reads on in the invoices and services of a chat's panel, one turn,
// and finds what no webhook told. The first reading of all is silent: it shows
// what was there before. That the panel does not answer is no error: it rests.
func (o *Ops) SweepHost(ctx context.Context, chatID int64) error {
	const act = "read panel"
	release, err := o.locks.take(ctx, "sweep/"+strconv.FormatInt(chatID, 10))
	if err != nil {
		return nil
	}
	defer release()
	c, err := o.connection(ctx, act, WHMDC, chatID)
	if err != nil {
		if ctx.Err() != nil || resale.CodeOf(err) == resale.NotConnected { // the watch goes with the account
			return nil
		}
		return fmt.Errorf("%s: %w", act, err)
	}
	begun := o.Now()
	for n := range sweepPages {
		w, kind, on, err := o.sweepAt(ctx, chatID, c)
		if err != nil {
			return fmt.Errorf("%s: %w", act, err)
		}
		if !on {
			return nil
		}
		if w.Pending >= hostPendingMost { // which nobody hears
			return o.sweepLater(ctx, w)
		}
		err = o.sweepPage(ctx, c, w, kind, n == sweepPages-1 || o.Now().Sub(begun) >= sweepLong)
		switch {
		case ctx.Err() != nil: // it goes on where it was
			return nil
		case resale.CodeOf(err) == resale.Internal:
			return fmt.Errorf("%s: %w", act, err)
		case err != nil:
			return o.sweepFailed(context.WithoutCancel(ctx), w, kind, err)
		}
	}
	return nil
}

// sweepAt gives where a reading goes on; on is false when there is nothing to
// read now.
func (o *Ops) sweepAt(ctx context.Context, chatID int64, c connection) (w storage.HostWatch, kind resale.RecordKind, on bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		id, err := tx.NowChat(chatID)
		if err != nil {
			return err
		}
		w, on, err = tx.HostWatch(id)
		return err
	})
	if err != nil || !on || !w.On || w.Panel != c.panel || w.Sweep.Next.IsZero() || w.Sweep.Next.After(o.Now()) {
		return w, "", false, err
	}
	return w, nextKind(w.Sweep), true, nil
}

// nextKind is what is read now; "" when all is.
func nextKind(s storage.HostSweep) resale.RecordKind {
	for _, kind := range sweptKinds() {
		if s.Pages[kind] != sweepDone {
			return kind
		}
	}
	return ""
}

// sweepPage reads a page and takes it in; last: the turn ends with it.
func (o *Ops) sweepPage(ctx context.Context, c connection, was storage.HostWatch, kind resale.RecordKind, last bool) error {
	number := was.Sweep.Pages[kind] + 1
	asked := o.Now().UTC()
	page, err := c.wh.List(httpapi.Patient(ctx), kind, whmdc.Query{Page: number, PerPage: sweepRows})
	if err != nil {
		return err
	}
	mark := printOf(kind, page.Records)
	end := !page.More || len(page.Records) == 0 || number >= sweepMost || mark == was.Sweep.Print
	var rows []hostFacts
	for _, r := range page.Records {
		if r.ID != "" {
			rows = append(rows, hostFactsOf(kind, r, r.ID))
		}
	}
	for ; len(rows) > sweepChunk; rows = rows[sweepChunk:] {
		on, err := o.takeRows(ctx, was, rows[:sweepChunk], asked, func(*storage.HostWatch) {})
		if err != nil || !on {
			return err
		}
	}
	_, err = o.takeRows(ctx, was, rows, asked, func(w *storage.HostWatch) {
		w.Sweep = w.Sweep.Read(kind, number, end)
		w.Sweep.Print = mark
		o.sweepOn(w, last)
		clearHostTrouble(w, o.Now().UTC())
	})
	return err
}

// sameSweep gives a watch as it is by now, if it is still being read where it
// was.
func sameSweep(tx *storage.Tx, was storage.HostWatch) (storage.HostWatch, bool, error) {
	id, err := tx.NowChat(was.Chat)
	if err != nil {
		return was, false, err
	}
	w, found, err := tx.HostWatch(id)
	same := found && w.On && w.Since.Equal(was.Since) && w.Panel == was.Panel && nextKind(w.Sweep) == nextKind(was.Sweep)
	return w, same && w.Sweep.Pages[nextKind(w.Sweep)] == was.Sweep.Pages[nextKind(was.Sweep)], err
}

// sweepOn says when the reading goes on: from the start when all is read.
func (o *Ops) sweepOn(w *storage.HostWatch, last bool) {
	now := o.Now().UTC()
	switch {
	case nextKind(w.Sweep) == "":
		w.Sweep = w.Sweep.Over(now)
		w.Sweep.Next = now.Add(sweepEvery)
	case last:
		w.Sweep.Next = now.Add(sweepTurn)
	}
}

// printOf tells pages apart: some panels give the same one again and again.
func printOf(kind resale.RecordKind, rows []resale.Record) string {
	hash := sha256.New()
	hash.Write([]byte(kind))
	for _, r := range rows {
		hash.Write([]byte(r.ID + "\n"))
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
