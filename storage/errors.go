package storage

import "errors"

// What callers may want to tell apart.
var (
	ErrLocked   = errors.New("the database is in use by another process: stop the other bot first")
	ErrWrongKey = errors.New("the master key does not fit this database: put back the master key file and its .keyset that the database was made with")
	ErrNewer    = errors.New("the database was written by a newer version: use that version, or restore a backup made before")
	ErrDamaged  = errors.New("the database is damaged: restore a backup")
	ErrClosed   = errors.New("the database is closed")
	ErrGone     = errors.New("no such row")
)
