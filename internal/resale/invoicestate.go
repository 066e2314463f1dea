package resale

import (
	"slices"
	"strings"
	"time"
)

// ReadInvoiceState tells an invoice's state by the date of its payment, and
// only without one by the panel's word, which is 0 or 1 or translated. Money
// that was given back is the one thing that counts more than the date.
func ReadInvoiceState(word string, paid time.Time) InvoiceState {
	bare := invoiceWord(word)
	switch {
	case slices.ContainsFunc(refundedWords(), bare.is):
		return InvoiceOver
	case !paid.IsZero() || bare == "1" || slices.ContainsFunc(paidWords(), bare.is):
		return InvoicePaid
	case bare == "0" || slices.ContainsFunc(pendingWords(), bare.is):
		return InvoicePending
	case slices.ContainsFunc(overWords(), bare.is):
		return InvoiceOver
	default:
		return InvoiceUnclear
	}
}

// spelled is a word as it is compared: without case, accents, blanks and what
// keyboards write differently.
type spelled string

func invoiceWord(word string) spelled {
	word = strings.NewReplacer("ي", "ی", "ك", "ک", "\u200c", "", ".", "", "!", "").Replace(word)
	return spelled(squeeze(Fold(word)))
}

func (s spelled) is(word string) bool { return invoiceWord(word) == s }

func paidWords() []string {
	return []string{
		"Paid", "Completed", "Complete", "Success", "Successful",
		"پرداخت شده", "پرداخت شد", "已支付", "已付款", "已付費", "已付费", "已完成", "Оплачен", "Оплачено", "Оплачена",
		"Pago", "Paga", "Pagado", "Pagada", "Ödendi", "Đã thanh toán", "Payé", "Payée", "Bezahlt", "مدفوع", "مدفوعة",
	}
}

func pendingWords() []string {
	return []string{
		"Pending", "Unpaid", "Not paid", "Awaiting", "Awaiting payment", "Waiting", "Waiting for payment", "Processing", "Due", "Open",
		"در انتظار", "در انتظار پرداخت", "پرداخت نشده", "در حال انتظار", "معلق",
		"待支付", "待付款", "未支付", "未付款", "等待中", "等待支付", "等待付款", "待处理", "待處理", "处理中",
		"Не оплачен", "Не оплачено", "Не оплачена", "Ожидает", "Ожидание", "Ожидает оплаты", "В ожидании", "Ожидается",
		"Pendente", "Não pago", "Não paga", "Aguardando", "Aguardando pagamento", "Em aberto",
		"Pendiente", "Sin pagar", "No pagado", "No pagada", "Pendiente de pago", "Impagado",
		"Beklemede", "Ödenmedi", "Ödenmemiş", "Chờ thanh toán", "Chưa thanh toán", "Đang chờ", "En attente", "Impayé", "Impayée",
		"Ausstehend", "Unbezahlt", "Offen", "غير مدفوع", "قيد الانتظار",
	}
}

func overWords() []string {
	return []string{
		"Cancelled", "Canceled", "Expired", "Void", "Voided", "Closed", "Deleted", "Timeout",
		"لغو شده", "لغو شد", "منقضی شده", "منقضی", "باطل شده",
		"已取消", "取消", "已过期", "已過期", "过期", "已关闭", "已關閉", "已失效", "已作废",
		"Отменен", "Отменено", "Отменена", "Отмена", "Просрочен", "Истек", "Истекло", "Истекла",
		"Cancelado", "Cancelada", "Expirado", "Expirada", "Anulado", "Anulada", "Caducado", "Caducada",
		"İptal", "İptal edildi", "Süresi doldu", "Đã hủy", "Hết hạn", "Annulé", "Annulée", "Expiré", "Expirée",
		"Storniert", "Abgelaufen", "ملغي", "ملغاة", "منتهي", "منتهية",
	}
}

func refundedWords() []string {
	return []string{
		"Refunded", "Refund", "بازپرداخت شده", "بازگشت داده شده", "مسترد شده", "已退款", "退款", "Возвращен", "Возвращено", "Возврат",
		"Reembolsado", "Reembolsada", "Estornado", "Estornada", "İade edildi", "Đã hoàn tiền", "Remboursé", "Remboursée", "Erstattet",
	}
}
