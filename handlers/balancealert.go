package handlers

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// alert says when the chat hears of a low balance, and offers to change it.
func (v balanceShown) alert() (chat.Text, [][]chat.Button) {
	if v.Alert.Below == nil {
		return chat.T("balance.no_alert"), [][]chat.Button{row(pick("balance.set_alert", "alert"))}
	}
	return chat.T("balance.alert", chat.Args{"Amount": money(*v.Alert.Below, v.Currency)}),
		[][]chat.Button{row(pick("balance.change_alert", "alert"), pick("balance.stop_alert", "off"))}
}

func (d Deps) takeBalance(ctx context.Context, t *dialog.Turn, s *balanceSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "alert":
		return dialog.To("alert"), nil
	case "off":
		err := d.Ops.ChangeShop(ctx, t.Input.Place.Chat, func(shop *storage.Shop) { shop.SetAlert(s.Provider, storage.LowAlert{}) })
		return dialog.Stay(chat.T("balance.alert_off")), err
	}
	return dialog.Stay(chat.Text{}), nil
}

func (d Deps) askThreshold(ctx context.Context, t *dialog.Turn, s *balanceSheet) (chat.Screen, error) {
	v, err := d.balanceOf(ctx, t, s.Provider)
	if err != nil {
		return chat.Screen{}, err
	}
	var presets []chat.Button
	for _, amount := range presetsOf(v.Amount) {
		presets = append(presets, chat.Button{Label: amountLabel(money(amount, v.Currency)), Answer: amount.String()})
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("balance.ask_alert", chat.Args{"Amount": money(v.Amount, v.Currency)})},
		Rows:  [][]chat.Button{presets},
	}, nil
}

// presetsOf gives three round amounts below a balance.
func presetsOf(balance decimal.Decimal) []decimal.Decimal {
	steps := []string{"1", "2", "5", "10", "20", "50", "100", "200", "500", "1000", "2000", "5000", "10000", "20000", "50000", "100000", "200000", "500000", "1000000"}
	last := 3
	for last < len(steps) && decimal.MustParse(steps[last]).Less(balance) {
		last++
	}
	var presets []decimal.Decimal
	for _, step := range steps[last-3 : last] {
		presets = append(presets, decimal.MustParse(step))
	}
	return presets
}

func (d Deps) takeLowBalance(ctx context.Context, t *dialog.Turn, s *balanceSheet, a dialog.Answer) (dialog.Next, error) {
	amount, ok := typedAmount(t, a)
	if !ok || !amount.IsPos() {
		return dialog.Stay(chat.T("balance.bad_amount")), nil
	}
	v, err := d.balanceOf(ctx, t, s.Provider)
	if err != nil {
		v.Balance = resale.Balance{Amount: amount} // the alert can be set all the same
	}
	low := v.Amount.Less(amount)
	err = d.Ops.ChangeShop(ctx, t.Input.Place.Chat, func(shop *storage.Shop) {
		shop.Thread, shop.Person, shop.Lang = t.Input.Place.Thread, t.Input.Person.ID, t.Lang
		shop.SetAlert(s.Provider, storage.LowAlert{Below: &amount, Told: low})
	})
	if err != nil {
		return dialog.Next{}, err
	}
	said := "balance.alert_on"
	if low {
		said = "balance.low_already"
	}
	t.Note(chat.T(said, chat.Args{"Amount": money(amount, v.Currency)}))
	return dialog.To("show"), nil
}
