// Command bot runs a Telegram bot from which resellers run their business.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // a bare container knows no time zones

	"github.com/alecthomas/kong"
)

// gcPercent trades memory, of which the bot needs little, for fewer
// collections: about a tenth more updates a second (docs/performance.md). The
// variable GOGC wins.
const gcPercent = 200

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(start(os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

// commandLine is what can be typed after the program's name.
type commandLine struct {
	Config string `help:"The TOML file with the settings (default: config.toml, if it is there)." placeholder:"FILE"`

	Run       runCommand       `cmd:"" default:"1" help:"Run the bot (this is what happens without a command)."`
	Demo      demoCommand      `cmd:"" help:"Try the bot in the browser: no token, no network, no settings needed."`
	Check     checkCommand     `cmd:"" help:"Check settings, keys, database, token and panel addresses."`
	Backup    backupCommand    `cmd:"" help:"Write a copy of the database, also while the bot runs."`
	Restore   restoreCommand   `cmd:"" help:"Put a backup in the place of the database."`
	RotateKey rotateKeyCommand `cmd:"" help:"Seal everything stored under a new key."`
	Health    healthCommand    `cmd:"" hidden:"" help:"Ask the running bot whether it is ready; for container health checks."`
	Version   versionCommand   `cmd:"" help:"Tell the version."`
}

// surroundings is what a command may use of the world.
type surroundings struct {
	ctx       context.Context
	config    string // the file named on the command line, or ""
	environ   []string
	out, errs io.Writer
}

// load gives the settings for running the bot.
func (s *surroundings) load() (Config, error) { return LoadConfig(s.config, s.environ) }

// loadOffline gives the settings for work on the files, which needs no token.
func (s *surroundings) loadOffline() (Config, error) { return readConfig(s.config, s.environ) }

func (s *surroundings) say(format string, args ...any) {
	fmt.Fprintf(s.out, format+"\n", args...)
}

// start runs one command line and gives the exit code. The first SIGINT or
// SIGTERM ends it gracefully, the second at once.
func start(args, environ []string, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // from now on a signal kills as if nobody caught it

	var line commandLine
	exited := -1
	parser, err := kong.New(&line, kong.Name("bot"), kong.Writers(out, errs), kong.Exit(func(code int) { exited = code }),
		kong.Description("The Telegram bot from which resellers run their business."), kong.UsageOnError())
	if err != nil {
		return fail(errs, err)
	}
	parsed, err := parser.Parse(doubleDashes(args))
	if exited >= 0 {
		return exited
	}
	if err != nil {
		return fail(errs, err)
	}
	s := &surroundings{ctx: ctx, config: line.Config, environ: environ, out: out, errs: errs}
	if err := parsed.Run(s); err != nil {
		return fail(errs, err)
	}
	return 0
}

func fail(errs io.Writer, err error) int {
	fmt.Fprintln(errs, "bot: "+redact(err.Error()))
	return 1
}

// doubleDashes accepts -config, as Go programs do, for --config.
func doubleDashes(args []string) []string {
	out := make([]string, len(args))
	for i, arg := range args {
		if arg == "--" {
			copy(out[i:], args[i:])
			break
		}
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' && strings.Trim(arg[1:2], "0123456789") != "" {
			arg = "-" + arg
		}
		out[i] = arg
	}
	return out
}
