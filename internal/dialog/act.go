package dialog

import (
	"context"
	"fmt"
	"slices"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// resuming tells whether the input is the one whose act was interrupted.
func (v *visit) resuming() bool {
	return v.alive && v.conv.Doing != 0 && v.conv.Doing == v.Input.Update
}

// acting tells whether a conversation stands where only the input that brought
// it there can go on. Nobody can be asked anything there: when that input was
// given up, the conversation is over.
func (d *Driver) acting(c storage.Conversation) bool {
	f, ok := d.flows[c.Flow]
	if !ok {
		return c.Doing != 0
	}
	info, _ := f.step(c.Step)
	return c.Doing != 0 || info.acts
}

// act saves the conversation as doing this step, so that a crash comes back
// here with the same key, and then lets the step act.
func (d *Driver) act(ctx context.Context, v *visit, step string) (Next, error) {
	if !v.way.hold() {
		return Next{}, errOvertaken
	}
	saved := v.conv
	saved.Doing, saved.Touched, saved.Lang = v.Input.Update, v.Now, v.Lang
	saved.Past = append(slices.Clone(saved.Past), saved.Step)
	saved.Step = step
	if err := d.Store.Update(ctx, func(tx *storage.Tx) error { return tx.SaveConversation(saved) }); err != nil {
		return Next{}, fmt.Errorf("save before acting: %w", err)
	}
	return d.run(ctx, v, step)
}

func (d *Driver) run(ctx context.Context, v *visit, step string) (Next, error) {
	v.Turn.run, v.Turn.step, v.serial = v.conv.Run, step, v.conv.Serial
	v.acted = true
	next, sheet, err := d.flows[v.conv.Flow].do(ctx, v.Turn, step, v.conv.Sheet)
	if err == nil {
		v.conv.Sheet = sheet
	}
	return next, err
}

// resume runs the act that a crash interrupted.
func (d *Driver) resume(ctx context.Context, v *visit) (result, error) {
	v.way.hold()
	step := v.conv.Step
	if n := len(v.conv.Past); n > 0 {
		v.conv.Step, v.conv.Past = v.conv.Past[n-1], v.conv.Past[:n-1]
	}
	v.conv.Doing = 0
	if _, ok := d.flows[v.conv.Flow]; !ok {
		return d.beginFlow(ctx, v, menu)
	}
	next, err := d.run(ctx, v, step)
	if err != nil {
		return d.undone(ctx, v, step, err)
	}
	return d.follow(ctx, v, next)
}

// undone is for an act that failed before anybody knew how it ends. Shown
// again, its question would come with a new key, which would be another act; so
// the same input is handled again, with the same key.
func (d *Driver) undone(ctx context.Context, v *visit, step string, err error) (result, error) {
	if code := resale.CodeOf(err); code == resale.Internal || code == resale.Unknown {
		return result{}, fmt.Errorf("%s: act: %w", v.conv.Flow, err)
	}
	if passing(err) {
		v.again = step
	}
	return d.failed(ctx, v, err)
}

// passing tells troubles after which the same may go well.
func passing(err error) bool {
	switch resale.CodeOf(err) {
	case resale.RateLimited, resale.Refused, resale.Busy, resale.Blocked, resale.BadAnswer, resale.Unavailable:
		return true
	}
	return false
}
