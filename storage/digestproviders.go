package storage

// How long the keys of digests and warnings were before they named a provider.
const (
	oldDigestKey  = 8
	oldWarningKey = 16
)

// addDigestProviders brings the digests and warnings of the days when they were
// all of one provider under keys that name it, and has the chats warned that
// connected VPNresellers before it was warned of.
func addDigestProviders(tx *Tx) error {
	digests, err := tx.keysFrom(digestRows, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range digests {
		if len(key) != oldDigestKey { // just made, by the migration that brought digests
			continue
		}
		if err := tx.addDigestProvider(key); err != nil {
			return err
		}
	}
	warnings, err := tx.keysFrom(warningRows, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range warnings {
		if len(key) != oldWarningKey {
			continue
		}
		if err := tx.addWarningProvider(key); err != nil {
			return err
		}
	}
	return tx.startDigests("vpnresellers")
}

// addDigestProvider moves the digest of a key <chat>.
func (tx *Tx) addDigestProvider(key []byte) error {
	d, _, err := load[Digest](tx, digestRows, key)
	if err != nil {
		return err
	}
	if err := tx.drop(digestDue, join(timeKey(d.Next), key)); err != nil {
		return err
	}
	if err := tx.drop(digestRows, key); err != nil {
		return err
	}
	d.Provider = firstProvider
	return tx.SaveDigest(d)
}

// addWarningProvider moves the warning of a key <chat><client>.
func (tx *Tx) addWarningProvider(key []byte) error {
	w, _, err := load[Warning](tx, warningRows, key)
	if err != nil {
		return err
	}
	for index, old := range map[bucket][]byte{
		warningRows: key,
		warningDue:  join(intKey(w.Chat), timeKey(w.Next), intKey(w.ClientID)),
		warningOver: join(timeKey(w.Expires), key),
	} {
		if err := tx.drop(index, old); err != nil {
			return err
		}
	}
	w.Provider = firstProvider
	return tx.SaveWarning(w)
}
