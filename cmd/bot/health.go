package main

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type healthCommand struct{}

// Run asks the running bot, over its control socket, whether all is well.
func (healthCommand) Run(s *surroundings) error {
	c, err := s.loadOffline()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.ctx, 4*time.Second)
	defer cancel()
	answer, err := callControl(ctx, c.Storage.Path, http.MethodGet, "/readyz", nil)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	s.say("%s", answer)
	return nil
}
