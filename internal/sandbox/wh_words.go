package sandbox

// say is a word of the panel's in its language; English when it has no other.
func (q WHQuirks) say(text whText) string {
	if word := whWordsOf(q.Localized)[text]; word != "" {
		return word
	}
	return string(text)
}

// whWordsOf is a language. Only what is seen most was ever translated.
func whWordsOf(language string) map[whText]string {
	switch language {
	case "pt":
		return map[whText]string{
			"active": "Ativo", "inactive": "Inativo", "pending": "Pendente", "suspended": "Suspenso", "terminated": "Encerrado", "cancelled": "Cancelado",
			"unpaid": "Em aberto", "paid": "Pago", "overdue": "Vencida", "draft": "Rascunho", "refunded": "Reembolsado", "completed": "Concluído",
			whBadKey: "Chave de API inválida", whGone: "O registro não foi encontrado", whTaken: "O campo :field já está em uso",
			whNeeded: "O campo :field é obrigatório", whInvalid: "O campo :field é inválido", whIsPaid: "A fatura já está paga",
			whIsSo: "O serviço já está nesse estado", whNoScope: "Esta chave de API não tem permissão",
		}
	case "ru":
		return map[whText]string{
			"active": "Активен", "inactive": "Неактивен", "pending": "Ожидает", "suspended": "Приостановлен", "terminated": "Удалён", "cancelled": "Отменён",
			"unpaid": "Не оплачен", "paid": "Оплачен", "overdue": "Просрочен", "draft": "Черновик", "refunded": "Возвращён", "completed": "Завершён",
			whBadKey: "Неверный ключ API", whGone: "Не найдено", whTaken: "Значение :field уже занято", whNeeded: "Поле :field обязательно",
			whInvalid: "Поле :field неверно", whIsPaid: "Счёт уже оплачен", whIsSo: "Услуга уже в этом состоянии", whNoScope: "Недостаточно прав",
		}
	}
	return nil
}
