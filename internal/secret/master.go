package secret

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
)

const masterKeySize = 32 // bytes: AES-256

// openMaster reads the master key, or makes one when it may: a new key beside
// an old keyset would only hide that the right one is missing.
func openMaster(path string, create bool) (tink.AEAD, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && create:
		return createMaster(path)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the master key %s is missing but its keyset is there: put the master key back, nothing can be read without it", path)
	case err != nil:
		return nil, err
	}
	// Windows has no such mode bits.
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("the master key %s can be read by others (mode %04o): run chmod 600 %s", path, mode, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	// The decoder's own error would quote a part of the key.
	if err != nil || len(key) != masterKeySize {
		return nil, fmt.Errorf("the master key %s is not %d bytes in base64: put the right file back", path, masterKeySize)
	}
	return subtle.NewAESGCM(key)
}

func createMaster(path string) (tink.AEAD, error) {
	key := make([]byte, masterKeySize)
	_, _ = rand.Read(key) // never fails, see crypto/rand
	if err := writeFile(path, []byte(base64.StdEncoding.EncodeToString(key)+"\n")); err != nil {
		return nil, err
	}
	return subtle.NewAESGCM(key)
}
