package sandbox

// smmLink is what an order runs on.
type smmLink struct {
	service int
	link    string
}

// index puts an order where it is found, whatever was changed in it.
func (s *smmState) index(o *SMMOrder) {
	s.orders[o.ID] = o
	if o.State.final() {
		delete(s.open, o.ID)
		return
	}
	if !s.open[o.ID] && o.Parent == 0 {
		at := smmLink{o.Service, o.Link}
		s.onLink[at] = append(s.onLink[at], o.ID)
	}
	s.open[o.ID] = true
}
