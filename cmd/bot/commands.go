package main

import "errors"

var errNotYet = errors.New("not there yet")

type demoCommand struct{}

func (demoCommand) Run(*surroundings) error { return errNotYet }
