package main

type runCommand struct{}

// Run runs the bot until a signal comes.
func (runCommand) Run(s *surroundings) error {
	c, err := s.load()
	if err != nil {
		return err
	}
	app, err := New(c, newLog(c, s.errs))
	if err != nil {
		return err
	}
	return app.runAndClose(s.ctx)
}
