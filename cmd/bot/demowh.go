package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"resellerbot/internal/sandbox"
)

// demoHosting is how often something happens at the demo's hosting panel.
const demoHosting = 45 * time.Second

func newDemoWH(key string) *sandbox.WHPanel {
	p := sandbox.NewWH(sandbox.WHOptions{Limit: 100})
	p.AddKey(key)
	p.Seed()
	return p
}

// startWH starts the hosting panel, and gives the bot an address that its
// webhooks can be posted to: the same one after the bot was begun anew.
func (d *demo) startWH(c *Config) (err error) {
	if c.Providers.WHMDC.BaseURL, err = d.wh.Start(); err != nil {
		return err
	}
	free, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	c.Hooks.Listen = free.Addr().String()
	c.Hooks.PublicURL = "http://" + c.Hooks.Listen
	d.wh.Live(demoHosting)
	return free.Close()
}

// whSwitches are what can happen at the hosting panel.
func (d *demo) whSwitches() []sandbox.WorldSwitch {
	none := sandbox.WHQuirks{}
	var lost []sandbox.WHFault
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		lost = append(lost, sandbox.WHFault{Method: method, Kind: sandbox.WHCutAfter})
	}
	return []sandbox.WorldSwitch{
		d.whSwitch("Hosting panel: works", "The hosting panel works again.", none),
		d.whSwitch("Hosting panel: down", "Nobody answers at the hosting panel.", none, sandbox.WHFault{Kind: sandbox.WHCutBefore}),
		d.whSwitch("Hosting panel: slow", "The hosting panel takes 8 seconds.", none, sandbox.WHFault{Kind: sandbox.WHSlow, Delay: 8 * time.Second}),
		d.whSwitch("Hosting panel: web page", "The hosting panel answers with a web page instead of data.", none, sandbox.WHFault{Kind: sandbox.WHHTML}),
		d.whSwitch("Hosting panel: loses answers", "The hosting panel does what it is told and then hangs up.", none, lost...),
		d.whSwitch("Hosting panel: other shape of answers", "The hosting panel names and nests things otherwise, and its price list is apart from its products.", sandbox.WHQuirks{
			Envelope: 2, StringMoney: true, NoGet: true, UnknownFields: true, SoftDeleteStays: true, PricesApart: true, WebhookPrefix: true, WebhookShape: 2,
		}),
		d.whSwitch("Hosting panel: takes its time", "The hosting panel sets a service up half a minute after it was told to.",
			sandbox.WHQuirks{AsyncProvision: 30 * time.Second}),
		{Label: "Hosting panel: loses webhooks", Do: func(context.Context) (string, error) {
			d.wh.FailHook(sandbox.WHHookFault{Kind: sandbox.WHHookLost})
			return "The hosting panel tells of nothing any more: the bot has to ask.", nil
		}},
		{Label: "Hosting panel: somebody orders", Do: func(context.Context) (string, error) {
			service, _ := d.wh.Order()
			row, _ := d.wh.Row(sandbox.WHServices, service)
			return fmt.Sprintf("%s was ordered, and waits for its invoice to be paid.", row.Text("domain")), nil
		}},
		{Label: "Hosting panel: somebody pays", Do: func(context.Context) (string, error) { return d.whPays(), nil }},
		{Label: "Hosting panel: a service is suspended", Do: func(context.Context) (string, error) { return d.whSuspends(), nil }},
		{Label: "Hosting panel: nothing happens", Do: func(context.Context) (string, error) {
			d.wh.Live(0)
			return "Nothing happens at the hosting panel by itself any more.", nil
		}},
		{Label: "Hosting panel: things happen", Do: func(context.Context) (string, error) {
			d.wh.Live(demoHosting)
			return fmt.Sprintf("Something happens at the hosting panel every %s.", demoHosting), nil
		}},
	}
}

// whSwitch puts the hosting panel into one state, whatever it was in.
func (d *demo) whSwitch(label, told string, quirks sandbox.WHQuirks, faults ...sandbox.WHFault) sandbox.WorldSwitch {
	return stateSwitch(label, told, d.wh, func() { d.wh.Quirk(quirks) }, faults)
}

func (d *demo) whPays() string {
	invoice, is := d.wh.Row(sandbox.WHInvoices, d.wh.PayOldest())
	if !is {
		return "No invoice waits to be paid."
	}
	return fmt.Sprintf("%s was paid: %s %s.", invoice.Text("invoice_number"), invoice.Text("total"), invoice.Text("currency"))
}

// whSuspends suspends whose invoice is unpaid, else the first that is active.
func (d *demo) whSuspends() string {
	id := d.wh.SuspendLate()
	for _, row := range d.wh.Services() {
		if id == 0 && d.wh.Do(row.ID(), "suspend") {
			id = row.ID()
		}
	}
	row, is := d.wh.Row(sandbox.WHServices, id)
	if !is {
		return "No service is active."
	}
	return row.Text("domain") + " was suspended."
}
