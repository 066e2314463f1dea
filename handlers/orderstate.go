package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// orderMark is an order's state at a glance, for lists.
func orderMark(s resale.OrderState) string {
	switch s {
	case resale.OrderPending, resale.OrderAwaiting:
		return "⏳"
	case resale.OrderProcessing, resale.OrderInProgress, resale.OrderActive:
		return "🔄"
	case resale.OrderCompleted:
		return "✅"
	case resale.OrderPartial:
		return "🟠"
	case resale.OrderCanceled, resale.OrderRefunded:
		return "↩️"
	case resale.OrderFailed, resale.OrderRejected:
		return "🔴"
	case resale.OrderPaused:
		return "⏸"
	case resale.OrderExpired:
		return "⌛"
	}
	return "❔"
}

// stateText is an order's state in the person's language, or the panel's own
// word when nobody knows what it means.
func stateText(s resale.OrderStatus) chat.Text {
	if s.State.Known() {
		return chat.T("orders.state_" + string(s.State))
	}
	return chat.T("orders.state_other", chat.Args{"Word": shorten(or(s.Word, string(s.State)), 40)})
}

// refillText is a refill's state in the person's language.
func refillText(state resale.RefillState, word string) chat.Text {
	if state.Known() {
		return chat.T("orders.refill_" + string(state))
	}
	return chat.T("orders.state_other", chat.Args{"Word": shorten(or(word, string(state)), 40)})
}
