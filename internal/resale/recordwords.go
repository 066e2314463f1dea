package resale

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
	switch word {
	case "active", "enabled", "online", "running", "live", "ativo", "ativa", "activo", "activa":
		return RecordActive
	case "pending", "processing", "inprogress", "queued", "awaiting", "pendente", "pendiente", "processando":
		return RecordPending
	case "suspended", "onhold", "suspenso", "suspensa", "suspendido", "suspendida": //nolint:misspell // Portuguese
		return RecordSuspended
	case "terminated", "terminado", "terminada", "encerrado", "encerrada":
		return RecordTerminated
	case "cancelled", "canceled", "void", "voided", "cancelado", "cancelada":
		return RecordCancelled
	case "refunded", "partiallyrefunded", "chargedback", "chargeback", "reembolsado", "reembolsada", "estornado", "estornada":
		return RecordRefunded
	case "draft", "rascunho", "borrador":
		return RecordDraft
	case "inactive", "disabled", "closed", "archived", "deleted", "revoked", "offline", "inativo", "inativa", "inactivo", "inactiva", "fechado", "fechada":
		return RecordInactive
	default:
		return RecordUnclear
	}
}

// kindState reads the words that mean something of their own for some kinds.
func kindState(kind RecordKind, word string) RecordState {
	switch kind {
	case HostInvoices:
		return invoiceState(word)
	case HostPayments:
		return paymentState(word)
	case HostServices:
		return serviceState(word)
	}
	switch word {
	case "1", "true":
		return RecordActive
	case "0", "false":
		return RecordInactive
	default:
		return RecordUnclear
	}
}

func invoiceState(word string) RecordState {
	switch word {
	// "Payment pending" is not here: the money is on its way, and is not to be recorded by hand.
	case "unpaid", "pending", "open", "sent", "issued", "due", "outstanding", "notpaid", "partial", "partiallypaid", "awaitingpayment", "pendente", "pendiente", "emaberto", "aberto", "aberta", "nãopago", "nãopaga", "impago", "impaga":
		return RecordUnpaid
	case "paid", "settled", "complete", "completed", "pago", "paga", "pagado", "pagada", "quitado", "quitada":
		return RecordPaid
	case "overdue", "pastdue", "late", "collections", "vencido", "vencida", "atrasado", "atrasada":
		return RecordOverdue
	case "paymentpending", "pagamentopendente":
		return RecordPending
	default:
		return RecordUnclear
	}
}

func paymentState(word string) RecordState {
	switch word {
	case "paid", "complete", "completed", "success", "successful", "succeeded", "captured", "received", "confirmed", "approved", "settled", "active", "pago", "paga", "aprovado", "concluído", "completado", "pagado":
		return RecordPaid
	case "failed", "declined", "rejected", "recusado", "rechazado":
		return RecordCancelled
	default:
		return RecordUnclear
	}
}

func serviceState(word string) RecordState {
	switch word {
	// One that could not be set up still waits for it.
	case "new", "ordered", "provisioning", "unprovisioned", "notprovisioned", "pendingprovision", "pendingprovisioning", "pendingactivation", "creating", "failed", "provisionfailed", "provisioningfailed":
		return RecordPending
	case "provisioned", "completed":
		return RecordActive
	case "expired", "expirado", "expirada":
		return RecordInactive
	default:
		return RecordUnclear
	}
}
