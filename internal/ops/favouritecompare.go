package ops

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// favouriteLook is one reading of a panel's list.
type favouriteLook struct {
	list     ServiceList
	services map[string]resale.Service
	whole    bool // what is not in it is gone
}

// compare changes a chat's rows and has it told, in one transaction.
func (l favouriteLook) compare(tx *storage.Tx, chatID int64, tell TellFavourites) error {
	account, found, err := tx.Account(chatID, SMM)
	if err != nil || !found || account.Panel != l.list.Panel {
		return err
	}
	place, _, err := tx.Chat(chatID)
	if err != nil || place.Unreachable {
		return err
	}
	favourites, err := tx.Favourites(chatID, l.list.Panel)
	if err != nil {
		return err
	}
	news := FavouriteNews{Place: chat.Place{Chat: chatID, Thread: account.Thread}, Person: account.By, Currency: l.list.Currency}
	for _, f := range favourites {
		change, ok := l.change(&f)
		if !ok {
			continue
		}
		if err := tx.SaveFavourite(f); err != nil {
			return err
		}
		news.Changes = append(news.Changes, change)
	}
	if len(news.Changes) == 0 {
		return nil
	}
	return tell(tx, news)
}

// change takes what is new into a favourite.
func (l favouriteLook) change(f *storage.Favourite) (FavouriteChange, bool) {
	s, listed := l.services[f.Service]
	was := f.Rate
	switch {
	case f.At.After(l.list.At): // chosen from a newer list
		return FavouriteChange{}, false
	case listed && f.Gone:
		f.Gone, f.Rate, f.Name = false, s.Rate, s.Name
		return FavouriteChange{Kind: Returned, Service: s, Was: was}, true
	case listed && !s.Rate.Equal(was):
		f.Rate, f.Name = s.Rate, s.Name
		return FavouriteChange{Kind: Repriced, Service: s, Was: was}, true
	case !listed && !f.Gone && l.whole:
		f.Gone = true
		return FavouriteChange{Kind: Vanished, Service: resale.Service{ID: f.Service, Name: f.Name}, Was: was}, true
	}
	return FavouriteChange{}, false
}
