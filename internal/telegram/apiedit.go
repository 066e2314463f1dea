package telegram

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"resellerbot/internal/chat"
)

func (a *API) edit(ctx context.Context, chatID int64, message int, m chat.Message, html bool) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	mode, text := modeOf(m.HTML, html)
	_, err := a.bot.EditMessageText(ctx, &bot.EditMessageTextParams{
		ChatID: chatID, MessageID: message, Text: text, ParseMode: mode, LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Keys),
	})
	return a.classify("edit message", err)
}

// caption changes what stands below a picture or a document, and its buttons.
// On a text it is Wordless.
func (a *API) caption(ctx context.Context, chatID int64, message int, m chat.Message, html bool) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	mode, text := modeOf(m.HTML, html)
	_, err := a.bot.EditMessageCaption(ctx, &bot.EditMessageCaptionParams{
		ChatID: chatID, MessageID: message, Caption: text, ParseMode: mode, ReplyMarkup: keyboard(m.Keys),
	})
	return a.classify("edit caption", err)
}

// cover puts an empty picture over the one that a message bears. It would make
// a picture of a text. See https://core.telegram.org/bots/api#editmessagemedia.
func (a *API) cover(ctx context.Context, chatID int64, message int, m chat.Message, html bool) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	empty, err := emptyPicture()
	if err != nil {
		return a.classify("cover picture", err)
	}
	mode, text := modeOf(m.HTML, html)
	_, err = a.bot.EditMessageMedia(ctx, &bot.EditMessageMediaParams{
		ChatID: chatID, MessageID: message,
		Media: &models.InputMediaPhoto{Media: "attach://empty.png", Caption: text, ParseMode: mode, MediaAttachment: bytes.NewReader(empty)},
	})
	return a.classify("cover picture", err)
}

func emptyPicture() ([]byte, error) {
	const side = 320
	var out bytes.Buffer
	err := png.Encode(&out, image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.Gray{Y: 0xdd}}))
	return out.Bytes(), err
}

func (a *API) strip(ctx context.Context, chatID int64, message int) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	_, err := a.bot.EditMessageReplyMarkup(ctx, &bot.EditMessageReplyMarkupParams{ChatID: chatID, MessageID: message})
	return a.classify("take buttons off", err)
}

func (a *API) delete(ctx context.Context, chatID int64, message int) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	_, err := a.bot.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: chatID, MessageID: message})
	return a.classify("delete message", err)
}
