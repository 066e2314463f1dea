package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostDone says what was done at a hosting panel, and how the panel shows it.
func (d Deps) hostDone(t *dialog.Turn, out ops.Outcome) chat.Screen {
	if paymentAct(out.Act) {
		return hostPaid(out)
	}
	h := out.Host
	did := map[string]string{ops.HostCreateAct: "created", ops.HostUpdateAct: "changed", ops.HostDeleteAct: "deleted"}[out.Act]
	if out.Act == ops.HostVerbAct {
		did = string(h.Verb)
	}
	lines := []chat.Text{chat.T("hostdone."+or(did, "changed"), chat.Args{"Name": shorten(or(out.Name, h.Now.Label()), 60)})}
	if state := hostState(h.Now, t.Now); state.Key != "" && out.Act == ops.HostVerbAct {
		lines = append(lines, chat.T("hostdone.shown", chat.Args{"State": state}))
	}
	if h.SecretLost {
		lines = append(lines, chat.Text{}, chat.T("hostdone.secret_lost"))
	}
	rows := cardRow("hostdone.open", h.Kind, or(h.ID, h.Now.ID))
	if out.Act == ops.HostDeleteAct {
		rows = nil
	}
	return chat.Screen{Lines: lines, Rows: append(rows, billingRow())}
}

// hostNotDone says why an act of which nobody knew was not done after all.
func hostNotDone(out ops.Outcome) chat.Text {
	switch {
	case out.Code == resale.Unavailable:
		return chat.T("hostdone.can_repeat")
	case paymentAct(out.Act) && (out.Code == resale.AlreadyPaid || out.Code == resale.AlreadyThere || out.Code == resale.Refused):
		return chat.T("hostpay.why_" + string(out.Code))
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
