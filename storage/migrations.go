package storage

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// migration changes a file of one version into the next.
type migration struct {
	name string
	run  func(*Tx) error
}

// migrations is append-only: what was released is never changed, removed or
// reordered. A file's version is how many of them it went through.
func migrations() []migration {
	return []migration{
		{"buckets", createBuckets},
		{"bulks", createBulks},
		{"links", createLinks},
		{"alerts", create(alertRules, alertPanels, alertPending, alertQueues, alertDue, alertBatches, alertStandings, alertServers, alertWatches, alertViews)},
		{"samples", create(sampleRows)},
		{"digests", createDigests},
		{"chat moves", create(chatMoves)},
		{"orders", createOrders},
		{"order news", create(orderNews, orderTroubles)},
		{"link providers", addLinkProviders},
		{"offers", create(offerRows, offerChat, offerDropped, claimRows, claimChat, claimPerson, claimListed, claimClient, claimDue, blockedRows, blockedPerson)},
		{"digest providers", addDigestProviders},
		{"stores", create(storeRows, storeIDs, storeDue, memberRows, memberPerson, memberListed, memberDue, memberKnown)},
		{"invoices", create(invoiceRows, invoicePerson, invoiceListed, invoiceStates, invoiceDue, invoiceEnded)},
		{"invoice payments", addInvoicePayments},
		{"store troubles", create(storeTroubles)},
		{"invoice pictures", create(invoicePictures)},
		{"hosts", create(hostWatches, hostTokens, hostSweeps, hostHooks, hostDue, hostSights, hostNames, hostCalls, hostWaits, hostMarks, hostMarked, hostNews, hostBatches)},
	}
}

// migrate brings the file up to date in one transaction, or refuses it.
func (tx *Tx) migrate(list []migration) (changed bool, err error) {
	version, err := tx.schema()
	if err != nil {
		return false, err
	}
	if version > len(list) {
		return false, fmt.Errorf("%w (schema %d, this version knows %d)", ErrNewer, version, len(list))
	}
	// Before anything is changed: a wrong key must not touch the file.
	if version > 0 {
		if err := tx.checkKey(); err != nil {
			return false, err
		}
	}
	for _, m := range list[version:] {
		if err := m.run(tx); err != nil {
			return false, fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	if version == len(list) {
		return false, nil
	}
	in, err := tx.bucket(meta)
	if err != nil {
		return false, err
	}
	return true, in.Put([]byte(schemaKey), binary.BigEndian.AppendUint64(nil, uint64(len(list))))
}

// schema is 0 for a fresh file. A file with buckets but without a version is
// no file of ours.
func (tx *Tx) schema() (int, error) {
	if name, _ := tx.bolt.Cursor().First(); name == nil {
		return 0, nil
	}
	in, err := tx.bucket(meta)
	if err != nil {
		return 0, err
	}
	value := in.Get([]byte(schemaKey))
	if len(value) != 8 {
		return 0, fmt.Errorf("read schema: %w", ErrDamaged)
	}
	return int(binary.BigEndian.Uint64(value)), nil
}

func (tx *Tx) checkKey() error {
	in, err := tx.bucket(meta)
	if err != nil {
		return err
	}
	key := []byte(keycheckKey)
	if _, err := tx.keys.Open(in.Get(key), meta.place(key)); err != nil {
		return ErrWrongKey
	}
	return nil
}

func createBuckets(tx *Tx) error {
	err := createAll(tx,
		meta, counts, inboxRows, inboxSeen, inboxOrder, inboxParked, conversationRows, conversationTouch,
		outboxRows, outboxOrder, outboxInFlight, outboxSlots, outboxDead, outboxDeadChat,
		accountRows, accountKeys, people, chats, ticketRows, ticketExpiry,
		journalRows, journalDue, journalSettled, journalPlace,
	)
	if err != nil {
		return err
	}
	return tx.put(meta, []byte(keycheckKey), []byte("opens"))
}

func createBulks(tx *Tx) error {
	return createAll(tx, bulkRows, bulkItems, bulkOpen, bulkEnded, bulkPlace, batchRows, batchDated, batchPlace)
}

func createAll(tx *Tx, all ...bucket) error {
	for _, b := range all {
		if err := createBucket(tx.bolt, b); err != nil {
			return fmt.Errorf("create bucket %s: %w", b, err)
		}
	}
	return nil
}

// create is a migration that only adds buckets.
func create(all ...bucket) func(*Tx) error {
	return func(tx *Tx) error {
		for _, b := range all {
			if err := createBucket(tx.bolt, b); err != nil {
				return fmt.Errorf("create bucket %s: %w", b, err)
			}
		}
		return nil
	}
}

func createBucket(btx *bolt.Tx, b bucket) error {
	path := b.path()
	in, err := btx.CreateBucketIfNotExists([]byte(path[0]))
	if err != nil {
		return err
	}
	for _, name := range path[1:] {
		if in, err = in.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}
