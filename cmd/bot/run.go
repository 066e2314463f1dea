package main

import "errors"

type runCommand struct{}

// Run runs the bot until a signal comes.
func (runCommand) Run(s *surroundings) error {
	c, err := s.load()
	if err != nil {
		return err
	}
	app, err := New(s.ctx, c, newLog(c, s.errs))
	if err != nil {
		return err
	}
	return errors.Join(app.Run(s.ctx), app.Close())
}
