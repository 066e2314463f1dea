package storage

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"resellerbot/internal/secret"
)

var errStub = errors.New("not built yet")

type Options struct {
	MaxSize int
	Logger  *slog.Logger
	Now     func() time.Time
}
type Store struct{}
type Tx struct{}

func Open(path string, keys *secret.Keyring, opt Options) (*Store, error) { return nil, errStub }
func Restore(ctx context.Context, backup, path string, keys *secret.Keyring) error {
	return errStub
}
func (*Store) View(ctx context.Context, f func(*Tx) error) error       { return errStub }
func (*Store) Update(ctx context.Context, f func(*Tx) error) error     { return errStub }
func (*Store) Backup(ctx context.Context, path string) error           { return errStub }
func (*Store) Reseal(ctx context.Context) (int, error)                 { return 0, errStub }
func (*Store) Trim(ctx context.Context, before time.Time) (int, error) { return 0, errStub }
func (*Store) Failed() error                                           { return errStub }
func (*Store) Close() error                                            { return errStub }
func (*Store) WatchOutbox(f func([]OutKey))                            {}
func (*Tx) AddUpdate(Update) (fresh bool, err error)                   { return false, errStub }
func (*Tx) FinishUpdate(id int64) error                                { return errStub }
func (*Tx) ParkUpdate(id int64, raw []byte, reason string) error       { return errStub }
func (*Tx) Parked(limit int) ([]Parked, error)                         { return nil, errStub }
func (*Tx) ParkedCount() (int, error)                                  { return 0, errStub }
func (*Tx) Updates(after int64, limit int) ([]Update, error)           { return nil, errStub }
func (*Tx) UpdateOffset() (int64, error)                               { return 0, errStub }
func (*Tx) SetUpdateOffset(int64) error                                { return errStub }
func (*Tx) InboxStat() (Stat, error)                                   { return Stat{}, errStub }
func (*Tx) Conversation(ConversationKey) (Conversation, bool, error) {
	return Conversation{}, false, errStub
}
func (*Tx) SaveConversation(Conversation) error    { return errStub }
func (*Tx) DropConversation(ConversationKey) error { return errStub }
func (*Tx) IdleConversations(before time.Time, limit int) ([]Conversation, error) {
	return nil, errStub
}
func (*Tx) Queue(*Outgoing) error                   { return errStub }
func (*Tx) Outgoing(OutKey) (Outgoing, bool, error) { return Outgoing{}, false, errStub }
func (*Tx) OutKeys() ([]OutKey, error)              { return nil, errStub }

// Departing marks a row in flight; ErrGone when it was replaced, forgotten or delivered meanwhile.
func (*Tx) Departing(OutKey) error                            { return errStub }
func (*Tx) Delivered(k OutKey, slotMessage int) error         { return errStub }
func (*Tx) Delay(k OutKey, until time.Time, doubt bool) error { return errStub }
func (*Tx) DeadLetter(k OutKey, reason string) error          { return errStub }
func (*Tx) DeadLetters(limit int) ([]Dead, error)             { return nil, errStub }
func (*Tx) DeadCount() (int, error)                           { return 0, errStub }
func (*Tx) Replay(id uint64) error                            { return errStub }
func (*Tx) SlotMessage(chat int64, slot string) (int, error)  { return 0, errStub }
func (*Tx) MigrateChat(old, new int64) error                  { return errStub }
func (*Tx) OutboxStat() (Stat, error)                         { return Stat{}, errStub }
func (*Tx) PutAccount(a Account, key secret.String) error     { return errStub }
func (*Tx) Account(chat int64, provider string) (Account, bool, error) {
	return Account{}, false, errStub
}
func (*Tx) AccountKey(chat int64, provider string) (secret.String, error) {
	return secret.String{}, errStub
}
func (*Tx) Accounts(chat int64) ([]Account, error)              { return nil, errStub }
func (*Tx) DropAccount(chat int64, provider string) error       { return errStub }
func (*Tx) Person(id int64) (Person, bool, error)               { return Person{}, false, errStub }
func (*Tx) SavePerson(Person) error                             { return errStub }
func (*Tx) Chat(id int64) (Chat, bool, error)                   { return Chat{}, false, errStub }
func (*Tx) SaveChat(Chat) error                                 { return errStub }
func (*Tx) Held(person, chat int64) (Holding, error)            { return Holding{}, errStub }
func (*Tx) Forget(person, chat int64) error                     { return errStub }
func (*Tx) IssueTicket(Ticket) (token string, err error)        { return "", errStub }
func (*Tx) Ticket(token string) (Ticket, bool, error)           { return Ticket{}, false, errStub }
func (*Tx) DropTicket(token string) error                       { return errStub }
func (*Tx) Intend(Entry) (Entry, bool, error)                   { return Entry{}, false, errStub }
func (*Tx) Entry(key string) (Entry, bool, error)               { return Entry{}, false, errStub }
func (*Tx) SaveEntry(Entry) error                               { return errStub }
func (*Tx) Unsettled(due time.Time, limit int) ([]Entry, error) { return nil, errStub }
func (*Tx) JournalCount() (map[State]int, error)                { return nil, errStub }
