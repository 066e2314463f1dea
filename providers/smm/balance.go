package smm

import (
	"context"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// Balance gives what is left on the account (SM10). Its currency is that of
// every price and charge; "" when the panel does not say.
func (c *Client) Balance(ctx context.Context) (resale.Balance, error) {
	var balance resale.Balance
	err := c.do(ctx, call{
		operation: "SM10", act: "read balance", action: "balance", read: true,
		holds: func(a answer) bool { return amount(a.inner("data").Fields["balance"]) != nil },
		take: func(a answer) bool {
			a = a.inner("data")
			left := amount(a.Fields["balance"])
			if left == nil {
				return false
			}
			balance = resale.Balance{Amount: *left, Currency: cut(httpapi.Scalar(a.Fields["currency"]), longestWord)}
			return true
		},
	})
	if err != nil {
		return resale.Balance{}, err
	}
	return balance, nil
}
