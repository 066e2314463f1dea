package main

import (
	"context"
	"net/http"
	"time"

	"resellerbot/internal/sandbox"
)

// cast is who is there: three people who speak different languages, a group of
// theirs, and a channel that two of them read.
type cast struct {
	mike, ana, olha *sandbox.TelegramPerson
	group, news     *sandbox.TelegramGroup
}

func newCast(t *sandbox.Telegram) cast {
	c := cast{mike: t.Person(1001, "Mike", "en"), ana: t.Person(1002, "Ana", "pt-br"), olha: t.Person(1003, "Olha", "uk")}
	c.group = t.Group(-2001, "Resellers", c.mike, c.ana, c.olha)
	c.group.Promote(c.mike)
	c.group.Promote(c.ana)
	c.news = t.Channel(-1000000002002, "Demo news", "demo_news", c.ana)
	c.news.SetMember(c.mike, "creator")
	return c
}

// page is the chat.
func (d *demo) page() http.Handler {
	return sandbox.NewWeb(d.telegram, sandbox.WebOptions{
		Title: "Demo bot",
		Hints: []string{
			"Everything here is invented and stays on this machine.",
			"When the bot asks for an API key, paste one of these:",
			"admin key: " + d.admin,
			"reseller key: " + d.reseller,
			"SMM key: " + d.smmKey,
			"VPNresellers key: " + d.vpnKey,
			"XMPlus key: " + d.xmKey + ", at " + d.bot.config.Providers.XMPlus.BaseURL,
			"Customers of that panel: ana@mail.example, olha@mail.example, bruno@mail.example (asks for the code 246810). Their password is Demo-2026!",
			"Hosting key: " + d.whKey + ", at " + d.bot.config.Providers.WHMDC.BaseURL,
			"In the group, Mike and Ana are admins and Olha is not.",
			"Let Mike sell, and Ana and Olha buy: tap a link t.me/demo_bot?start=… and choose who opens it. + sends pictures and files.",
		},
		World:  d.switches(),
		Group:  d.people.group,
		Places: []*sandbox.TelegramGroup{d.people.news},
	}, d.people.mike, d.people.ana, d.people.olha)
}

// switches are what can happen to the bot at the push of a button.
func (d *demo) switches() []sandbox.WorldSwitch {
	return append([]sandbox.WorldSwitch{
		{Label: "Restart the bot", Do: func(ctx context.Context) (string, error) {
			return "The bot was ended and begun anew.", d.bot.restart(ctx)
		}},
		d.offersSwitch(),
		d.recordSwitch(),
		d.panelSwitch("Panel: works", "The panel works again."),
		d.panelSwitch("Panel: down", "Nobody answers at the panel.", sandbox.ServexFault{Kind: sandbox.ServexCutBefore}),
		d.panelSwitch("Panel: slow", "The panel takes 8 seconds.", sandbox.ServexFault{Kind: sandbox.ServexSlow, Delay: 8 * time.Second}),
		d.panelSwitch("Panel: web page", "The panel answers with a web page instead of data.", sandbox.ServexFault{Kind: sandbox.ServexHTML}),
		d.panelSwitch("Panel: loses answers", "The panel does what it is told and then hangs up.",
			sandbox.ServexFault{Method: http.MethodPost, Kind: sandbox.ServexCutAfter}, sandbox.ServexFault{Method: http.MethodPut, Kind: sandbox.ServexCutAfter}),
		d.smmSwitch("SMM panel: works", "The SMM panel works again."),
		d.smmSwitch("SMM panel: down", "Nobody answers at the SMM panel.", sandbox.SMMFault{Kind: sandbox.SMMCutBefore}),
		d.smmSwitch("SMM panel: slow", "The SMM panel takes 8 seconds.", sandbox.SMMFault{Kind: sandbox.SMMSlow, Delay: 8 * time.Second}),
		d.smmSwitch("SMM panel: loses answers", "The SMM panel does what it is told and then hangs up.",
			sandbox.SMMFault{Action: "add", Kind: sandbox.SMMCutAfter}, sandbox.SMMFault{Action: "refill", Kind: sandbox.SMMCutAfter},
			sandbox.SMMFault{Action: "cancel", Kind: sandbox.SMMCutAfter}),
		d.vpnSwitch("VPN panel: works", "The VPN panel works again and has money.", "50"),
		d.vpnSwitch("VPN panel: down", "Nobody answers at the VPN panel.", "50", sandbox.VPNFault{Kind: sandbox.VPNCutBefore}),
		d.vpnSwitch("VPN panel: slow", "The VPN panel takes 8 seconds.", "50", sandbox.VPNFault{Kind: sandbox.VPNSlow, Delay: 8 * time.Second}),
		d.vpnSwitch("VPN panel: no money", "The balance of the VPN panel is out.", "0.01"),
		d.vpnSwitch("VPN panel: sets no expiry", "The VPN panel creates accounts and then fails to set their end.", "50",
			sandbox.VPNFault{Method: http.MethodPut, Path: "accounts/{id}/expire", Kind: sandbox.VPN500}),
		d.vpnSwitch("VPN panel: loses answers", "The VPN panel does what it is told and then hangs up.", "50",
			sandbox.VPNFault{Method: http.MethodPost, Kind: sandbox.VPNCutAfter}, sandbox.VPNFault{Method: http.MethodPut, Kind: sandbox.VPNCutAfter},
			sandbox.VPNFault{Method: http.MethodDelete, Kind: sandbox.VPNCutAfter}),
		{Label: "Telegram: too many requests", Do: func(context.Context) (string, error) {
			d.telegram.Fail(sandbox.TelegramFault{Kind: sandbox.FaultTooMany, RetryAfter: 5, Times: 1})
			return "The next call is told to wait 5 seconds.", nil
		}},
	}, append(d.xmSwitches(), d.whSwitches()...)...)
}

// panelSwitch puts the panel into one state, whatever it was in.
func (d *demo) panelSwitch(label, told string, faults ...sandbox.ServexFault) sandbox.WorldSwitch {
	return stateSwitch(label, told, d.panel, func() {}, faults)
}

// smmSwitch does the same with the SMM panel.
func (d *demo) smmSwitch(label, told string, faults ...sandbox.SMMFault) sandbox.WorldSwitch {
	return stateSwitch(label, told, d.smm, func() {}, faults)
}

// vpnSwitch does the same with the VPN panel, whose balance is set too.
func (d *demo) vpnSwitch(label, told, balance string, faults ...sandbox.VPNFault) sandbox.WorldSwitch {
	return stateSwitch(label, told, d.vpn, func() { d.vpn.SetBalance(d.vpnKey, balance) }, faults)
}

// faulty is a panel that can be made to fail.
type faulty[F any] interface {
	Heal()
	Fail(fault F)
}

// stateSwitch puts a panel into one state, whatever it was in.
func stateSwitch[F any](label, told string, panel faulty[F], also func(), faults []F) sandbox.WorldSwitch {
	return sandbox.WorldSwitch{Label: label, Do: func(context.Context) (string, error) {
		panel.Heal()
		also()
		for _, f := range faults {
			panel.Fail(f)
		}
		return told, nil
	}}
}
