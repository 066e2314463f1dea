package sandbox

// say is a word of the panel's in its language; English when it has no other.
func (q XMQuirks) say(text xmText) string {
	if q.Localized == "" {
		return string(text)
	}
	if word := xmWords(q.Localized)[text]; word != "" {
		return word
	}
	return string(text)
}

// xmWords is a language. Only what is seen most was ever translated.
func xmWords(language string) map[xmText]string {
	switch language {
	case "fa":
		return map[xmText]string{
			"Active": "فعال", "Expired": "منقضی شده", "Disabled": "غیرفعال", "Traffic exhausted": "اتمام ترافیک",
			"Pending": "در انتظار پرداخت", "Paid": "پرداخت شده", "Cancelled": "لغو شده", "Refunded": "بازگشت داده شده",
			xmNoAccount: "هیچ حسابی با این ایمیل ثبت نشده است.", xmBadLogin: "رمز عبور این حساب نادرست است.",
			xmTaken: "این ایمیل قبلا ثبت شده است.", xmNoStock: "موجود نیست", xmNoWords: "عملیات ناموفق بود",
			xmUnpaid: "شما یک سفارش پرداخت نشده دارید.",
		}
	case "zh":
		return map[xmText]string{
			"Active": "正常", "Expired": "已过期", "Disabled": "已停用", "Traffic exhausted": "流量已用尽",
			"Pending": "待支付", "Paid": "已支付", "Cancelled": "已取消", "Refunded": "已退款",
			xmNoAccount: "该邮箱未注册。", xmBadLogin: "密码错误。", xmTaken: "该邮箱已被注册。", xmNoStock: "缺货", xmNoWords: "操作失败",
			xmUnpaid: "您有未支付的订单。",
		}
	case "ru":
		return map[xmText]string{
			"Active": "Активен", "Expired": "Истёк", "Disabled": "Отключён", "Traffic exhausted": "Трафик исчерпан",
			"Pending": "Ожидает оплаты", "Paid": "Оплачен", "Cancelled": "Отменён", "Refunded": "Возвращён",
			xmNoAccount: "Аккаунт с этим адресом не найден.", xmBadLogin: "Неверный пароль.", xmTaken: "Этот адрес уже зарегистрирован.",
			xmNoStock: "Нет в наличии", xmNoWords: "Операция не выполнена", xmUnpaid: "У вас есть неоплаченный заказ.",
		}
	case "pt":
		return map[xmText]string{
			"Active": "Ativo", "Expired": "Expirado", "Disabled": "Desativado", "Traffic exhausted": "Tráfego esgotado",
			"Pending": "Pendente", "Paid": "Pago", "Cancelled": "Cancelado", "Refunded": "Reembolsado",
			xmNoAccount: "Nenhuma conta registrada com este e-mail.", xmBadLogin: "Senha inválida.", xmTaken: "Este e-mail já está registrado.",
			xmNoStock: "Sem estoque", xmNoWords: "A operação falhou", xmUnpaid: "Você tem um pedido não pago.",
		}
	case "es":
		return map[xmText]string{
			"Active": "Activo", "Expired": "Caducado", "Disabled": "Desactivado", "Traffic exhausted": "Tráfico agotado",
			"Pending": "Pendiente", "Paid": "Pagado", "Cancelled": "Cancelado", "Refunded": "Reembolsado",
			xmNoAccount: "Ninguna cuenta registrada con este correo.", xmBadLogin: "Contraseña incorrecta.", xmTaken: "Este correo ya está registrado.",
			xmNoStock: "Agotado", xmNoWords: "La operación falló", xmUnpaid: "Tienes un pedido sin pagar.",
		}
	}
	return nil
}
