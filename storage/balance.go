package storage

import (
	"errors"
	"time"

	"github.com/govalues/decimal"
)

const (
	balanceLife = 40 * 24 * time.Hour
	balanceRest = time.Hour // between two samples of one amount
)

// BalanceSample is what was left on a panel's account at a moment.
type BalanceSample struct {
	Panel    string          `json:"-"` // see PanelOf
	At       time.Time       `json:"at"`
	Amount   decimal.Decimal `json:"amount"`
	Currency string          `json:"currency,omitempty"`
}

// AddBalance keeps a sample for 40 days, in the place of a former one of the
// same moment. One that says what the last one said is kept only an hour after
// that, so that there is one for each change and one an hour.
func (tx *Tx) AddBalance(s BalanceSample) error {
	if len(s.Panel) != panelLength || s.At.IsZero() {
		return errors.New("add balance: no panel or no time")
	}
	s.At = s.At.UTC()
	last, found, err := tx.LastBalance(s.Panel)
	if err != nil {
		return err
	}
	same := found && last.Amount.Equal(s.Amount) && last.Currency == s.Currency
	if age := s.At.Sub(last.At); same && age >= 0 && age < balanceRest {
		return nil
	}
	return save(tx, balanceRows, join([]byte(s.Panel), timeKey(s.At)), s)
}

// LastBalance gives a panel's last sample, and whether there is one.
func (tx *Tx) LastBalance(panel string) (last BalanceSample, found bool, err error) {
	err = tx.eachBack(balanceRows, []byte(panel), pastAll([]byte(panel)), func(key []byte) (bool, error) {
		last, found, err = load[BalanceSample](tx, balanceRows, key)
		last.Panel = panel
		return false, err
	})
	return last, found, err
}

// Balances gives a panel's samples from a time on, oldest first.
func (tx *Tx) Balances(panel string, since time.Time) ([]BalanceSample, error) {
	keys, err := tx.keysFrom(balanceRows, []byte(panel), join([]byte(panel), timeKey(since)), 0)
	if err != nil {
		return nil, err
	}
	samples, err := loadAll[BalanceSample](tx, balanceRows, keys)
	for i := range samples {
		samples[i].Panel = panel
	}
	return samples, err
}
