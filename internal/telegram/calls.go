package telegram

import (
	"bytes"
	"context"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"resellerbot/internal/chat"
)

// spot is where a call goes: a chat and topic, or a message.
type spot struct {
	chat    int64
	thread  int
	message int
}

// body is what a call shows.
type body struct {
	text    string
	plain   bool // text is not HTML
	keys    [][]chat.Key
	protect bool
}

func (b body) mode() models.ParseMode {
	if b.plain {
		return ""
	}
	return models.ParseModeHTML
}

// upload is a picture or document: by file id, or with its data.
type upload struct {
	id   string
	name string
	data []byte
}

func (u upload) file() models.InputFile {
	if u.id != "" {
		return &models.InputFileString{Data: u.id}
	}
	return &models.InputFileUpload{Filename: u.name, Data: bytes.NewReader(u.data)}
}

func noPreview() *models.LinkPreviewOptions {
	return &models.LinkPreviewOptions{IsDisabled: bot.True()}
}

func (a *API) sendText(ctx context.Context, to spot, b body) (int, error) {
	return call(ctx, a, callTimeout, "sendMessage", func(ctx context.Context) (*models.Message, error) {
		return a.bot.SendMessage(ctx, &bot.SendMessageParams{
			ChatID: to.chat, MessageThreadID: to.thread, Text: b.text, ParseMode: b.mode(),
			LinkPreviewOptions: noPreview(), ProtectContent: b.protect, ReplyMarkup: keyboard(b.keys),
		})
	}, messageID)
}

// sent is a message with the id of the file in it.
type sent struct {
	message int
	file    string
}

func (a *API) sendPhoto(ctx context.Context, to spot, u upload, b body) (sent, error) {
	return call(ctx, a, uploadTimeout, "sendPhoto", func(ctx context.Context) (*models.Message, error) {
		return a.bot.SendPhoto(ctx, &bot.SendPhotoParams{
			ChatID: to.chat, MessageThreadID: to.thread, Photo: u.file(), Caption: b.text, ParseMode: b.mode(),
			ProtectContent: b.protect, ReplyMarkup: keyboard(b.keys),
		})
	}, fileID)
}

func (a *API) sendDocument(ctx context.Context, to spot, u upload, b body) (sent, error) {
	return call(ctx, a, uploadTimeout, "sendDocument", func(ctx context.Context) (*models.Message, error) {
		return a.bot.SendDocument(ctx, &bot.SendDocumentParams{
			ChatID: to.chat, MessageThreadID: to.thread, Document: u.file(), Caption: b.text, ParseMode: b.mode(),
			ProtectContent: b.protect, ReplyMarkup: keyboard(b.keys),
		})
	}, fileID)
}

func (a *API) editText(ctx context.Context, at spot, b body) error {
	_, err := call(ctx, a, callTimeout, "editMessageText", func(ctx context.Context) (*models.Message, error) {
		return a.bot.EditMessageText(ctx, &bot.EditMessageTextParams{
			ChatID: at.chat, MessageID: at.message, Text: b.text, ParseMode: b.mode(),
			LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(b.keys),
		})
	}, messageID)
	return err
}

func (a *API) editPhoto(ctx context.Context, at spot, u upload, b body) (sent, error) {
	media := &models.InputMediaPhoto{Media: u.id, Caption: b.text, ParseMode: b.mode()}
	if u.id == "" {
		media.Media, media.MediaAttachment = "attach://"+u.name, bytes.NewReader(u.data)
	}
	return call(ctx, a, uploadTimeout, "editMessageMedia", func(ctx context.Context) (*models.Message, error) {
		return a.bot.EditMessageMedia(ctx, &bot.EditMessageMediaParams{
			ChatID: at.chat, MessageID: at.message, Media: media, ReplyMarkup: keyboard(b.keys),
		})
	}, fileID)
}

func (a *API) deleteMessage(ctx context.Context, at spot) error {
	_, err := call(ctx, a, callTimeout, "deleteMessage", func(ctx context.Context) (bool, error) {
		return a.bot.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: at.chat, MessageID: at.message})
	}, yes)
	return err
}

// stripKeys takes the buttons off a message.
func (a *API) stripKeys(ctx context.Context, at spot) error {
	_, err := call(ctx, a, callTimeout, "editMessageReplyMarkup", func(ctx context.Context) (*models.Message, error) {
		return a.bot.EditMessageReplyMarkup(ctx, &bot.EditMessageReplyMarkupParams{ChatID: at.chat, MessageID: at.message})
	}, messageID)
	return err
}

func (a *API) answerTap(ctx context.Context, query, text string, alert bool) error {
	_, err := call(ctx, a, callTimeout, "answerCallbackQuery", func(ctx context.Context) (bool, error) {
		return a.bot.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: query, Text: text, ShowAlert: alert})
	}, yes)
	return err
}

func (a *API) typing(ctx context.Context, to spot) error {
	_, err := call(ctx, a, callTimeout, "sendChatAction", func(ctx context.Context) (bool, error) {
		return a.bot.SendChatAction(ctx, &bot.SendChatActionParams{ChatID: to.chat, MessageThreadID: to.thread, Action: models.ChatActionTyping})
	}, yes)
	return err
}

// call gives every call a deadline and its error a form.
func call[T, R any](ctx context.Context, a *API, within time.Duration, method string, do func(context.Context) (T, error), pick func(T) R) (R, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	result, err := do(ctx)
	if err != nil {
		var none R
		return none, a.failed(method, err)
	}
	return pick(result), nil
}

func messageID(m *models.Message) int { return m.ID }

func yes(ok bool) bool { return ok }

func fileID(m *models.Message) sent {
	s := sent{message: m.ID}
	if n := len(m.Photo); n > 0 {
		s.file = m.Photo[n-1].FileID
	} else if m.Document != nil {
		s.file = m.Document.FileID
	}
	return s
}
