package storage

// firstProvider is whose clients all links were to, before rows said so.
const firstProvider = "servex"

// createLinks is the migration that brought links and requests.
func createLinks(tx *Tx) error {
	return createAll(tx, linkRows, linkPerson, linkDue, requestRows, requestPerson, requestLink, requestClosed)
}

// addLinkProviders brings the links and requests of the days when they were all
// of one provider under keys that name it.
func addLinkProviders(tx *Tx) error {
	links, err := tx.keysFrom(linkRows, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range links {
		if err := tx.addLinkProvider(key); err != nil {
			return err
		}
	}
	requests, err := tx.keysFrom(requestRows, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range requests {
		if err := tx.addRequestProvider(key); err != nil {
			return err
		}
	}
	return nil
}

// addLinkProvider moves the link of a key <chat><client><person>.
func (tx *Tx) addLinkProvider(key []byte) error {
	l, _, err := load[Link](tx, linkRows, key)
	if err != nil {
		return err
	}
	for index, old := range map[bucket][]byte{
		linkRows: key, linkPerson: join(key[16:], key[:16]), linkDue: join(timeKey(l.Next), key),
	} {
		if err := tx.drop(index, old); err != nil {
			return err
		}
	}
	l.Provider = firstProvider
	return tx.SaveLink(l)
}

func (tx *Tx) addRequestProvider(key []byte) error {
	r, _, err := load[Request](tx, requestRows, key)
	if err != nil {
		return err
	}
	old := join(intKey(r.Chat), intKey(r.ClientID), intKey(r.Person), seqKey(r.ID))
	if err := tx.drop(requestLink, old); err != nil {
		return err
	}
	r.Provider = firstProvider
	return tx.SaveRequest(r)
}
