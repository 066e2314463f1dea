package telegram

import (
	"context"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Command is one line of the menu beside the text field.
type Command struct {
	Name string // 1 to 32 of a-z, 0-9 and _
	Text string // 1 to 256 characters
}

// SetCommands sets the menu of commands (setMyCommands) for each language:
// two letters, or "" for people of any other.
func (a *API) SetCommands(ctx context.Context, menus map[string][]Command) error {
	for language, commands := range menus {
		p := &bot.SetMyCommandsParams{LanguageCode: language}
		for _, c := range commands {
			p.Commands = append(p.Commands, models.BotCommand{Command: c.Name, Description: c.Text})
		}
		if err := a.setCommands(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (a *API) setCommands(ctx context.Context, p *bot.SetMyCommandsParams) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	_, err := a.bot.SetMyCommands(ctx, p)
	return a.classify("set commands", err)
}
