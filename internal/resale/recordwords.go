package resale

import "slices"

// stateOf reads a panel's word for a state: case, blanks, "_" and "-" do not
// count. The languages are those that panels of this kind were seen in.
func stateOf(kind RecordKind, word string) RecordState {
	word = squeeze(word)
	if word == "" {
		return RecordUnclear
	}
	if state := kindState(kind, word); state != RecordUnclear {
		return state
	}
	for state, words := range map[RecordState][]string{
		RecordActive:     {"active", "enabled", "online", "running", "live", "ativo", "ativa", "activo", "activa"},
		RecordPending:    {"pending", "processing", "inprogress", "queued", "awaiting", "pendente", "pendiente", "processando"},
		RecordSuspended:  {"suspended", "onhold", "suspenso", "suspensa", "suspendido", "suspendida"}, //nolint:misspell // Portuguese
		RecordTerminated: {"terminated", "terminado", "terminada", "encerrado", "encerrada"},
		RecordCancelled:  {"cancelled", "canceled", "void", "voided", "cancelado", "cancelada"},
		RecordRefunded:   {"refunded", "partiallyrefunded", "chargedback", "chargeback", "reembolsado", "reembolsada", "estornado", "estornada"},
		RecordDraft:      {"draft", "rascunho", "borrador"},
		RecordInactive:   {"inactive", "disabled", "closed", "archived", "deleted", "revoked", "offline", "inativo", "inativa", "inactivo", "inactiva", "fechado", "fechada"},
	} {
		if slices.Contains(words, word) {
			return state
		}
	}
	return RecordUnclear
}

// kindState reads the words that mean something of their own for some kinds.
func kindState(kind RecordKind, word string) RecordState {
	var own map[RecordState][]string
	switch kind {
	case HostInvoices:
		own = map[RecordState][]string{
			// "Payment pending" is not here: the money is on its way, and is not to be recorded by hand.
			RecordUnpaid:  {"unpaid", "pending", "open", "sent", "issued", "due", "outstanding", "notpaid", "partial", "partiallypaid", "awaitingpayment", "pendente", "pendiente", "emaberto", "aberto", "aberta", "nãopago", "nãopaga", "impago", "impaga"},
			RecordPaid:    {"paid", "settled", "complete", "completed", "pago", "paga", "pagado", "pagada", "quitado", "quitada"},
			RecordOverdue: {"overdue", "pastdue", "late", "collections", "vencido", "vencida", "atrasado", "atrasada"},
			RecordPending: {"paymentpending", "pagamentopendente"},
		}
	case HostPayments:
		own = map[RecordState][]string{
			RecordPaid:      {"paid", "complete", "completed", "success", "successful", "succeeded", "captured", "received", "confirmed", "approved", "settled", "active", "pago", "paga", "aprovado", "concluído", "completado", "pagado"},
			RecordCancelled: {"failed", "declined", "rejected", "recusado", "rechazado"},
		}
	case HostServices:
		own = map[RecordState][]string{
			// One that could not be set up still waits for it.
			RecordPending:  {"new", "ordered", "provisioning", "unprovisioned", "notprovisioned", "pendingprovision", "pendingprovisioning", "pendingactivation", "creating", "failed", "provisionfailed", "provisioningfailed"},
			RecordActive:   {"provisioned", "completed"},
			RecordInactive: {"expired", "expirado", "expirada"},
		}
	default:
		own = map[RecordState][]string{RecordActive: {"1", "true"}, RecordInactive: {"0", "false"}}
	}
	for state, words := range own {
		if slices.Contains(words, word) {
			return state
		}
	}
	return RecordUnclear
}
