package sandbox

import (
	"fmt"
	"net/http"
	"strings"
)

// smmText is an error in the API's English, with %d for a number.
type smmText string

// What panels say. The two about canceling are this panel's own words: no
// real ones are known.
const (
	smmInvalidKey   smmText = "Invalid API key"
	smmBadAction    smmText = "This action is Invalid"
	smmBadRequest   smmText = "Incorrect request"
	smmBadService   smmText = "Incorrect service ID"
	smmBadLink      smmText = "Bad link"
	smmTooFew       smmText = "Quantity less than minimal %d"
	smmTooMuch      smmText = "Quantity more than maximum %d"
	smmNoFunds      smmText = "Not enough funds on balance"
	smmSameLink     smmText = "You have active order with this link. Please wait until order being completed."
	smmBadOrder     smmText = "Incorrect order ID"
	smmNoRefill     smmText = "Refill is disabled for this service"
	smmNotCompleted smmText = "The order is not completed"
	smmTooSoon      smmText = "The order was completed or refill was requested less than 24 hours ago"
	smmBadRefill    smmText = "Refill not found"
	smmNoCancel     smmText = "Cancel is disabled for this service"
	smmTooLate      smmText = "The order can not be canceled"
)

// Errors that a key can be blocked with, see BlockKey.
const (
	SMMSuspended = "Your account has been suspended"
	SMMDisabled  = "API is Disable for this user or user not found"
)

// say is an error in the panel's words.
func (q SMMQuirks) say(text smmText, n ...int) string {
	word := q.Texts[string(text)]
	if word == "" {
		word = smmTranslated(q.Language, text)
	}
	for _, number := range n {
		word = strings.Replace(word, "%d", fmt.Sprint(number), 1)
	}
	return word
}

// refuse answers that something was not done.
func (p *SMMPanel) refuse(text smmText, n ...int) smmReply {
	status := http.StatusOK
	switch {
	case !p.quirks.Laravel:
	case text == smmInvalidKey:
		status = http.StatusUnauthorized
	default:
		status = http.StatusUnprocessableEntity
	}
	word := p.quirks.say(text, n...)
	how := p.quirks.Errors
	if how == SMMErrorMixed {
		how = SMMErrorMessage
		switch text {
		case smmBadOrder, smmBadService, smmBadAction, smmBadRequest, smmBadRefill:
			how = ""
		}
	}
	body := smmObject{"error": word}
	switch how {
	case SMMErrorMessage:
		body = smmObject{"status": "error", "message": word}
	case SMMErrorList:
		body = smmObject{"errors": []string{word}}
	}
	return smmReply{status: status, body: body}
}

// smmTranslated is an error in another language, or as it is.
func smmTranslated(language string, text smmText) string {
	if language == "" {
		return string(text)
	}
	words := map[string]map[smmText]string{
		"pt": {
			smmInvalidKey: "Chave de API inválida",
			smmBadAction:  "Ação inválida",
			smmBadRequest: "Solicitação incorreta",
			smmBadService: "ID de serviço incorreto",
			smmBadLink:    "Link inválido",
			smmTooFew:     "Quantidade menor que o mínimo %d",
			smmTooMuch:    "Quantidade maior que o máximo %d",
			smmNoFunds:    "Saldo insuficiente",
			smmSameLink:   "Você tem um pedido ativo com este link. Aguarde até que seja concluído.",
			smmBadOrder:   "ID de pedido incorreto",
		},
		"ru": {
			smmInvalidKey: "Неверный API ключ",
			smmBadAction:  "Недопустимое действие",
			smmBadRequest: "Некорректный запрос",
			smmBadService: "Неверный ID услуги",
			smmBadLink:    "Неверная ссылка",
			smmTooFew:     "Количество меньше минимального %d",
			smmTooMuch:    "Количество больше максимального %d",
			smmNoFunds:    "Недостаточно средств на балансе",
			smmSameLink:   "У вас есть активный заказ с этой ссылкой. Дождитесь его выполнения.",
			smmBadOrder:   "Неверный ID заказа",
		},
	}
	if word := words[language][text]; word != "" {
		return word
	}
	return string(text)
}
