package storage

import (
	"fmt"
	"log/slog"
)

// boltLogger hands on what bbolt warns of. Its debug and info lines, several
// per commit, are dropped. Fatal and Panic are never used by bbolt to end the
// process, but its interface wants them.
type boltLogger struct{ log *slog.Logger }

func (boltLogger) Debug(...any)          {}
func (boltLogger) Debugf(string, ...any) {}
func (boltLogger) Info(...any)           {}
func (boltLogger) Infof(string, ...any)  {}

func (l boltLogger) Warning(v ...any)            { l.log.Warn("bbolt: " + fmt.Sprint(v...)) }
func (l boltLogger) Warningf(f string, v ...any) { l.log.Warn("bbolt: " + fmt.Sprintf(f, v...)) }
func (l boltLogger) Error(v ...any)              { l.log.Error("bbolt: " + fmt.Sprint(v...)) }
func (l boltLogger) Errorf(f string, v ...any)   { l.log.Error("bbolt: " + fmt.Sprintf(f, v...)) }
func (l boltLogger) Fatal(v ...any)              { l.Error(v...) }
func (l boltLogger) Fatalf(f string, v ...any)   { l.Errorf(f, v...) }
func (l boltLogger) Panic(v ...any)              { panic(fmt.Sprint(v...)) }
func (l boltLogger) Panicf(f string, v ...any)   { panic(fmt.Sprintf(f, v...)) }
