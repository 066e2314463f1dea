package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// verbTerms are the states that a service may be in before and after a verb.
type verbTerms struct {
	from    []resale.RecordState // it can be done
	already []resale.RecordState // it is so
	to      []resale.RecordState // it was done
}

// termsOf: one that is suspended was provisioned, and doing that again could
// make a second account on the server.
func termsOf(verb resale.HostVerb) verbTerms {
	const (
		pending, active, suspended = resale.RecordPending, resale.RecordActive, resale.RecordSuspended
		ended, cancelled, gone     = resale.RecordTerminated, resale.RecordCancelled, resale.RecordInactive
	)
	states := func(all ...resale.RecordState) []resale.RecordState { return all }
	switch verb {
	case resale.Provision:
		return verbTerms{from: states(pending), already: states(active, suspended), to: states(active)}
	case resale.Suspend:
		return verbTerms{from: states(active), already: states(suspended), to: states(suspended)}
	case resale.Unsuspend:
		return verbTerms{from: states(suspended), already: states(active), to: states(active)}
	case resale.Terminate:
		return verbTerms{from: states(active, suspended, pending), already: states(ended), to: states(ended, cancelled, gone)}
	}
	return verbTerms{}
}

func changeHost() effect {
	return effect{
		name: HostVerbAct,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			if err := readHost(ctx, c, in); err != nil {
				return err
			}
			return in.Host.mayChange()
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			if err := c.wh.Do(ctx, in.Host.ID, in.Host.Verb); err != nil {
				return result{}, err
			}
			return ofHost(hostResult{Now: seeHost(ctx, c, in.Host.Kind, in.Host.ID)}), nil
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.wh.Get(ctx, in.Host.Kind, in.Host.ID)
			if resale.CodeOf(err) == resale.NotFound && in.Host.Verb == resale.Terminate {
				return present, ofHost(hostResult{}), nil // some panels forget what was terminated
			}
			if err != nil {
				return unclear, result{}, err
			}
			return in.Host.changed(now), ofHost(hostResult{Now: slim(now)}), nil
		},
	}
}

// mayChange judges the service as it was read just now.
func (h *hostIntent) mayChange() error {
	terms, state := termsOf(h.Verb), h.Before.State()
	switch {
	case state == resale.RecordUnclear:
		return refusedHost(HostVerbAct, resale.Unclear, h.Before.StateWord())
	case slices.Contains(terms.already, state):
		return refusedHost(HostVerbAct, resale.AlreadyThere, "")
	case !slices.Contains(terms.from, state):
		return refusedHost(HostVerbAct, resale.Refused, h.Before.StateWord())
	}
	return nil
}

// changed judges the state after a call without an answer. What is neither as
// wished nor as before tells nothing: "provisioning", for example.
func (h *hostIntent) changed(now resale.Record) verdict {
	switch {
	case slices.Contains(termsOf(h.Verb).to, now.State()):
		return present
	case now.State() == h.Before.State() && now.StateWord() == h.Before.StateWord():
		return absent
	}
	return unclear
}
