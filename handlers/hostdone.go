package handlers

import (
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostDone says what was done at a hosting panel, and how the panel shows it;
// from is where the card was opened, see hostSheet.
func (d Deps) hostDone(t *dialog.Turn, out ops.Outcome, from string) chat.Screen {
	if paymentAct(out.Act) {
		return hostPaid(out, from)
	}
	h := out.Host
	did := map[string]string{ops.HostCreateAct: "created", ops.HostUpdateAct: "changed", ops.HostDeleteAct: "deleted"}[out.Act]
	if out.Act == ops.HostVerbAct {
		did = string(h.Verb)
	}
	if out.Act == ops.HostCreateAct && h.Kind == resale.HostServers { // those are there already
		did = "added"
	}
	name := shorten(openly(t, or(out.Name, h.Now.Label())), 60)
	lines := []chat.Text{chat.T("hostdone."+or(did, "changed"), chat.Args{"Name": name})}
	if out.Act == ops.HostVerbAct {
		lines = hostShown(lines, out, name, t.Now)
	}
	lines = linesDone(lines, out, name)
	switch {
	case h.SecretLost && h.Kind == resale.Customers:
		lines = append(lines, chat.Text{}, chat.T("hostdone.password_lost"))
	case h.SecretLost:
		lines = append(lines, chat.Text{}, chat.T("hostdone.secret_lost_"+string(kindOf(h.Kind))))
	}
	if h.Shut { // all that is there leads into a refusal
		return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("hostkey.shut")), Rows: append(otherHostKeyRow(), menuRow()...)}
	}
	return chat.Screen{Lines: lines, Rows: append(hostOn(out, from), billingRow())}
}

// hostOn are the ways on from what was done: to what mostly comes next and to the
// card, or to where the card of what was deleted had been opened.
func hostOn(out ops.Outcome, from string) [][]chat.Button {
	s := hostSheet{K: kindOf(out.Host.Kind), ID: or(out.Host.ID, out.Host.Now.ID), From: from}
	if out.Act == ops.HostDeleteAct {
		return [][]chat.Button{row(s.backButton())}
	}
	rows := append(s.next(out), s.cardRow("hostdone.open")...)
	if remove := s.fits("hostdel", string(s.K)); out.Host.SecretLost && s.K != ofCustomers && len(rows) > 0 && remove != "" {
		last := len(rows) - 1
		rows[last] = append(rows[last], chat.Button{Label: chat.T("hostdone.delete"), Go: remove, Style: chat.Danger})
	}
	return rows
}

// backButton leads to where the card was opened, as far as a button holds it.
func (s hostSheet) backButton() chat.Button {
	key, target := "client.to_list", s.list()
	customer, _ := s.at()
	if customer != "" {
		key = "hostlist.to_customer"
	}
	if len(target) > maxTarget && customer != "" {
		target = openHost(resale.Customers, customer)
	}
	if len(target) > maxTarget {
		key, target = "client.to_list", "hostlist "+string(s.K)
	}
	return goTo(key, target)
}

// cardRow is a button that opens the card, which leads back to where it had been
// opened.
func (s hostSheet) cardRow(label string) [][]chat.Button {
	if target := s.fits("host", string(s.K)); target != "" {
		return [][]chat.Button{row(goTo(label, target))}
	}
	return nil
}

// fits is target with as much of the way back as a button holds; "" for an id
// that fits none.
func (s hostSheet) fits(flow, word string) string {
	customer, _ := s.at()
	for _, from := range []string{s.From, fromCustomer + customer, ""} {
		if from == fromCustomer {
			continue
		}
		to := hostSheet{K: s.K, ID: s.ID, From: from}.target(flow, word)
		if s.ID != "" && len(to) <= maxTarget {
			return to
		}
	}
	return ""
}

// hostShown says how the panel shows a service after something was done to it,
// which may be as before for a while.
func hostShown(lines []chat.Text, out ops.Outcome, name string, now time.Time) []chat.Text {
	h := out.Host
	state := hostState(h.Now, now)
	ends := map[resale.HostVerb][]resale.RecordState{
		resale.Provision: {resale.RecordActive}, resale.Suspend: {resale.RecordSuspended}, resale.Unsuspend: {resale.RecordActive},
		resale.Terminate: {resale.RecordTerminated, resale.RecordCancelled, resale.RecordInactive},
	}[h.Verb]
	if slices.Contains(ends, h.Now.State()) {
		return lines
	}
	if state.Key == "" && h.Verb == resale.Terminate { // some panels forget what was terminated
		return lines
	}
	lines[0] = chat.T("hostdone.accepted", chat.Args{"Name": name})
	if state.Key == "" {
		return lines
	}
	return append(lines, chat.T("hostdone.not_yet", chat.Args{"State": state}))
}

// next is what mostly comes after a record was made.
func (s hostSheet) next(out ops.Outcome) [][]chat.Button {
	var next chat.Button
	switch {
	case out.Act != ops.HostCreateAct || s.ID == "":
		return nil
	case s.K == ofServices:
		next = goTo("hostdo."+string(resale.Provision), s.fits("hostdo", verbLetter(resale.Provision)))
	case s.K == ofInvoices:
		next = goTo("billing.record", s.fits("hostpay", ""))
	}
	if next.Go == "" {
		return nil
	}
	return [][]chat.Button{row(next)}
}

// hostNotDone says why an act of which nobody knew was not done after all.
func hostNotDone(out ops.Outcome) chat.Text {
	switch {
	case out.Code == resale.Unavailable:
		return chat.T("hostdone.can_repeat")
	case paymentAct(out.Act) && slices.Contains([]resale.Code{resale.AlreadyPaid, resale.AlreadyThere, resale.Changed, resale.Refused}, out.Code):
		return chat.T("hostpay.why_" + string(out.Code))
	case out.Code == resale.Changed:
		return chat.T("hostnew.changed_since")
	}
	return errorLine(string(out.Code))
}

// hostAgain are the ways on from what was not done: to the invoice that was not
// paid, or to what was to be changed.
func hostAgain(out ops.Outcome) [][]chat.Button {
	h := out.Host
	if invoice := or(h.Invoice.ID, h.ID); paymentAct(out.Act) && payTarget(invoice) != "" {
		return [][]chat.Button{row(goTo("hostpay.again", payTarget(invoice))), billingRow()}
	}
	return append(cardRow("hostdone.open", h.Kind, h.ID), billingRow())
}
