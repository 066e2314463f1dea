package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// The acts on orders that were placed.
const (
	refillAct = "refill orders"
	cancelAct = "cancel orders"
)

// wantedFor is how long what a person confirmed is what they want: after a longer
// interruption they decide anew.
const wantedFor = time.Hour

// MaxOrderActs is how many orders one call may refill or cancel.
const MaxOrderActs = 100

// RefillOrders asks for refills, 1 to MaxOrderActs in one call. What became of
// each is in Outcome.Order.Each. A refill whose answer was lost cannot be looked
// up: it stays open until a person decides.
func (o *Ops) RefillOrders(ctx context.Context, a Act, numbers []string) (Outcome, error) {
	return o.onOrders(ctx, a, o.refillOrders(), numbers)
}

// CancelOrders asks for cancellation, 1 to MaxOrderActs orders in one call. A
// yes means that it is requested: whether the panel did it, the order's state
// tells later.
func (o *Ops) CancelOrders(ctx context.Context, a Act, numbers []string) (Outcome, error) {
	return o.onOrders(ctx, a, o.cancelOrders(), numbers)
}

func (o *Ops) orderEffects() []effect {
	return []effect{o.placeOrder(), o.refillOrders(), o.cancelOrders()}
}

func (o *Ops) refillOrders() effect {
	return effect{
		name:     refillAct,
		provider: SMM,
		within:   wantedFor,
		prepare:  samePanel,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			numbers := in.Order.Numbers
			if len(numbers) == 1 {
				refill, err := c.smm.Refill(ctx, numbers[0])
				if err != nil {
					return result{}, err
				}
				return result{Order: &orderResult{Each: []OrderEnd{{Number: numbers[0], Refill: refill}}}}, nil
			}
			refills, refused, err := c.smm.Refills(ctx, numbers)
			if err != nil {
				return result{}, err
			}
			return endEach(numbers, func(n string) OrderEnd {
				if refill, ok := refills[n]; ok {
					return OrderEnd{Number: n, Refill: refill}
				}
				return refusedEnd(n, refused[n])
			})
		},
		look: func(context.Context, connection, intent, time.Time) (verdict, result, error) {
			return unclear, result{}, nil
		},
	}
}

func (o *Ops) cancelOrders() effect {
	return effect{
		name:     cancelAct,
		provider: SMM,
		within:   wantedFor,
		prepare:  samePanel,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			answers, err := c.smm.Cancel(ctx, in.Order.Numbers)
			if err != nil {
				return result{}, err
			}
			return endEach(in.Order.Numbers, func(n string) OrderEnd {
				refused, answered := answers[n]
				if answered && refused == nil {
					return OrderEnd{Number: n}
				}
				return refusedEnd(n, refused)
			})
		},
		look: lookCancelled,
	}
}

// lookCancelled tells by the orders' states. As long as one of them runs, the
// request may be waiting at the panel.
func lookCancelled(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
	states, _, err := c.smm.Statuses(ctx, in.Order.Numbers)
	if err != nil {
		return unclear, result{}, err
	}
	r := orderResult{}
	done := false
	for _, n := range in.Order.Numbers {
		s, known := states[n]
		if !known || !s.State.Final() {
			return unclear, result{}, nil
		}
		end := OrderEnd{Number: n}
		switch s.State {
		case resale.OrderCanceled, resale.OrderRefunded, resale.OrderPartial:
			done = true
		default:
			end.Code, end.Detail = resale.Refused, s.Word
		}
		r.Each = append(r.Each, end)
	}
	if !done {
		return absent, result{Order: &r}, nil
	}
	return present, result{Order: &r}, nil
}

// endEach gathers what became of several orders; all refused is a refusal,
// with the first one's reason.
func endEach(numbers []string, end func(string) OrderEnd) (result, error) {
	r := orderResult{}
	refused := 0
	for _, n := range numbers {
		e := end(n)
		if e.Code != "" {
			refused++
		}
		r.Each = append(r.Each, e)
	}
	if refused == len(numbers) {
		return result{Order: &r}, &resale.Error{Act: "act on orders", Code: r.Each[0].Code, Detail: r.Each[0].Detail}
	}
	return result{Order: &r}, nil
}

func refusedEnd(number string, err error) OrderEnd {
	if err == nil { // not answered for
		return OrderEnd{Number: number, Code: resale.Unknown}
	}
	detail, _ := detailOf(err)
	return OrderEnd{Number: number, Code: resale.CodeOf(err), Detail: detail}
}
