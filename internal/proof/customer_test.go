package proof

import (
	"slices"
	"strings"

	"resellerbot/internal/sandbox"
)

const gatewayName = "Coins"

// entering is how a person gets into a store where they have an account.
func entering(email string) []habit {
	return []habit{
		{words: "What is the e-mail address of your account?", say: email},
		{words: "Type the password of", say: memberPassword},
		{tap: "Log in"},
		{tap: "Try again"},
	}
}

// registering is how a person makes an account there, and buys.
func registering(email, password string) []habit {
	return append([]habit{
		{tap: "Use Somebody"},
		{words: "What is your e-mail address?", say: email},
		{words: "Choose a password", say: password},
		{tap: "Yes, create it"},
		{tap: "Create an account"},
	}, buying(email)...)
}

// paying is how a person pays an invoice with a gateway.
func paying(gateway string) []habit {
	return []habit{
		{words: "How do you want to pay?", tap: "Pay with " + gateway},
		{words: "The invoice is there after all", tap: "Pay"},
		{words: "I could not get a way to pay", tap: "See all invoices"},
		{words: "Your invoices at", tap: planName},
		{words: "It is not paid yet", tap: "Pay"},
	}
}

// payingWith is how a person who has an account buys the plan, and pays with a
// gateway.
func payingWith(email, gateway string) []habit {
	return slices.Concat(paying(gateway), []habit{
		{words: "Is this right?", tap: "Buy"},
		{words: "For how long?", tap: "Take "},
		{words: "Plans at", tap: "See " + planName},
	}, entering(email), []habit{{tap: "See plans and prices"}})
}

func buying(email string) []habit { return payingWith(email, gatewayName) }

// payable is a message that says how to pay.
func payable(m *sandbox.TelegramMessage) bool { return strings.Contains(m.Text, "Pay your invoice") }

// delivered is a message with what was bought.
func delivered(m *sandbox.TelegramMessage) bool { return strings.Contains(m.Text, "is ready.") }

// holds tells whether a message brings a link, as text and to be scanned.
func (c *customer) holds(m *sandbox.TelegramMessage, link string) bool {
	code, err := readQR(m.Photo)
	return strings.Contains(m.Text, link) && err == nil && code == link
}
