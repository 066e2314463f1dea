package storage

func panelAccount(panel string, chat int64, provider string) []byte {
	return join([]byte(panel), intKey(chat), []byte(provider))
}

// PanelIn names the panel that a chat's account opens, "" without one.
func (tx *Tx) PanelIn(chat int64, provider string) (string, error) {
	a, found, err := tx.Account(chat, provider)
	if err != nil || !found || a.Panel != "" {
		return a.Panel, err
	}
	key, err := tx.AccountKey(chat, provider) // rows of older versions do not say
	if err != nil {
		return "", err
	}
	return PanelOf(provider, a.BaseURL, key), nil
}

// ChatsWith gives the chats whose account opens a panel.
func (tx *Tx) ChatsWith(provider, panel string) ([]int64, error) {
	if len(panel) != panelLength {
		return nil, nil
	}
	keys, err := tx.keysFrom(accountPanels, []byte(panel), nil, 0)
	if err != nil {
		return nil, err
	}
	var chats []int64
	for _, key := range keys {
		if string(key[panelLength+8:]) == provider {
			chats = append(chats, keyInt(key[panelLength:]))
		}
	}
	return chats, nil
}

// ChatWith gives a chat whose account opens a panel, and whether there is one.
func (tx *Tx) ChatWith(provider, panel string) (chat int64, found bool, err error) {
	chats, err := tx.ChatsWith(provider, panel)
	if err != nil || len(chats) == 0 {
		return 0, false, err
	}
	return chats[0], true, nil
}

// Panels lists the panels that any chat has an account of a provider for.
func (tx *Tx) Panels(provider string) ([]string, error) {
	keys, err := tx.keysFrom(accountPanels, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	var panels []string
	for _, key := range keys { // those of a panel stand together
		panel := string(key[:panelLength])
		if string(key[panelLength+8:]) == provider && (len(panels) == 0 || panels[len(panels)-1] != panel) {
			panels = append(panels, panel)
		}
	}
	return panels, nil
}

// openPanel notes the panel of an account that takes the place of its former
// one.
func (tx *Tx) openPanel(a Account) error {
	was, err := tx.PanelIn(a.Chat, a.Provider)
	if err != nil || was == a.Panel {
		return err
	}
	if err := tx.leavePanel(a.Chat, a.Provider); err != nil {
		return err
	}
	if err := tx.mark(accountPanels, panelAccount(a.Panel, a.Chat, a.Provider)); err != nil {
		return err
	}
	if err := tx.leaveStoreTrouble(a); err != nil {
		return err
	}
	if err := tx.leaveHost(a); err != nil {
		return err
	}
	return tx.openShop(a)
}

func (tx *Tx) leavePanel(chat int64, provider string) error {
	panel, err := tx.PanelIn(chat, provider)
	if err != nil || panel == "" {
		return err
	}
	return tx.drop(accountPanels, panelAccount(panel, chat, provider))
}
