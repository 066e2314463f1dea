// Package handlers holds everything that a person can say: one file per
// conversation. A conversation shows screens and calls acts; it loads, saves
// and sends nothing itself.
package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/locales"
)

// Deps is what conversations call.
type Deps struct {
	Ops     *ops.Ops
	Catalog *locales.Catalog
	BotName string // without @
	XMPlus  string // the address of the XMPlus panel that is offered to who connects one; "" for none
	WHMDC   string // the same of the hosting panel
	// Membership tells whether a person is in a group or channel; chat.ErrNoChat
	// and chat.ErrHidden say why nobody can tell, any other error may pass.
	Membership func(ctx context.Context, group, person int64) (bool, error)
	// ChatTitle looks a group or channel up by "@name" or by the digits of its id;
	// url is where people join it, "" when nobody knows. chat.ErrNoChat when the
	// bot cannot see it.
	ChatTitle func(ctx context.Context, name string) (id int64, title, url string, err error)
}

// All lists the conversations.
func All(d Deps) []dialog.Conversation {
	return slices.Concat(vpnFlows(d), offerFlows(d), storefrontFlows(d), visitFlows(d), billFlows(d), hostFlows(d), hostMoneyFlows(d), []dialog.Conversation{
		menuFlow(d),
		connectFlow(d),
		disconnectFlow(d),
		languageFlow(d),
		settingsFlow(d),
		statsFlow(d),
		helpFlow(d),
		privacyFlow(d),
		clientsFlow(d),
		clientFlow(d),
		suspendFlow(d),
		trialFlow(d),
		newFlow(d),
		renewFlow(d),
		editFlow(d),
		passwordFlow(d),
		deleteFlow(d),
		openFlow(d),
		bulkFlow(d),
		massOrderFlow(d),
		warningsFlow(d),
		linkClientFlow(d),
		linkAccountFlow(d),
		claimFlow(d),
		offeredFlow(d),
		myFlow(d),
		myConfigFlow(d),
		askFlow(d),
		requestFlow(d),
		resellersFlow(d),
		resellerFlow(d),
		newResellerFlow(d),
		renewResellerFlow(d),
		toggleResellerFlow(d),
		editResellerFlow(d),
		deleteResellerFlow(d),
		categoriesFlow(d),
		categoryFlow(d),
		newCategoryFlow(d),
		editCategoryFlow(d),
		deleteCategoryFlow(d),
		alertsFlow(d),
		muteFlow(d),
		eventsFlow(d),
		serversFlow(d),
		orderFlow(d),
		heldFlow(d),
		ordersFlow(d),
		placedFlow(d),
		onOrdersFlow(d),
		servicesFlow(d),
		balanceFlow(d),
		marginFlow(d),
	})
}

// vpnFlows are those about VPNresellers.
func vpnFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		accountsFlow(d),
		accountFlow(d),
		newAccountFlow(d),
		accountStateFlow(d),
		accountEndFlow(d),
		accountRenewFlow(d),
		accountPasswordFlow(d),
		accountCheckFlow(d),
		accountDeleteFlow(d),
		vpnConfigFlow(d),
		installFlow(),
		customersFlow(d),
		customerFlow(d),
		newCustomerFlow(d),
		editCustomerFlow(d),
		deleteCustomerFlow(d),
		projectsFlow(d),
		projectFlow(d),
		newProjectFlow(d),
		editProjectFlow(d),
		deleteProjectFlow(d),
		geoipFlow(d),
	}
}

// offerFlows are those about what is given away.
func offerFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		offersFlow(d),
		offerCardFlow(d),
		newOfferFlow(d),
		editOfferFlow(d),
		offerTakersFlow(d),
		offerTakerFlow(d),
		blockedFlow(d),
		howToPayFlow(d),
	}
}

// visitFlows are those of a store's customers.
func visitFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		storeFlow(d),
		registerFlow(d),
		loginFlow(d),
		forgotFlow(d),
		memberFlow(d),
	}
}

// storefrontFlows are the reseller's about their store.
func storefrontFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		storefrontFlow(d),
		storeMembersFlow(d),
		storeMemberFlow(d),
		storeInvoicesFlow(d),
		storeInvoiceFlow(d),
	}
}

// billFlows are those about what a store's customers buy and pay.
func billFlows(d Deps) []dialog.Conversation {
	return []dialog.Conversation{
		buyFlow(d),
		topUpFlow(d),
		renewSubFlow(d),
		billsFlow(d),
		billFlow(d),
		payWayFlow(d),
		newCodeFlow(d),
		payCodeFlow(d),
		checkPayFlow(d),
	}
}

// Commands lists what the messenger's command menu offers, in order; each has
// its description under the key "command.<name>".
func Commands() []string {
	return []string{"start", "trial", "new", "renew", "clients", "resellers", "categories", "bulk", "services", "order", "massorder", "orders", "newaccount", "accounts", "customers", "projects", "store", "billing", "offers", "balance", "warnings", "stats", "alerts", "servers", "geoip", "connect", "disconnect", "open", "my", "account", "invoices", "settings", "language", "privacy", "help", "cancel"}
}

// row is a row of buttons.
func row(b ...chat.Button) []chat.Button { return b }

// goTo is a button that begins a conversation.
func goTo(label, target string) chat.Button {
	return chat.Button{Label: chat.T(label), Go: target}
}

// pick is a button that answers the step.
func pick(label, answer string) chat.Button {
	return chat.Button{Label: chat.T(label), Answer: answer}
}
