package main

import "errors"

var errNotYet = errors.New("not there yet")

type demoCommand struct{}

func (demoCommand) Run(*surroundings) error { return errNotYet }

type checkCommand struct{}

func (checkCommand) Run(*surroundings) error { return errNotYet }

type backupCommand struct {
	File string `arg:"" help:"Where to write the copy."`
}

func (backupCommand) Run(*surroundings) error { return errNotYet }

type restoreCommand struct {
	File string `arg:"" help:"The backup to take."`
}

func (restoreCommand) Run(*surroundings) error { return errNotYet }

type rotateKeyCommand struct{}

func (rotateKeyCommand) Run(*surroundings) error { return errNotYet }

type healthCommand struct{}

func (healthCommand) Run(*surroundings) error { return errNotYet }
