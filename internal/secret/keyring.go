package secret

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// keysetContext is the associated data of the keyset file: it opens as nothing
// else.
const keysetContext = "resellerbot keyset 1"

// Keyring seals what is stored (AES-256-GCM by Tink). Its newest key seals;
// all its keys open. It may be used concurrently.
type Keyring struct {
	file   string    // of the keyset; "" in memory
	master tink.AEAD // nil in memory

	rotating sync.Mutex // guards handle
	handle   *keyset.Handle
	current  atomic.Pointer[tink.AEAD]
}

// OpenKeyring opens the keyring of a master key file. The keyset lies beside
// it as <file>.keyset, sealed by the master key. Both are made, with mode
// 0600, when neither is there. A master key that others may read is refused.
func OpenKeyring(masterKeyFile string) (*Keyring, error) {
	k := &Keyring{file: masterKeyFile + ".keyset"}
	sealed, err := os.ReadFile(k.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		sealed = nil
	case err != nil:
		return nil, fmt.Errorf("open keyring: %w", err)
	}
	if k.master, err = openMaster(masterKeyFile, sealed == nil); err != nil {
		return nil, fmt.Errorf("open keyring: %w", err)
	}
	if sealed == nil {
		return k, k.create()
	}
	handle, err := keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(sealed)), k.master, []byte(keysetContext))
	if err != nil {
		return nil, fmt.Errorf("open keyring: the master key %s does not open %s: put back the two files that belong together", masterKeyFile, k.file)
	}
	return k, k.use(handle)
}

// NewKeyring makes a keyring in memory, for the tests of many packages: what it
// seals is lost with it.
func NewKeyring() (*Keyring, error) {
	k := &Keyring{}
	return k, k.create()
}

// Seal encrypts plain. aad says where it belongs: it is not stored, and Open
// must be given the same.
func (k *Keyring) Seal(plain, aad []byte) ([]byte, error) {
	sealed, err := (*k.current.Load()).Encrypt(plain, aad)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

// Open decrypts what Seal made. It fails when a bit was changed, when aad is
// not the same, and when the keyring is not the one that sealed it.
func (k *Keyring) Open(sealed, aad []byte) ([]byte, error) {
	plain, err := (*k.current.Load()).Decrypt(sealed, aad)
	if err != nil {
		return nil, fmt.Errorf("open sealed: %w", err)
	}
	return plain, nil
}

// Rotate makes a new primary key, which seals from now on; the old ones still
// open. The keyset file holds the new key before anything is sealed with it.
func (k *Keyring) Rotate() error {
	k.rotating.Lock()
	defer k.rotating.Unlock()
	manager := keyset.NewManagerFromHandle(k.handle)
	handle, err := addPrimary(manager)
	if err != nil {
		return fmt.Errorf("rotate keyring: %w", err)
	}
	if err := k.save(handle); err != nil {
		return fmt.Errorf("rotate keyring: %w", err)
	}
	return k.use(handle)
}

func (k *Keyring) create() error {
	handle, err := addPrimary(keyset.NewManager())
	if err != nil {
		return fmt.Errorf("create keyring: %w", err)
	}
	if err := k.save(handle); err != nil {
		return fmt.Errorf("create keyring: %w", err)
	}
	return k.use(handle)
}

func addPrimary(m *keyset.Manager) (*keyset.Handle, error) {
	id, err := m.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	if err := m.SetPrimary(id); err != nil {
		return nil, err
	}
	return m.Handle()
}

func (k *Keyring) save(handle *keyset.Handle) error {
	if k.master == nil {
		return nil
	}
	var sealed bytes.Buffer
	if err := handle.WriteWithAssociatedData(keyset.NewBinaryWriter(&sealed), k.master, []byte(keysetContext)); err != nil {
		return err
	}
	return writeFile(k.file, sealed.Bytes())
}

func (k *Keyring) use(handle *keyset.Handle) error {
	primitive, err := aead.New(handle)
	if err != nil {
		return fmt.Errorf("use keyring: %w", err)
	}
	k.handle = handle
	k.current.Store(&primitive)
	return nil
}
