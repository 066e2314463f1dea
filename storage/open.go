package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"resellerbot/internal/secret"
)

const (
	lockTimeout = 2 * time.Second
	mapSize     = 1 << 30 // bytes of address space: below it, no reader ever blocks the writer
)

// Open opens the database, or makes it with mode 0600 in a directory that is
// there. It gives ErrLocked when another process holds it, ErrWrongKey when
// keys did not seal it, and ErrNewer when a later version wrote it. Messages
// that were in flight when the process ended are doubtful from here on.
func Open(path string, keys *secret.Keyring, opt Options) (*Store, error) {
	return open(path, keys, opt, synced)
}

// OpenUnsynced is Open for tests: commits are written, which is enough for
// whoever opens the file next, also after a SIGKILL, but nothing waits until
// they are on the disk, so that a power cut may damage the file.
func OpenUnsynced(path string, keys *secret.Keyring, opt Options) (*Store, error) {
	return open(path, keys, opt, unsynced)
}

// durability is whether a commit waits for the disk.
type durability bool

const (
	synced   durability = true
	unsynced durability = false
)

func open(path string, keys *secret.Keyring, opt Options, d durability) (*Store, error) {
	if opt.Logger == nil {
		opt.Logger = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	db, err := openFile(path, opt.MaxSize, opt.Logger, d)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if db, err = compact(db, opt.MaxSize, opt.Logger, d); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s, err := start(db, keys, opt)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", errors.Join(err, guard(db.Close)))
	}
	return s, nil
}

func start(db *bolt.DB, keys *secret.Keyring, opt Options) (*Store, error) {
	s := &Store{
		db: db, keys: keys, now: opt.Now, log: opt.Logger, told: opt.Committed,
		queue: make(chan *call, queueSize), closing: make(chan struct{}), stopped: make(chan struct{}),
	}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	go s.commits()
	return s, nil
}

// prepare brings the file to the present schema and the rows to a fresh start,
// before anybody else can see them.
func (s *Store) prepare() error {
	btx, err := s.begin(true)
	if err != nil {
		return err
	}
	defer func() { _ = guard(btx.Rollback) }()
	return guard(func() error {
		tx := s.tx(btx)
		changed, err := tx.migrate(migrations())
		if err != nil {
			return err
		}
		landed, err := tx.landInFlight()
		if err != nil || !changed && !landed {
			return err
		}
		return btx.Commit()
	})
}

// openFile opens the bbolt file and makes sure that the one which was locked
// is still the one at path: a restore or compaction may have swapped it.
func openFile(path string, maxSize int, log *slog.Logger, d durability) (*bolt.DB, error) {
	_, err := os.Stat(path)
	fresh := errors.Is(err, fs.ErrNotExist)
	var file *os.File
	opt := &bolt.Options{
		Timeout:         lockTimeout,
		FreelistType:    bolt.FreelistMapType,
		NoFreelistSync:  true,
		NoSync:          d == unsynced,
		NoGrowSync:      d == unsynced,
		InitialMmapSize: mapSize,
		MaxSize:         maxSize,
		Logger:          boltLogger{log},
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag, mode)
			file = f
			return f, err
		},
	}
	if err := precheck(path); err != nil {
		return nil, err
	}
	db, err := openBolt(path, opt)
	if err != nil {
		return nil, err
	}
	if err := samePlace(file, path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if fresh && d == synced {
		// bbolt synced the file but not the directory that names it.
		if err := errors.Join(db.Sync(), syncDir(filepath.Dir(path))); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return db, nil
}

func openBolt(path string, opt *bolt.Options) (db *bolt.DB, err error) {
	err = guard(func() error {
		db, err = bolt.Open(path, 0o600, opt)
		return err
	})
	_, panicked := errors.AsType[*panicError](err)
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, ErrLocked
	case panicked, errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return db, err
}

func samePlace(file *os.File, path string) error {
	locked, err := file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !os.SameFile(locked, there) {
		return ErrLocked
	}
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
