package dialog

import (
	"context"
	"sync"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// The pace of "typing…": Telegram shows it for 5 s.
const (
	typingAfter = time.Second
	typingEvery = 4 * time.Second
)

// showWork tells the person that the bot is at work when an input takes long.
// The returned function ends that, waits for it, and tells whether they were
// told so.
func (d *Driver) showWork(ctx context.Context, v *visit) (stop func() (said bool)) {
	ctx, cancel := context.WithCancel(ctx)
	// The visit is the steps' from now on: what is needed of it is taken before.
	lang, place, slot := v.Person.Lang, v.Input.Place, slotOf(v.Input)
	said := chat.T("dialog.working")
	if d.takes(v) == takesText {
		said = chat.T("dialog.working_file")
	}
	var wg sync.WaitGroup
	told := false
	in, way := v.Input, v.way
	say := func() {
		told = true
		var keys [][]chat.Key
		if way.ends() {
			keys = [][]chat.Key{{{Label: d.Catalog.Plain(lang, chat.T("button.cancel")), Data: goData(in.Person.ID, menu)}}}
		}
		d.sayWorking(ctx, chat.Message{HTML: d.Catalog.Render(lang, []chat.Text{said}), Keys: keys}, place, slot)
	}
	wg.Go(func() { d.work(ctx, in, say, way.overtake) })
	return func() bool { cancel(); wg.Wait(); return told }
}

func (d *Driver) work(ctx context.Context, in chat.Input, say, overtake func()) {
	typing := time.NewTimer(typingAfter)
	defer typing.Stop()
	line := time.NewTimer(d.Slow)
	defer line.Stop()
	look := time.NewTicker(overtakeEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-typing.C:
			d.Messenger.Typing(ctx, in.Place)
			typing.Reset(typingEvery)
		case <-line.C:
			say()
		case <-look.C:
			if d.wentOn(in) {
				overtake()
			}
		}
	}
}

func (d *Driver) sayWorking(ctx context.Context, m chat.Message, place chat.Place, slot string) {
	err := d.Store.Update(ctx, func(tx *storage.Tx) error {
		return tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: place.Chat, Lane: storage.Replies}, Thread: place.Thread, Kind: storage.Show, Slot: slot, Message: m})
	})
	if err != nil && ctx.Err() == nil {
		d.Log.Warn("say that it takes long", "err", err)
	}
}
