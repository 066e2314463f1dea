package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

func askPrices(_ context.Context, _ *dialog.Turn, s *servicesSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("services.ask_prices")}}
	if s.priced() {
		screen.Rows = [][]chat.Button{row(pick("services.any_price", "any"))}
	}
	return screen, nil
}

func takePrices(_ context.Context, t *dialog.Turn, s *servicesSheet, a dialog.Answer) (dialog.Next, error) {
	s.Page = 1
	if !a.Typed() {
		s.Query.Low, s.Query.High = nil, nil
		return dialog.To("list"), nil
	}
	low, high, ok := parsePrices(t.Lang, a.Text)
	if !ok {
		return dialog.Stay(chat.T("services.bad_prices")), nil
	}
	s.Query.Low, s.Query.High = low, high
	return dialog.To("list"), nil
}
