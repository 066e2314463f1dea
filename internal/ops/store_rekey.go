package ops

import "resellerbot/storage"

// followPanel takes a store to the panel that its chat connected. Where only the key
// is a new one, the customers' accounts, invoices and open acts come along: an
// address has one panel, whatever its key. At another address they stay behind,
// until it is connected again.
func (o *Ops) followPanel(tx *storage.Tx, s storage.Storefront, a storage.Account) (storage.Storefront, error) {
	panel, err := tx.PanelIn(a.Chat, a.Provider)
	if err != nil {
		return s, err
	}
	was := s.Panels[a.BaseURL]
	if was != "" && was != panel {
		if err := tx.MoveStore(s.Chat, was, panel); err != nil {
			return s, err
		}
		if err := o.moveActs(tx, s.Chat, was, panel); err != nil {
			return s, err
		}
	}
	panels := map[string]string{a.BaseURL: panel}
	for base, former := range s.Panels {
		if base != a.BaseURL && len(panels) < panelsMost {
			panels[base] = former
		}
	}
	s.Panels = panels
	return s, nil
}

// panelsMost bounds how many addresses a store remembers.
const panelsMost = 8

// moveActs takes a chat's acts that are still open to a panel's new name.
func (o *Ops) moveActs(tx *storage.Tx, chat int64, from, to string) error {
	open, err := tx.Unsettled(o.Now().Add(farFuture), 0)
	if err != nil {
		return err
	}
	for _, row := range open {
		if row.Chat != chat || row.Panel != from {
			continue
		}
		row.Panel = to
		if err := tx.SaveEntry(row); err != nil {
			return err
		}
	}
	return nil
}
