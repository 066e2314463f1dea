package telegram

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-telegram/bot"
)

// downloadTries is how often a download is begun. A path ends after an hour, or
// with its server, so each asks for a new one.
const downloadTries = 5

// Download gives a file that somebody sent, of at most so many bytes: TooLarge
// for a larger one, which is chat.ErrFileTooLarge too. Telegram gives a bot up
// to 20 MB. It only reads, so what may pass is tried again, unless ctx would
// end before. See https://core.telegram.org/bots/api#getfile.
func (a *API) Download(ctx context.Context, file string, most int64) ([]byte, error) {
	pause := firstPause
	for try := 1; ; try++ {
		data, err := a.download(ctx, file, most)
		wait := max(pause, waitOf(err))
		if err == nil || try == downloadTries || !passes(err) || endsWithin(ctx, wait) {
			return data, a.classify("get file", err)
		}
		select {
		case <-time.After(wait):
			pause = min(4*pause, longestPause)
		case <-ctx.Done():
			return nil, a.classify("get file", err)
		}
	}
}

// download tries once. Telegram may know no size.
func (a *API) download(ctx context.Context, file string, most int64) ([]byte, error) {
	asking, cancel := a.within(ctx)
	defer cancel()
	f, err := a.bot.GetFile(asking, &bot.GetFileParams{FileID: file})
	if err != nil {
		return nil, a.classify("get file", err) // an answer that nobody can read is known only now
	}
	if f.FileSize > most {
		return nil, tooLarge(f.FileSize)
	}
	address, err := a.fileAddress(f.FilePath)
	if err != nil {
		return nil, err
	}
	getting, cancel := a.within(ctx)
	defer cancel()
	req, err := http.NewRequestWithContext(getting, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, &Error{Trouble: Puzzling, Text: a.wire.clean(err.Error())}
	}
	data, err := a.wire.fetch(req, most)
	if err == nil && f.FileSize > 0 && int64(len(data)) != f.FileSize {
		return nil, &Error{Trouble: InDoubt, Text: fmt.Sprintf("%d bytes came, not %d", len(data), f.FileSize)}
	}
	return data, err
}

// fileAddress is where a file is; it holds the token. A Bot API server that
// runs with --local names a file on its own disk, where the bot has no business.
func (a *API) fileAddress(path string) (string, error) {
	switch {
	case path == "":
		return "", &Error{Trouble: Stale, Text: "the file has no path"}
	case !fs.ValidPath(path) || strings.ContainsAny(path, `\:`):
		return "", &Error{Trouble: Puzzling, Text: "the Bot API server gives a path on its own disk, as with --local: run it without"}
	}
	relative := url.URL{Path: path}
	return a.config.URL + "/file/bot" + a.config.Token.Reveal() + "/" + relative.EscapedPath(), nil
}

func tooLarge(size int64) error {
	return &Error{Trouble: TooLarge, Text: fmt.Sprintf("it has %d bytes", size)}
}

// passes tells troubles after which a download may go well.
func passes(err error) bool {
	switch KindOf(err) {
	case TooMany, NotSent, InDoubt, Misread, Down, Stale:
		return true
	}
	return false
}

// endsWithin tells that a context has no time left to wait so long.
func endsWithin(ctx context.Context, wait time.Duration) bool {
	end, ok := ctx.Deadline()
	return ctx.Err() != nil || ok && time.Until(end) < wait
}
