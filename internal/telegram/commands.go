package telegram

import (
	"context"
	"fmt"

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
		_, err := call(ctx, a, callTimeout, "setMyCommands", func(ctx context.Context) (bool, error) {
			return a.bot.SetMyCommands(ctx, p)
		}, yes)
		if err != nil {
			return fmt.Errorf("set commands for language %q: %w", language, err)
		}
	}
	return nil
}
