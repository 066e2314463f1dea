package storage

// createOrders also writes the index by panel of the accounts that were
// connected before there was one.
func createOrders(tx *Tx) error {
	err := createAll(tx,
		orderRows, orderListed, orderOpen, orderAttention, orderPlace, orderDue, orderRefills, orderLinks, orderEnded,
		shopRows, favouriteRows, usedRows, balanceRows, accountPanels,
	)
	if err != nil {
		return err
	}
	keys, err := tx.keysFrom(accountRows, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		chat, provider := keyInt(key), string(key[8:])
		panel, err := tx.PanelIn(chat, provider)
		if err != nil {
			return err
		}
		if err := tx.mark(accountPanels, panelAccount(panel, chat, provider)); err != nil {
			return err
		}
	}
	return nil
}
