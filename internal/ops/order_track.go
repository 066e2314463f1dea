package ops

import "context"

// DueOrderPanels gives the panels that have orders or refills to be looked at,
// the longest due first.
func (o *Ops) DueOrderPanels(ctx context.Context) ([]string, error) { return nil, nil }

// TrackOrders gives a panel's orders a turn: those that are due are read, up to
// a hundred in one call, whichever chats they are of. What is new is noted, see
// TellOrderNews.
func (o *Ops) TrackOrders(ctx context.Context, panel string, tell TellOrders) error { return nil }

// TellOrderNews tells each chat what is new about its orders, in one message.
func (o *Ops) TellOrderNews(ctx context.Context, tell TellOrders) error { return nil }
