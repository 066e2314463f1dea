package xmplus

import (
	"context"

	"resellerbot/internal/resale"
)

// Gateways gives the ways to pay, in the panel's order (XM13, POST gateways).
func (c *Client) Gateways(ctx context.Context) ([]resale.Gateway, error) {
	var got answer
	var gateways []resale.Gateway
	err := c.do(ctx, call{
		operation: "XM13", act: "list gateways", path: []string{"gateways"}, read: true, limit: listBody,
		take: func(a answer) bool {
			list, ok := rows(listIn(a, "gateways"), "id")
			gateways = make([]resale.Gateway, 0, len(list))
			readable := len(list) == 0
			for _, row := range list {
				g := gatewayOf(row)
				readable = readable || g.ID > 0
				if g.ID > 0 && (row.text("status") == "" || row.flag("status")) {
					gateways = append(gateways, g)
				}
			}
			return ok && readable
		},
	}, &got)
	if err != nil {
		return nil, err
	}
	return gateways, nil
}

func gatewayOf(a answer) resale.Gateway {
	g := resale.Gateway{
		ID: a.number("id"), Name: a.plain(longestName, "name"), Kind: cut(a.text("gateway"), longestWord), Currency: cut(a.text("currency"), longestWord),
		FeePercent: a.amount("fee_percent"), FeeFixed: a.amount("fee_fixed"),
	}
	if g.Name == "" {
		g.Name = g.Kind
	}
	return g
}
