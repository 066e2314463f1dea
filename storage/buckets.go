// Package storage keeps what must not be lost: bbolt behind transactions, with
// no bbolt type to be seen. Values are sealed; only keys are readable.
//
// The tree of buckets; times and numbers in keys are big-endian and sort as
// they should, "empty" rows are indexes, "plain" is the one value that must be
// readable without a key:
//
//	meta
//	  schema                              plain: migrations applied
//	  keycheck                            sealed: opens with the right keyring only
//	  offset                              sealed: the next update to ask for
//	counts
//	  <name>                              sealed: rows of inbox, parked, outbox, dead, journal.<state>
//	inbox
//	  rows
//	    <update>                          sealed: Update
//	  seen
//	    <update>                          empty: the last 20,000 ids
//	  order
//	    <seq><update>                     empty: seen, oldest first
//	  parked
//	    <update>                          sealed: Parked
//	conversations
//	  rows
//	    <chat><thread><person>            sealed: Conversation
//	  touched
//	    <touched><chat><thread><person>   empty
//	outbox
//	  rows
//	    <chat><lane><seq>                 sealed: Outgoing
//	  order
//	    <seq><chat><lane>                 empty: oldest first, and where a row is now
//	  inflight
//	    <chat><lane><seq>                 empty: handed to the messenger, no answer yet
//	  slots
//	    <chat><slot>                      sealed: message id
//	  dead
//	    <id>                              sealed: Dead
//	  deadchat
//	    <chat><id>                        empty
//	accounts
//	  rows
//	    <chat><provider>                  sealed: Account
//	  keys
//	    <chat><provider>                  sealed: the API key
//	people
//	  <person>                            sealed: Person
//	chats
//	  <chat>                              sealed: Chat
//	moves
//	  <chat>                              sealed: the chat that it became
//	tickets
//	  rows
//	    <SHA-256 of token>                sealed: Ticket
//	  expiry
//	    <expires><SHA-256 of token>       empty
//	journal
//	  rows
//	    <key>                             sealed: Entry
//	  due
//	    <next><key>                       empty: unsettled rows
//	  settled
//	    <settled><key>                    empty: settled rows
//	  place
//	    <chat><person><key>               empty
//	alerts
//	  rules
//	    <chat>                            sealed: AlertRule
//	  panels
//	    <panel><chat>                     empty: rules that are on
//	  pending
//	    <chat><seq>                       sealed: Events that are not told yet
//	  queues
//	    <chat>                            sealed: AlertQueue
//	  due
//	    <due><chat>                       empty: queues that hold something
//	  batches
//	    <chat><id>                        sealed: EventBatch
//	  standings
//	    <panel><username>                 sealed: Standing
//	  servers
//	    <panel><id>                       sealed: ServerStanding
//	  watches
//	    <panel>                           sealed: Watch
//	  views
//	    <chat>                            sealed: ServerView
//	bulks
//	  rows
//	    <id>                              sealed: Bulk
//	  items
//	    <id><n>                           sealed: BulkItem
//	  open
//	    <not before><id>                  empty: not ended
//	  ended
//	    <at><id>                          empty
//	  place
//	    <chat><person><id>                empty
//	batches
//	  rows
//	    <id>                              sealed: ClientBatch
//	  dated
//	    <at><id>                          empty
//	  place
//	    <chat><id>                        empty
//	links
//	  rows
//	    <chat><client><person>            sealed: Link
//	  person
//	    <person><chat><client>            empty
//	  due
//	    <next><chat><client><person>      empty
//	requests
//	  rows
//	    <id>                              sealed: Request
//	  person
//	    <person><id>                      empty
//	  link
//	    <chat><client><person><id>        empty
//	  closed
//	    <ended><id>                       empty: those that are not open
//	digests
//	  rows
//	    <chat>                            sealed: Digest
//	  due
//	    <next><chat>                      empty: those that are on
//	warnings
//	  rows
//	    <chat><client>                    sealed: Warning
//	  due
//	    <chat><next><client>              empty: rows that are still to be told of
//	  over
//	    <expires><chat><client>           empty
//	samples
//	  <panel><at>                         sealed: Sample
package storage

import "strings"

// bucket is the path of a bucket that holds rows; it is also part of what
// every value in it is sealed with, so it never changes.
type bucket string

const (
	meta              bucket = "meta"
	counts            bucket = "counts"
	inboxRows         bucket = "inbox/rows"
	inboxSeen         bucket = "inbox/seen"
	inboxOrder        bucket = "inbox/order"
	inboxParked       bucket = "inbox/parked"
	conversationRows  bucket = "conversations/rows"
	conversationTouch bucket = "conversations/touched"
	outboxRows        bucket = "outbox/rows"
	outboxOrder       bucket = "outbox/order"
	outboxInFlight    bucket = "outbox/inflight"
	outboxSlots       bucket = "outbox/slots"
	outboxDead        bucket = "outbox/dead"
	outboxDeadChat    bucket = "outbox/deadchat"
	accountRows       bucket = "accounts/rows"
	accountKeys       bucket = "accounts/keys"
	people            bucket = "people"
	chats             bucket = "chats"
	chatMoves         bucket = "moves"
	ticketRows        bucket = "tickets/rows"
	ticketExpiry      bucket = "tickets/expiry"
	journalRows       bucket = "journal/rows"
	journalDue        bucket = "journal/due"
	journalSettled    bucket = "journal/settled"
	journalPlace      bucket = "journal/place"
	alertRules        bucket = "alerts/rules"
	alertPanels       bucket = "alerts/panels"
	alertPending      bucket = "alerts/pending"
	alertQueues       bucket = "alerts/queues"
	alertDue          bucket = "alerts/due"
	alertBatches      bucket = "alerts/batches"
	alertStandings    bucket = "alerts/standings"
	alertServers      bucket = "alerts/servers"
	alertWatches      bucket = "alerts/watches"
	alertViews        bucket = "alerts/views"
	bulkRows          bucket = "bulks/rows"
	bulkItems         bucket = "bulks/items"
	bulkOpen          bucket = "bulks/open"
	bulkEnded         bucket = "bulks/ended"
	bulkPlace         bucket = "bulks/place"
	batchRows         bucket = "batches/rows"
	batchDated        bucket = "batches/dated"
	batchPlace        bucket = "batches/place"
	linkRows          bucket = "links/rows"
	linkPerson        bucket = "links/person"
	linkDue           bucket = "links/due"
	requestRows       bucket = "requests/rows"
	requestPerson     bucket = "requests/person"
	requestLink       bucket = "requests/link"
	requestClosed     bucket = "requests/closed"
	digestRows        bucket = "digests/rows"
	digestDue         bucket = "digests/due"
	warningRows       bucket = "warnings/rows"
	warningDue        bucket = "warnings/due"
	warningOver       bucket = "warnings/over"
	sampleRows        bucket = "samples"
)

func (b bucket) path() []string { return strings.Split(string(b), "/") }

// The rows of meta.
const (
	schemaKey   = "schema"
	keycheckKey = "keycheck"
	offsetKey   = "offset"
)
