package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// hostWithin is how long after it was wanted the first call at a hosting panel
// may be made: nobody expects a service to end an hour later.
const hostWithin = 15 * time.Minute

func (o *Ops) hostEffects() []effect {
	all := []effect{createHost(), updateHost(), deleteHost(), changeHost(), o.payHost(), o.recordHostPayment()}
	for i := range all {
		all[i].provider, all[i].once, all[i].within = WHMDC, true, hostWithin
		all[i].settled = o.ownHostAct
	}
	return all
}

// host gives one of the effects.
func (o *Ops) host(name string) effect { return o.effects()[name] }

// readHost reads what the act is done to. What is deleted is not there any more,
// though the panel may go on showing it.
func readHost(ctx context.Context, c connection, in *intent) error {
	_, err := readHostAll(ctx, c, in)
	return err
}

// readHostAll is readHost that gives also what the journal has no room for.
func readHostAll(ctx context.Context, c connection, in *intent) (resale.Record, error) {
	h := in.Host
	before, err := c.wh.Get(ctx, h.Kind, h.ID)
	if err != nil {
		return resale.Record{}, err
	}
	h.Before = slim(before)
	in.Username = h.name()
	h.Own = h.Kind == resale.HostKeys && c.wh.LikeKey(before) == resale.KeySame
	if !h.Before.Deleted().IsZero() {
		return resale.Record{}, &resale.Error{Act: "read host record", Code: resale.NotFound}
	}
	return before, nil
}

// seeHost reads a record after a call that went well. That it cannot be read
// changes nothing about that.
func seeHost(ctx context.Context, c connection, kind resale.RecordKind, id string) resale.Record {
	now, err := c.wh.Get(ctx, kind, id)
	if err != nil {
		return resale.Record{}
	}
	return slim(now)
}

// recordMost is how much of a record the journal keeps, in bytes.
const recordMost = 16 << 10

// slim leaves out the fields for which there is no room: a note that is huge does
// not hide the state after it.
func slim(r resale.Record) resale.Record {
	room := recordMost
	var kept []resale.RecordField
	for _, f := range r.Fields {
		if size := len(f.Name) + len(f.Value); size <= room {
			room -= size
			kept = append(kept, f)
		}
	}
	r.Fields = kept
	return r
}

// shut tells that the key may not see a list, or that the panel has none.
func shut(err error) bool {
	code := resale.CodeOf(err)
	return code == resale.Forbidden || code == resale.Unsupported
}

// refusedHost is a no of ours: nothing was called.
func refusedHost(act string, code resale.Code, detail string) error {
	return &resale.Error{Act: act, Code: code, Detail: detail}
}

// glanceHost looks an act up by another key: at the same address it is the same
// panel. What that key does not show says nothing, for it may see less.
func (p *pursuit) glanceHost(ctx context.Context, c connection) error {
	if p.row.Calls == 0 || c.wh == nil || p.row.BaseURL != c.base {
		return p.postpone(ctx, p.row)
	}
	v, r, err := p.look(ctx, c, p.in, p.row.Called)
	if err != nil || v != present {
		return p.postpone(ctx, p.row)
	}
	_, err = p.adopt(ctx, r)
	return err
}
