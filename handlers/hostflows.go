package handlers

import "resellerbot/internal/dialog"

// hostFlows are those about a hosting panel.
func hostFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		billingFlow(d),
		hostListFlow(d),
		hostCardFlow(d),
		hostNewFlow(d),
		hostEditFlow(d),
		hostDeleteFlow(d),
		hostDoFlow(d),
		hostHideFlow(d),
	}
}

// hostMoneyFlows are those about the money of a hosting panel.
func hostMoneyFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		hostPayFlow(d),
		hostCollectFlow(d),
		hostPricesFlow(d),
		hostAlertsFlow(d),
		hostMuteFlow(d),
		hostEventsFlow(d),
	}
}
