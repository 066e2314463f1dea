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
//	  start                               sealed: when the program was started last
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
//	  panels
//	    <panel><chat><provider>           empty
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
//	    <chat><provider><client><person>  sealed: Link; its length before the provider
//	  person
//	    <person><chat><provider><client>  empty
//	  due
//	    <next><chat><provider><client><person>  empty
//	requests
//	  rows
//	    <id>                              sealed: Request
//	  person
//	    <person><id>                      empty
//	  link
//	    <chat><provider><client><person><id>  empty
//	  closed
//	    <ended><id>                       empty: those that are not open
//	digests
//	  rows
//	    <chat><provider>                  sealed: Digest
//	  due
//	    <next><chat><provider>            empty: those that are on
//	warnings
//	  rows
//	    <chat><provider><client>          sealed: Warning; its length before the provider
//	  due
//	    <chat><provider><next><client>    empty: rows that are still to be told of
//	  over
//	    <expires><chat><provider><client>  empty
//	samples
//	  <panel><at>                         sealed: Sample
//	orders
//	  rows
//	    <panel><id>                       sealed: Order
//	  listed
//	    <chat><at><panel><id>             empty
//	  open
//	    <chat><at><panel><id>             empty: not at their end
//	  attention
//	    <chat><at><panel><id>             empty: somebody should look at them
//	  place
//	    <chat><person><panel><id>         empty
//	  due
//	    <panel><next><id>                 empty: those that are followed
//	  refills
//	    <panel><next><id>                 empty: those whose refill is followed
//	  links
//	    <panel><hash of link><id>         empty: not at their end
//	  ended
//	    <changed><panel><id>              empty
//	  news
//	    <chat><panel><id>                 empty: their chat is to be told something
//	troubles
//	  <chat>                              sealed: OrderTrouble
//	shops
//	  <chat>                              sealed: Shop
//	favourites
//	  <chat><panel><service>              sealed: Favourite
//	used
//	  <chat>                              sealed: UsedServices
//	balances
//	  <panel><at>                         sealed: BalanceSample
//	offers
//	  rows
//	    <id>                              sealed: Offer
//	  chat
//	    <chat><id>                        empty
//	  dropped
//	    <at><id>                          empty: their claims are still there
//	claims
//	  rows
//	    <offer><person><n>                sealed: Claim
//	  chat
//	    <chat><offer><person><n>          empty
//	  person
//	    <person><offer><person><n>        empty
//	  listed
//	    <offer><at><person><n>            empty
//	  client
//	    <chat><provider><client><claim>   empty: those that were granted
//	  due
//	    <panel><next><offer><person><n>   empty: those that are not at their end
//	blocked
//	  rows
//	    <chat><person>                    sealed: Blocked
//	  person
//	    <person><chat>                    empty
//	stores
//	  rows
//	    <chat>                            sealed: Storefront
//	  ids
//	    <id><chat>                        empty
//	  due
//	    <next><chat>                      empty: those whose summary is wanted
//	  troubles
//	    <chat>                            sealed: StoreTrouble
//	members
//	  rows
//	    <chat><person>                    sealed: Member
//	  person
//	    <person><chat>                    empty
//	  listed
//	    <chat><at><person>                empty
//	  due
//	    <panel><next><chat><person>       empty: those that are looked at
//	  known
//	    <person><chat>                    empty: those who were there once
//	invoices
//	  rows
//	    <chat><person><id>                sealed: Invoice
//	  pictures
//	    <chat><person><id>                sealed: the picture of its payment
//	  person
//	    <person><chat><id>                empty
//	  listed
//	    <chat><at><person><id>            empty
//	  states
//	    <chat><state><at><person><id>     empty: a byte for the state
//	  due
//	    <panel><next><chat><person><id>   empty: those that are watched
//	  ended
//	    <ended><chat><person><id>         empty: nothing more is to come
//	  payments
//	    <chat><paid><person><id>          empty: those that were paid
//	hosts
//	  watches
//	    <chat>                            sealed: HostWatch
//	  tokens
//	    <SHA-256 of token><chat>          empty
//	  sweeps
//	    <next><chat>                      empty: those whose panel is read
//	  hooks
//	    <next><chat>                      empty: those whose webhook is to be put right
//	  due
//	    <due><chat>                       empty: those that have something to tell
//	  sights
//	    <chat><hash of kind and name>     sealed: HostSight
//	  names
//	    <chat><hash of kind and name>     sealed: the name that its HostSight is under
//	  calls
//	    <chat><seq>                       sealed: HostCall
//	  waits
//	    <chat>                            sealed: how many calls wait
//	  marks
//	    <chat><hash>                      empty: webhooks that came
//	  marked
//	    <at><chat><hash>                  empty: the same, oldest first
//	  news
//	    <chat><seq>                       sealed: HostNewsItems that are not told yet
//	  batches
//	    <chat><id><n>                     sealed: HostBatch
package storage

import "strings"

// bucket is the path of a bucket that holds rows; it is also part of what
// every value in it is sealed with, so it never changes.
type bucket string

func (b bucket) path() []string { return strings.Split(string(b), "/") }

// The rows of meta.
const (
	schemaKey   = "schema"
	keycheckKey = "keycheck"
	offsetKey   = "offset"
	startKey    = "start"
)
